// A program says that a meeting ended: every ritual that names the meeting asks its question.
import type { Database } from '../platform/database.ts';
import { claimRequest } from '../platform/requests.ts';
import { noticeEnd } from './notice-end.ts';
import { type MeetingReport, meetingKey } from './webhook.ts';
import { findRitualsOfMeeting } from './webhook-store.ts';

/**
 * - unknown: no ritual names this meeting;
 * - replayed: this very request had its effect before;
 * - quiet: noted, but nothing is asked (a pause, a quiet day, an end told before or too long ago);
 * - asked: a round is open for it.
 */
export type Heard = 'unknown' | 'replayed' | 'quiet' | 'asked';

/** `signature` is claimed once, with the effect. Belongs in a transaction. */
export function hearWebhook(db: Database, now: Date, signature: string, report: MeetingReport): Heard {
  const rituals = findRitualsOfMeeting(db, report.names.map(meetingKey));
  if (rituals.length === 0) return 'unknown';
  if (!claimRequest(db, `webhook ${signature}`, now)) return 'replayed';
  const rounds = rituals.map((ritual) =>
    noticeEnd(db, now, ritual, {
      trigger: 'webhook',
      key: report.key,
      at: report.endedAt,
      attendeeIds: null,
    }),
  );
  return rounds.some((round) => round !== null) ? 'asked' : 'quiet';
}
