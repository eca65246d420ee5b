// One company's people, as a simulation lets them act: who may act where, and how an act begins.
import type { Actor } from '../../sandbox/acting/actor.ts';
import type { Chance } from '../../sandbox/past/chance.ts';
import type { Company } from '../../sandbox/people.ts';
import type { Delivery } from '../../sandbox/record.ts';
import type { View } from '../../sandbox/views.ts';
import type { Workspace } from '../../sandbox/workspace.ts';
import type { Channel, Message, Person } from '../../sandbox/world.ts';
import type { Ledger } from './ledger.ts';
import type { Pressable } from './screen.ts';

const things = [
  'export',
  'invoice',
  'login',
  'search',
  'price',
  'phone line',
  'dark mode',
  'report',
  'import',
];
const says = ['is slow', 'fails twice a day', 'costs too much', 'pleases everybody', 'confuses new people'];

interface Parts {
  workspace: Workspace;
  company: Company;
  chance: Chance;
  time: { readonly nowMs: number };
  ledger: Ledger;
  trace(line: string): void;
}

export class Desk {
  readonly parts: Parts;
  /** Forms that were sent and whose answer has not come yet. */
  readonly sending = new Set<View>();
  #marks = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  get members(): { channel: Channel; person: Person }[] {
    const { channels, people } = this.parts.company;
    const asked = [channels.productWeekly, channels.productWeekly, channels.financeClose, channels.boardRoom];
    const open = [...asked, channels.supportLeads].filter((it) => !it.isArchived);
    return open.flatMap((channel) =>
      Object.values(people)
        .filter((it) => channel.members.has(it.id) && !it.isBot && !it.isStranger && !it.isDeactivated)
        .map((person) => ({ channel, person })),
    );
  }

  /** Does something as somebody, as far as they can: what Slack would not let them do, they do not. */
  does(person: Person, what: string, act: (actor: Actor) => Promise<unknown>): void {
    const { workspace, trace } = this.parts;
    trace(`${person.name} ${what}`);
    const acting = (async () => act(workspace.as(person)))();
    acting.catch((error: unknown) => trace(`${person.name} cannot: ${String(error)}`));
  }

  /** The delivery that an act begins with is there as soon as it has begun. */
  deliveryOf(begin: () => void): Delivery | undefined {
    const { deliveries } = this.parts.workspace;
    const before = deliveries.length;
    begin();
    return deliveries.slice(before).find(({ kind }) => kind !== 'event');
  }

  /** The mark that the newest words carry, and no other words. */
  get mark(): string {
    return ` mark${this.#marks}x`;
  }

  words(): string {
    const { chance } = this.parts;
    this.#marks += 1;
    return `The ${chance.pick(things)} ${chance.pick(says)} and the ${chance.pick(things)} ${chance.pick(says)}${this.mark}`;
  }

  presses(person: Person, button: Pressable, on: Message | 'modal' | 'home'): void {
    this.does(person, `presses “${button.text}”`, (actor) => actor.pressesAt(button, { on }));
  }
}
