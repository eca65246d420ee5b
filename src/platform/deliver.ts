// Draws a message from the facts as they are now, and posts it in its place or edits what stands there.
import type { webApi } from '@slack/bolt';
import type { Database } from './database.ts';
import type { Drawing } from './drawing.ts';
import { markEditing, markSending, type OwedMessage, type Place } from './outbox.ts';
import { channelOf, keyOf, threadOf } from './places.ts';
import type { Calls } from './slack-limits.ts';

interface Errand {
  db: Database;
  slack: webApi.WebClient;
  drawing: Drawing | undefined;
  calls: Calls;
}

/**
 * What it tells of, and that it was tried, is durable before Slack has it: a power cut takes nothing back there.
 * Where it stands then; null when there was nothing left to say.
 */
export async function deliver(
  { db, slack, drawing, calls }: Errand,
  message: OwedMessage,
  now: () => Date,
): Promise<Place | null> {
  if (!drawing) throw new Error(`nobody draws ${message.drawing}`);
  if (!message.ts && drawing.before) {
    calls.next(message.drawing);
    await drawing.before(message.subject, now());
  }
  const drawn = drawing.draw(message.subject, now());
  if (!drawn) return null;
  const content = { text: drawn.text, blocks: drawn.blocks };
  if (message.ts && message.channel_id) {
    const place = { channelId: message.channel_id, ts: message.ts };
    calls.next('chat.update');
    markEditing(db, message, now());
    await db.durable();
    calls.goesOut();
    await slack.chat.update({ channel: place.channelId, ts: place.ts, ...content });
    return place;
  }
  const channel = await channelOf(db, slack, calls, message);
  calls.next('chat.postMessage');
  const tried = markSending(db, message, now());
  await db.durable();
  calls.goesOut();
  const posted = await slack.chat.postMessage({
    channel,
    ...content,
    ...threadOf(db, message),
    unfurl_links: false,
    unfurl_media: false,
    // By these it is found again when the reply is lost.
    metadata: { event_type: 'empty_chair_message', event_payload: { key: keyOf(message), tried } },
  });
  return { channelId: posted.channel ?? channel, ts: posted.ts ?? '' };
}
