// Where a message goes, and where it stands: its channel, its thread, and how it is found again.
import type { webApi } from '@slack/bolt';
import { dayMs, later, minuteMs } from './clock.ts';
import type { Database } from './database.ts';
import type { OwedMessage, Place } from './outbox.ts';
import type { Calls } from './slack-limits.ts';

/** Slack looks by its own clock, and ours may be ahead of it: a little, or by hours where one zone is taken for another. */
const lookBackMs = { usually: 5 * minuteMs, last: dayMs };

/** What a message is found by in a channel's history: it travels in the message's metadata. */
export function keyOf(message: OwedMessage): string {
  return `${message.drawing}/${message.subject}/${message.address}`;
}

interface Look {
  since: Date;
  /** Whichever try it stands by. Else only the last: before a restore, another message may have had the same key. */
  anyTry: boolean;
}

/**
 * How a message is looked for. `heldSince`: since when it may stand without the database's knowing it, or null.
 * `isLast`: it is posted anew when it is not found.
 */
export function lookOf({ tried_at }: OwedMessage, heldSince: Date | null, isLast: boolean, now: Date): Look {
  const tried = tried_at === null ? now : new Date(tried_at);
  const first = heldSince !== null && heldSince < tried ? heldSince : tried;
  return { since: later(first, -lookBackMs[isLast ? 'last' : 'usually']), anyTry: heldSince !== null };
}

/** A person's direct channel is opened once and kept, so that its history can be read after a lost reply. */
export async function channelOf(
  db: Database,
  slack: webApi.WebClient,
  calls: Calls,
  message: OwedMessage,
): Promise<string> {
  if (!/^[UW]/.test(message.address)) return message.address;
  const known = findDirectChannel(db, message.address);
  if (known) return known;
  calls.next('conversations.open');
  const opened = await slack.conversations.open({ users: message.address });
  const channel = opened.channel?.id;
  if (!channel) throw new Error('conversations.open named no channel');
  keepDirectChannel(db, message.address, channel);
  return channel;
}

function findDirectChannel(db: Database, personId: string): string | undefined {
  return db.one<{ channel_id: string }>('SELECT channel_id FROM direct_channel WHERE person_id = @personId', {
    personId,
  })?.channel_id;
}

function keepDirectChannel(db: Database, personId: string, channelId: string): void {
  db.run(
    `INSERT INTO direct_channel (person_id, channel_id) VALUES (@personId, @channelId)
     ON CONFLICT DO UPDATE SET channel_id = excluded.channel_id`,
    { personId, channelId },
  );
}

/** The thread a message belongs in; none when its root never came to stand anywhere. */
export function threadOf(db: Database, message: OwedMessage): { thread_ts?: string } {
  if (message.thread_of === null) return {};
  const root = db.one<{ ts: string | null }>('SELECT ts FROM message WHERE id = @id', {
    id: message.thread_of,
  });
  return root?.ts ? { thread_ts: root.ts } : {};
}

/** Nobody knows whether its root stands: in the channel itself the reply would look like a second root. */
export function isUnderUnknown(db: Database, message: OwedMessage): boolean {
  if (message.thread_of === null) return false;
  const asked = { id: message.thread_of };
  return !!db.one("SELECT id FROM message WHERE id = @id AND state = 'unknown' AND ts IS NULL", asked);
}

/** Slack recommends 200 and gives 999 at the most (docs.slack.dev, "conversations.history"), but counts calls. */
const pageSize = 500;

/** The channel's history tells whether a send without a reply took effect. Null: it is not there now. */
export async function lookFor(
  db: Database,
  slack: webApi.WebClient,
  calls: Calls,
  message: OwedMessage,
  { since, anyTry }: Look,
): Promise<Place | null> {
  const channel = await channelOf(db, slack, calls, message);
  const asked = {
    channel,
    oldest: String(since.getTime() / 1000),
    limit: pageSize,
    include_all_metadata: true,
  };
  const { thread_ts: thread } = threadOf(db, message);
  const isIt = (payload: object | undefined) =>
    payload !== undefined &&
    'key' in payload &&
    payload.key === keyOf(message) &&
    (anyTry || !('tried' in payload) || payload.tried === message.tried_at);
  if (thread) {
    calls.next('conversations.replies');
    const ts = await foundIn((more) => slack.conversations.replies({ ...asked, ...more, ts: thread }), isIt);
    if (ts) return { channelId: channel, ts };
  }
  // A reply whose root stood nowhere went to the channel itself, and the root may have come to stand since.
  calls.next('conversations.history');
  const ts = await foundIn((more) => slack.conversations.history({ ...asked, ...more }), isIt);
  return ts ? { channelId: channel, ts } : null;
}

interface Page {
  messages?: { ts?: string; metadata?: { event_payload?: object } }[];
  response_metadata?: { next_cursor?: string };
}

async function foundIn(
  read: (more: { cursor?: string }) => Promise<Page>,
  isIt: (payload: object | undefined) => boolean,
): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor ? { cursor } : {});
    const found = page.messages?.find(({ metadata }) => isIt(metadata?.event_payload));
    if (found?.ts) return found.ts;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return null;
}
