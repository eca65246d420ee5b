// What the owners of the past do once the answers are in: end what they owe, hand it over, put it off, look back.
import type { Name } from '../people.ts';
import type { Message } from '../world.ts';
import { Chance } from './chance.ts';
import type { History } from './history.ts';
import { endingsOf, outcomeOf } from './opinions.ts';
import type { Plan } from './plan.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const untilReviewMs = 42 * dayMs;

export class Owners {
  readonly #history: History;
  /** Of its own, so that what they learn later changes nothing of what happened before. */
  readonly #chance = new Chance(20_260_413);

  constructor(history: History) {
    this.#history = history;
  }

  /** `atMs`: when its owner sits down to it. */
  follow(owner: Name, root: Message, plan: Plan, atMs: number): void {
    const now = this.#history.stage.clock.now().getTime();
    this.#history.plan(atMs, () => this.#settle(owner, root, plan));
    const lookMs = now + untilReviewMs + this.#chance.between(7 * 60, 9 * 60) * 60_000;
    this.#history.plan(lookMs, () => this.#lookBack(plan.handsTo ?? owner, root, plan));
  }

  async #settle(owner: Name, root: Message, plan: Plan): Promise<void> {
    const { handsTo, putsOff } = plan;
    if (handsTo && handsTo !== owner) return this.#handOver(owner, handsTo, root, plan);
    if (putsOff) return this.#putOff(owner, putsOff, root, plan);
    return this.#end(owner, root, plan);
  }

  /** Ends what the decision asks of its owner in the way that was planned, where that is offered. */
  async #end(owner: Name, root: Message, plan: Plan): Promise<void> {
    const { hands } = this.#history;
    const on = this.#askedUnder(root);
    if (!on) return;
    for (const ending of endingsOf(plan)) {
      if (!(await hands.presses(owner, on, `matter.${ending}`, plan.statement))) continue;
      const statement = plan.instead ?? plan.statement;
      await hands.fills(owner, { statement, reason: plan.reason ?? plan.why });
      return hands.submits(owner);
    }
  }

  async #handOver(owner: Name, to: Name, root: Message, plan: Plan): Promise<void> {
    const { hands, stage } = this.#history;
    const on = this.#askedUnder(root);
    if (!on || !(await hands.presses(owner, on, 'matter.offer', plan.statement))) return;
    await hands.fills(owner, { person: stage.company.people[to] });
    await hands.submits(owner);
    this.#history.plan(this.#later(dayMs), async () => {
      const notes = stage.workspace.directMessages(stage.company.people[to]);
      const offer = notes.findLast((it) => JSON.stringify(it.blocks).includes('"offer.take"'));
      if (offer) await hands.presses(to, offer, 'offer.take');
      this.#history.plan(this.#later(dayMs), () => this.#end(to, root, plan));
    });
  }

  async #putOff(owner: Name, reason: string, root: Message, plan: Plan): Promise<void> {
    const { hands } = this.#history;
    const on = this.#askedUnder(root);
    if (!on || !(await hands.presses(owner, on, 'matter.put_off', plan.statement))) return;
    await hands.fills(owner, { reason });
    await hands.submits(owner);
    this.#history.plan(this.#later(7 * dayMs), () => this.#end(owner, root, plan));
  }

  /** Six weeks on they know what customers thought, or nearly always. */
  async #lookBack(owner: Name, root: Message, plan: Plan): Promise<void> {
    const { hands, stage } = this.#history;
    const { outcome, reason } = outcomeOf(plan, this.#chance);
    const action = `review.${outcome}`;
    const on = this.#askedUnder(root);
    if (!on || !(await hands.presses(owner, on, action, plan.statement))) {
      // What it was changed to stands in no thread.
      await hands.as(owner).opensHome();
      await stage.settle();
      if (!plan.instead || !(await hands.presses(owner, 'home', action, plan.instead))) return;
    }
    await hands.fills(owner, { reason });
    await hands.submits(owner);
  }

  #askedUnder(root: Message): Message | undefined {
    const replies = this.#history.stage.workspace.thread(root).slice(1);
    return replies.findLast((it) => JSON.stringify(it.blocks).includes('"matter.'));
  }

  #later(ms: number): number {
    return this.#history.stage.clock.now().getTime() + ms;
  }
}
