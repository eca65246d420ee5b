// A file of the scorecard's values on its way in: read and shown first, then set all at once.

/** reading → ready → done; or cancelled, or failed with its problem. */
export type ImportState = 'reading' | 'ready' | 'done' | 'cancelled' | 'failed';

export interface ScorecardImport {
  id: number;
  personId: string;
  fileId: string;
  fileName: string;
  state: ImportState;
  problem: string | null;
  /** Null until it is read, and once it is settled. */
  reading: Reading | null;
  taken: number;
  attempts: number;
}

/** What was understood of a file. */
export interface Reading {
  values: ReadValue[];
  /** Values that are there already, or that stand in the file twice. */
  known: number;
  /** The first of the rows that are refused, and how many there are. */
  refused: { line: number; reason: string }[];
  allRefused: number;
  /** Titles of columns that were left aside. */
  ignored: string[];
}

export interface ReadValue {
  lineId: number;
  weekOf: string;
  value: number;
  /** What it takes the place of. */
  before: number | null;
}

/** The alarm that carries an import on, and the message that shows it to whoever gave the file. */
export const importDue = 'scorecard import due';
export const importShown = 'scorecard import';

/** Two years of twenty lines; so many are set in one short transaction. */
export const mostValues = 2_000;
export const largestFileBytes = 256 * 1024;
export const mostRefusals = 200;
