// Changes to people, and the bot hearing of them.
import { userOf } from './shapes.ts';
import type { Slack } from './slack.ts';
import type { Person } from './world.ts';

export interface NewPerson {
  readonly name: string;
  readonly realName?: string;
  readonly timeZone?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  readonly isPrimaryOwner?: boolean;
  readonly isBot?: boolean;
  readonly isGuest?: boolean;
  readonly isStranger?: boolean;
  readonly statusEmoji?: string;
  readonly statusText?: string;
}

export function createPerson(slack: Slack, given: NewPerson, id = slack.world.nextId('U')): Person {
  const person: Person = {
    id,
    teamId: given.isStranger ? 'T0OTHERTEAM' : slack.identity.teamId,
    name: given.name,
    realName: given.realName ?? given.name,
    timeZone: given.timeZone ?? 'UTC',
    isAdmin: given.isAdmin ?? given.isPrimaryOwner ?? false,
    isOwner: given.isOwner ?? given.isPrimaryOwner ?? false,
    isPrimaryOwner: given.isPrimaryOwner ?? false,
    isBot: given.isBot ?? false,
    isGuest: given.isGuest ?? false,
    isStranger: given.isStranger ?? false,
    isDeactivated: false,
    statusEmoji: given.statusEmoji ?? '',
    statusText: given.statusText ?? '',
    updatedAt: slack.clock.now(),
  };
  slack.world.people.set(id, person);
  void slack.courier.tell({ type: 'team_join', user: userOf(person, slack.clock.now()) });
  return person;
}

export type PersonChange = Partial<
  Pick<
    Person,
    'name' | 'realName' | 'timeZone' | 'isAdmin' | 'isOwner' | 'isDeactivated' | 'statusEmoji' | 'statusText'
  >
>;

/** Changes a person; unsaid where the bot was down and will never be told. */
export function changePerson(slack: Slack, person: Person, change: PersonChange, isUnsaid: boolean): void {
  Object.assign(person, change, { updatedAt: slack.clock.now() });
  if (change.isDeactivated) {
    for (const channel of slack.world.channels.values()) {
      if (channel.kind !== 'im') channel.members.delete(person.id);
    }
  }
  if (isUnsaid) return;
  const user = userOf(person, slack.clock.now());
  const eventTs = slack.world.nextTs();
  const cacheTs = Math.floor(slack.clock.now().getTime() / 1000);
  void slack.courier.tell({ type: 'user_change', user, cache_ts: cacheTs, event_ts: eventTs });
}
