// A file of voices on its way in: read and shown first, then moved into place, visible all at once.
import type { Audience } from '../people/conversation.ts';
import type { Holds } from './columns.ts';
import type { Draft } from './draft.ts';
import type { DayOrder } from './read-row.ts';

/** reading → ready → running → done → undoing → undone; or cancelled, or failed with its problem. */
export type ImportState =
  | 'reading'
  | 'ready'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'failed';

export interface Import {
  id: number;
  personId: string;
  conversationId: string;
  audience: Audience;
  fileId: string;
  fileName: string;
  state: ImportState;
  problem: string | null;
  /** Null until it is read. */
  reading: Reading | null;
  moved: number;
  attempts: number;
}

/** What was understood of the file, without anybody's words. */
export interface Reading {
  columns: { title: string; holds: Holds }[];
  ignored: string[];
  /** A column of scores was left aside, because nothing says on which scale they are. */
  isScoreIgnored: boolean;
  /** Null where the file names no days. */
  dayOrder: DayOrder | null;
  voices: number;
  refused: number;
  /** Rows that were imported before, or that stand in the file twice. */
  known: number;
  masked: number;
}

/** A voice that is not in place yet. */
export interface StagedVoice extends Omit<Draft, 'saidOn'> {
  /** An instant; null: the moment of the import. */
  saidAt: string | null;
  /** The day that it names, and a hash of what it says and for whom, in hexadecimal. */
  hash: string;
}

export interface RefusedRow {
  line: number;
  reason: string;
}

/** The alarm that carries an import on, and the message that shows it to whoever asked for it. */
export const importDue = 'import due';
export const importShown = 'import';

/** How the id of a file begins that came from the operator's disk. */
export const localFile = 'local:';

export function isLocal({ fileId }: Import): boolean {
  return fileId.startsWith(localFile);
}

/** Slack's own limit for a file in a form (docs.slack.dev, "File input element"). */
export const largestFileBytes = 10 * 1024 * 1024;

/** So many are kept aside together; of long ones, so many characters. */
export const voicesInSlice = 500;
export const charactersInSlice = 200_000;

/** So many of a slice are put in place together: as many as this machine does in a moment. */
export const movedAtOnce = { least: 100, most: voicesInSlice };

/** More refusals than these are counted only. */
export const mostRefusals = 1_000;
