// What people of the sandbox wait for: the next meeting's end, round's close, digest.
import { digestDue } from '../src/digest/week.ts';
import type { Database } from '../src/platform/database.ts';
import { meetingEnds } from '../src/ritual/follow-schedule.ts';
import { roundCloses } from '../src/ritual/round.ts';

/** The bot's own alarm for each, and the table of what the alarm is about. */
const landmarks = {
  meeting: { kind: meetingEnds, table: 'ritual' },
  close: { kind: roundCloses, table: 'round' },
  digest: { kind: digestDue, table: null },
} as const;

export type Landmark = keyof typeof landmarks;

/** When it comes, in one channel or (null) anywhere; null: never. */
export function nextLandmark(db: Database, landmark: Landmark, channelId: string | null): Date | null {
  const { kind, table } = landmarks[landmark];
  const where = table
    ? `kind = @kind AND (@channelId IS NULL OR @channelId =
         (SELECT conversation_id FROM ${table} WHERE id = CAST(alarm.key AS INTEGER)))`
    : 'kind = @kind';
  const sql = `SELECT min(due_at) AS due_at FROM alarm WHERE ${where}`;
  const row = db.one<{ due_at: string | null }>(sql, table ? { kind, channelId } : { kind });
  return row?.due_at ? new Date(row.due_at) : null;
}
