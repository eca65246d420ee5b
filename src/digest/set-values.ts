// Sets a week's values of the scorecard: all of a form, or none of it.
import { requireSettings } from '../people/roles.ts';
import { findSettings } from '../people/settings-store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { subjectOf } from './change-scorecard.ts';
import { weekOfDay } from './find-score-week.ts';
import { readValue } from './read-value.ts';
import { findLine, findValue, setValue } from './scorecard-store.ts';
import { runningWeekOf } from './scorecard-weeks.ts';
import { digestZone } from './tell-digest.ts';

/** What a form showed and what came back for one line. */
export interface TypedValue {
  lineId: number;
  /** The value that the form was opened with. */
  shown: number | null;
  typed: string;
}

/** The field of a line’s value. */
export function fieldOf(lineId: number): string {
  return `value_${lineId}`;
}

/** A value as the form shows it; '' for none. */
export function inputText(value: number | null): string {
  return value === null ? '' : String(value);
}

/** Refuses whoever may not change settings, and beside its field what is no value, or was changed by others meanwhile. */
export function setWeekValues(
  db: Database,
  now: Date,
  personId: string,
  weekOf: string,
  values: readonly TypedValue[],
): void {
  requireSettings(db, personId);
  const settings = findSettings(db);
  if (weekOfDay(db, weekOf) !== weekOf || weekOf > runningWeekOf(settings, digestZone(db), now)) {
    throw new Refusal('The weeks have changed since this form was opened. Open it again.');
  }
  for (const { lineId, shown, typed } of values) {
    // What was not touched is not this person's word: somebody else may have changed it meanwhile.
    if (typed.trim() === inputText(shown)) continue;
    const value = besideField(lineId, () => readTyped(db, lineId, typed));
    const before = findValue(db, lineId, weekOf);
    if (before === value) continue;
    if (before !== shown) {
      throw new Refusal(
        `Somebody else changed this to ${before ?? 'nothing'} meanwhile. Open the form again to see it.`,
        fieldOf(lineId),
      );
    }
    putValue(db, now, personId, { lineId, weekOf, value, before });
  }
}

export interface ChangedValue {
  lineId: number;
  weekOf: string;
  value: number | null;
  before: number | null;
}

/** Belongs in the transaction that has checked it. */
export function putValue(
  db: Database,
  now: Date,
  personId: string,
  { lineId, weekOf, value, before }: ChangedValue,
): void {
  setValue(db, lineId, weekOf, value);
  const set = before === null ? `set ${value} for` : `changed ${before} to ${value} for`;
  const did = value === null ? `cleared ${before} of` : set;
  audit(db, now, personId, did, `${subjectOf(lineId)}, week to ${weekOf}`);
}

function readTyped(db: Database, lineId: number, typed: string): number | null {
  const line = findLine(db, lineId);
  if (!line || line.isRetired || line.scale !== null) {
    throw new Refusal('This line takes no more typed values. Open the form again.');
  }
  return readValue(line, typed);
}

function besideField<Result>(lineId: number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.message, fieldOf(lineId));
    throw error;
  }
}
