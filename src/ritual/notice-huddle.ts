// A huddle in a ritual's channel has ended: its people are whom the round waits for.
import type { Database } from '../platform/database.ts';
import type { HuddleEnd } from './huddle.ts';
import { noticeEnd, presentOf } from './notice-end.ts';
import { findRitualIn } from './store.ts';

export function noticeHuddle(
  db: Database,
  now: Date,
  { roomId, conversationId, endedAt, attendeeIds }: HuddleEnd,
): void {
  const ritual = findRitualIn(db, conversationId);
  if (!ritual?.huddles) return;
  const present = presentOf(db, conversationId, attendeeIds);
  if (present.length < 2) return;
  noticeEnd(db, now, ritual, {
    trigger: 'huddle',
    key: `huddle:${roomId}`,
    at: new Date(endedAt),
    attendeeIds: present,
  });
}
