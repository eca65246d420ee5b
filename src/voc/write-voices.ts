// How voices are written into files: CSV that opens safely in a spreadsheet, and JSON Lines for a warehouse.
import { stringify } from 'csv-stringify/sync';
import { stored } from '../platform/clock.ts';
import type { Voice } from './voice.ts';

/** The fields of both, in this order; docs/voices-schema.md says what each holds. */
const fields = [
  'id',
  'said_at',
  'words',
  'customer',
  'segment',
  'source',
  'stage',
  'scale',
  'score',
  'themes',
  'permalink',
  'audience',
  'conversation_id',
  'captured_by',
  'captured_at',
  'joined_voices',
] as const;

export interface Exported {
  voice: Voice;
  /** How many voices are joined to it: people said the same, and it stands for them. */
  joined: number;
}

type Line = Record<(typeof fields)[number], string | number | string[] | null>;

function lineOf({ voice, joined }: Exported): Line {
  const { id, words, customer, segment, source, stage, score, themes, permalink, audience } = voice;
  return {
    id,
    said_at: stored(voice.saidAt),
    words,
    customer,
    segment,
    source,
    stage,
    scale: score?.scale ?? null,
    score: score?.value ?? null,
    themes,
    permalink,
    audience,
    conversation_id: voice.conversationId || null,
    captured_by: voice.capturedBy,
    captured_at: stored(voice.capturedAt),
    joined_voices: joined,
  };
}

/** With the mark by which Excel knows UTF-8. */
export const csvTitles = `\uFEFF${fields.join(',')}\r\n`;

/**
 * A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
 * apostrophe before it (OWASP, "CSV Injection"); importing takes that away again.
 */
export function csvLines(voices: Exported[]): string {
  const lines = voices.map((one) => {
    const line = lineOf(one);
    return fields.map((field) =>
      field === 'themes' ? one.voice.themes.map((it) => `#${it}`).join(' ') : line[field],
    );
  });
  return stringify(lines, { escape_formulas: true, record_delimiter: '\r\n' });
}

export function jsonLines(voices: Exported[]): string {
  return voices.map((one) => `${JSON.stringify(lineOf(one))}\n`).join('');
}
