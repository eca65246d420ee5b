// Takes a voice back that was saved a moment ago.
import { trailOf } from '../platform/audit.ts';
import { later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { forgetVoice, requireVoice } from './forget-voice.ts';

/** An old button must not delete what has been found and used since. */
const undoneWithinMs = 15 * minuteMs;

/** Refuses as forgetting does, what was saved too long ago, and a second click on the button. */
export function undoVoice(db: Database, now: Date, personId: string, id: number): void {
  const [last] = trailOf(db, `voice ${id}`, 1);
  if (last?.did === 'forgot' && last.personId === personId) throw new Refusal('It is undone already.');
  const { capturedAt } = requireVoice(db, personId, id);
  if (now > later(capturedAt, undoneWithinMs)) {
    throw new Refusal(
      `Voice ${id} was saved more than fifteen minutes ago, so others may be using it. If it has to go, \`/voc forget ${id}\` deletes it for good.`,
    );
  }
  forgetVoice(db, now, personId, id);
}
