// Reads a file of the scorecard's values beside what the scorecard holds.
import type { Database } from '../platform/database.ts';
import { readText } from '../voc/csv-text.ts';
import { weekOfDay } from './find-score-week.ts';
import { runningWeek } from './load-scorecard.ts';
import { readValuesFile } from './read-values-file.ts';
import type { Reading } from './scorecard-import.ts';
import { findValue, listLines } from './scorecard-store.ts';

/** Refuses what is no table of values. */
export function readingOf(db: Database, now: Date, bytes: Uint8Array): Reading {
  return readValuesFile(readText(bytes), {
    lines: listLines(db),
    weekOfDay: (day) => weekOfDay(db, day),
    runningWeek: runningWeek(db, now),
    valueOf: (lineId, weekOf) => findValue(db, lineId, weekOf),
  });
}
