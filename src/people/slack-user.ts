// A person as Slack's directory tells of them, read into our own words.
import { stored } from '../platform/clock.ts';
import type { Person } from './person.ts';
import { isTimeZone } from './zones.ts';

/** The bot itself, as auth.test names it. */
export interface Self {
  botUserId: string;
  teamId: string;
}

/** What users.list, users.info and user_change tell of a person; all of it may be missing. */
export interface SlackUser {
  id?: string;
  team_id?: string;
  deleted?: boolean;
  name?: string;
  tz?: string;
  is_bot?: boolean;
  is_stranger?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_admin?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
  profile?: { display_name?: string; real_name?: string };
}

export function readPerson(user: SlackUser, self: Self, now: Date): Person {
  const outsider = user.is_stranger || (user.team_id !== undefined && user.team_id !== self.teamId);
  return {
    id: user.id ?? '',
    name: user.profile?.display_name || user.profile?.real_name || user.name || 'somebody',
    // A zone that this Node does not know would stop every clock that is read in it.
    timeZone: user.tz && isTimeZone(user.tz) ? user.tz : 'UTC',
    kind: outsider ? 'outsider' : kindOf(user),
    rank: user.is_primary_owner
      ? 'primary owner'
      : user.is_owner
        ? 'owner'
        : user.is_admin
          ? 'admin'
          : 'none',
    leftAt: user.deleted ? stored(now) : null,
  };
}

function kindOf(user: SlackUser): Person['kind'] {
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}
