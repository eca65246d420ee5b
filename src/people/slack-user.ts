// A person as Slack's directory tells of them, read into our own words.
import { secondMs, stored } from '../platform/clock.ts';
import type { SlackStatus } from './away.ts';
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
  profile?: {
    display_name?: string;
    real_name?: string;
    status_emoji?: string;
    status_text?: string;
    /** A preset’s English words, whatever language its owner reads; '' for people’s own. */
    status_text_canonical?: string;
    /** Unix seconds; 0: it stays until somebody takes it down. */
    status_expiration?: number;
  };
}

/** The status in a profile (docs.slack.dev, "users.profile.set"). It is read when it is needed, and kept nowhere. */
export function readStatus({ profile }: SlackUser): SlackStatus {
  const { status_emoji, status_text, status_text_canonical, status_expiration } = profile ?? {};
  return {
    emoji: status_emoji ?? '',
    text: [status_text_canonical, status_text].filter(Boolean).join(' '),
    expiresAt: status_expiration ? new Date(status_expiration * secondMs) : null,
  };
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
