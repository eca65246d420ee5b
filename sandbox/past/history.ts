// Plays the past: who sets rituals up, what happens at each meeting's end, and what each person does about it later.
import type { Name } from '../people.ts';
import type { Stage } from '../stage.ts';
import type { Message } from '../world.ts';
import { Chance } from './chance.ts';
import { plans } from './decisions.ts';
import { Hands } from './hands.ts';
import { verdictOf, words } from './opinions.ts';
import { Owners } from './owners.ts';
import type { Plan } from './plan.ts';
import { type Team, teams } from './teams.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Something that somebody will do at an instant of the past. */
interface Happening {
  readonly at: number;
  readonly does: () => Promise<unknown>;
}

export class History {
  readonly stage: Stage;
  readonly hands: Hands;
  readonly chance = new Chance(20_260_302);
  readonly #agenda: Happening[] = [];
  readonly #told = new Map<string, string>();
  readonly #planned = new Map<string, Plan[]>();
  readonly #owners = new Owners(this);
  /** Reasons that somebody has given already: nobody repeats another's words. */
  readonly #said = new Set<string>();

  constructor(stage: Stage) {
    this.stage = stage;
    this.hands = new Hands(stage);
    for (const team of teams) this.#planned.set(team.channel, [...(plans[team.channel] ?? [])]);
  }

  get #now(): number {
    return this.stage.clock.now().getTime();
  }

  plan(at: number, does: () => Promise<unknown>): void {
    this.#agenda.push({ at, does });
  }

  /** Lets time pass up to an instant; meetings end on the way, and people do what they had in mind. */
  async passTo(end: Date): Promise<void> {
    for (;;) {
      this.#agenda.sort((one, other) => one.at - other.at);
      const next = this.#agenda[0];
      const meetingMs = this.stage.nextOf('meeting')?.getTime() ?? Number.POSITIVE_INFINITY;
      const untilMs = Math.min(next?.at ?? Number.POSITIVE_INFINITY, meetingMs, end.getTime());
      await this.#moveTo(new Date(Math.max(untilMs, this.#now)));
      if (next && next.at <= this.#now) {
        this.#agenda.shift();
        await next.does();
        await this.stage.settle();
      }
      for (const team of teams) this.#noticeEnd(team);
      if (untilMs >= end.getTime()) return;
    }
  }

  /** Where nothing falls due on the way there is nothing to wait for either. */
  async #moveTo(instant: Date): Promise<void> {
    const due = this.stage.chair.nextDueAt();
    if (due && due <= instant) await this.stage.travelTo(instant);
    else this.stage.clock.moveTo(instant);
  }

  /** A root that was not there before means that a meeting has just ended. */
  #noticeEnd(team: Team): void {
    const root = this.#rootIn(team);
    if (!root || root.ts <= (this.#told.get(team.channel) ?? '')) return;
    this.#told.set(team.channel, root.ts);
    const fate = this.chance.next();
    const afterMs = this.#now + this.chance.between(2, 8) * minuteMs;
    if (fate < team.decides) this.plan(afterMs, () => this.#decide(team));
    else if (fate < team.decides + team.saysNone) {
      this.plan(afterMs, () => this.hands.presses(team.facilitator, root, 'round.empty'));
    }
  }

  #rootIn(team: Team): Message | undefined {
    const roots = this.stage.workspace.messages(team.channel);
    return roots.findLast((it) => it.isFromBot && JSON.stringify(it.blocks).includes('"actions"'));
  }

  async #decide(team: Team): Promise<void> {
    const plan = this.#planned.get(team.channel)?.shift();
    if (!plan) return;
    const owner = this.chance.happens(0.5) ? team.facilitator : this.chance.pick(team.members);
    await this.hands.as(owner).types(`/decided ${plan.statement}`, { in: team.channel });
    await this.stage.settle();
    const root = this.#rootIn(team);
    if (!root) return;
    for (const [index, name] of team.members.entries()) {
      if (!this.chance.happens(team.answers)) continue;
      const afterMs = this.#now + this.chance.between(3, 240) * minuteMs;
      this.plan(afterMs, () => this.#answer(name, root, plan, index));
    }
    const at = this.#now + this.chance.between(4, 6) * dayMs + this.chance.between(1, 300) * minuteMs;
    this.#owners.follow(owner, root, plan, at);
  }

  async #answer(name: Name, root: Message, plan: Plan, index: number): Promise<void> {
    const { verdict, isTypical, isAgainst } = verdictOf(plan, index, this.chance);
    const why = isAgainst ? (plan.against ?? plan.why) : plan.why;
    const saysWhy = isTypical && !this.#said.has(why) && this.chance.happens(0.6);
    if (!saysWhy) return void (await this.hands.presses(name, root, `answer.${verdict}`, plan.statement));
    this.#said.add(why);
    if (!(await this.hands.presses(name, root, 'answer.form', plan.statement))) return;
    await this.hands.fills(name, { verdict: words[verdict], why });
    await this.hands.submits(name);
  }
}
