// Where a message goes, and where it stands: its channel, its thread, and how it is found again.
import type { webApi } from '@slack/bolt';
import { dayMs, later, minuteMs } from './clock.ts';
import type { Database } from './database.ts';
import type { OwedMessage, Place } from './outbox.ts';
import type { Calls } from './slack-limits.ts';

/** Slack looks by its own clock, and ours may be ahead of it: a little, or by hours where one zone is taken for another. */
const lookBackMs = { usually: 5 * minuteMs, last: dayMs };

/** Since when a message may stand that was tried. `isLast`: it is posted anew when it is not found. */
export function mayStandSince({ tried_at: tried }: OwedMessage, isLast: boolean, now: Date): Date {
  return later(tried ? new Date(tried) : now, -lookBackMs[isLast ? 'last' : 'usually']);
}

/** What a message is found by in a channel's history: it travels in the message's metadata. */
export function keyOf(message: OwedMessage): string {
  return `${message.drawing}/${message.subject}/${message.address}`;
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

/** The channel's history since then tells whether a send without a reply took effect. Null: it is not there now. */
export async function lookFor(
  db: Database,
  slack: webApi.WebClient,
  calls: Calls,
  message: OwedMessage,
  since: Date,
): Promise<Place | null> {
  const channel = await channelOf(db, slack, calls, message);
  const oldest = String(since.getTime() / 1000);
  const { thread_ts: thread } = threadOf(db, message);
  let cursor: string | undefined;
  calls.next(thread ? 'conversations.replies' : 'conversations.history');
  do {
    const asked = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const page = thread
      ? await slack.conversations.replies({ ...asked, ts: thread })
      : await slack.conversations.history(asked);
    for (const { ts, metadata } of page.messages ?? []) {
      const payload = metadata?.event_payload;
      if (ts && payload && 'key' in payload && payload.key === keyOf(message))
        return { channelId: channel, ts };
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return null;
}
