// The people of a simulated company at work: each act is one thing that somebody does in Slack, drawn from the seed.
import { openHuddle } from '../../sandbox/huddles.ts';
import { fieldsOf } from '../../sandbox/json.ts';
import type { Delivery } from '../../sandbox/record.ts';
import type { Channel, Person } from '../../sandbox/world.ts';
import { answers, goesOnWithForm, opensHome, pressesSomething } from './clicking.ts';
import type { Desk } from './desk.ts';
import { givesFile, startsImport } from './filing.ts';

export class Office {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** One thing that somebody does; what comes of it comes later. */
  act(): void {
    const { chance } = this.#desk.parts;
    const kind = chance.pick([
      ...Array<() => void>(5).fill(() => this.#decides()),
      ...Array<() => void>(4).fill(() => this.#capturesVoice()),
      ...Array<() => void>(7).fill(() => answers(this.#desk)),
      ...Array<() => void>(6).fill(() => goesOnWithForm(this.#desk)),
      ...Array<() => void>(5).fill(() => pressesSomething(this.#desk)),
      ...Array<() => void>(3).fill(() => this.#typesCommand()),
      ...Array<() => void>(3).fill(() => this.#huddles()),
      () => opensHome(this.#desk),
      () => this.#savesMessage(),
      () => this.#editsMessage(),
      () => this.#runsWorkflow(),
      () => givesFile(this.#desk),
      () => startsImport(this.#desk),
      () => startsImport(this.#desk),
    ]);
    kind();
  }

  #says(kind: 'decision' | 'voice', command: string, where: { channel: Channel; person: Person }): void {
    const { ledger, time } = this.#desk.parts;
    const words = this.#desk.words();
    const { mark } = this.#desk;
    const begin = () =>
      this.#desk.does(where.person, `types ${command} …${mark}`, (actor) =>
        actor.types(`${command} ${words}`, { in: where.channel }),
      );
    const delivery = this.#desk.deliveryOf(begin);
    const by = { channelId: where.channel.id, personId: where.person.id };
    if (delivery) ledger.said.push({ kind, mark, ...by, atMs: time.nowMs, delivery });
  }

  #decides(): void {
    this.#says('decision', '/decided', this.#desk.parts.chance.pick(this.#desk.members));
  }

  #capturesVoice(): void {
    this.#says('voice', '/voc', this.#desk.parts.chance.pick(this.#desk.members));
  }

  #typesCommand(): void {
    const { chance } = this.#desk.parts;
    const { channel, person } = chance.pick(this.#desk.members);
    const typed = chance.pick([
      '/ritual ask',
      '/ritual status',
      '/ritual close',
      '/ritual close',
      '/ritual pause',
      '/ritual resume',
      '/ritual resume',
      '/ritual take',
      '/ritual digest',
      '/ritual skip tomorrow',
      '/decided',
      '/decided log export',
      '/decided show 1',
      '/voc',
      '/voc search export slow',
      '/voc list',
      '/voc scores',
      '/voc own 1 tomorrow',
    ]);
    this.#desk.does(person, `types ${typed}`, (actor) => actor.types(typed, { in: channel }));
  }

  /** A huddle begins, or the one that is going on ends. */
  #huddles(): void {
    const { chance, workspace, company, trace } = this.#desk.parts;
    const channel = chance.pick([company.channels.productWeekly, company.channels.financeClose]);
    if (channel.isArchived) return;
    const going = openHuddle(workspace.messages(channel));
    const there = this.#desk.members.filter((it) => it.channel === channel).map(({ person }) => person);
    const [starter] = there;
    if (!starter) return;
    trace(`a huddle ${going ? 'ends' : 'begins'} in ${channel.name}`);
    if (!going) return void workspace.startHuddle(starter, channel);
    workspace.endHuddle(going, chance.shuffled(there).slice(0, chance.between(1, 4)));
  }

  #savesMessage(): void {
    const { chance, workspace } = this.#desk.parts;
    const { channel, person } = chance.pick(this.#desk.members);
    const message = workspace.postAs(person, channel, `Acme says: ${this.#desk.words()}`);
    const shortcut = chance.pick(['save_voice', 'ask_about']);
    this.#desk.does(person, `uses ${shortcut}`, (actor) => actor.usesShortcut(shortcut, { on: message }));
  }

  #editsMessage(): void {
    const { chance, workspace } = this.#desk.parts;
    const { channel } = chance.pick(this.#desk.members);
    const own = workspace.messages(channel).filter(({ isFromBot, room, text }) => {
      return !isFromBot && !room && text.startsWith('Acme');
    });
    if (own.length === 0) return;
    const message = chance.pick(own);
    if (chance.happens(0.3)) workspace.deleteMessage(message);
    else workspace.editMessage(message, `Acme says now: ${this.#desk.words()}`);
  }

  #runsWorkflow(): void {
    const { chance, workspace, ledger, trace } = this.#desk.parts;
    const { channel, person } = chance.pick(this.#desk.members);
    trace(`a workflow asks in ${channel.name}`);
    const inputs = { channel: channel.id, decision: this.#desk.words(), owner: person.id };
    workspace.runStep('ask_customers', inputs).then(
      (execution) => {
        const isAbout = ({ payload, outcome }: Delivery) =>
          outcome === 'acked' && fieldsOf(payload.event).function_execution_id === execution.id;
        ledger.runs.push({ execution, isTaken: () => workspace.deliveries.some(isAbout) });
      },
      (error: unknown) => trace(`the workflow cannot: ${String(error)}`),
    );
  }
}
