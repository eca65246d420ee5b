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
] as const;

type Line = Record<(typeof fields)[number], string | number | string[] | null>;

function lineOf(voice: Voice): Line {
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
  };
}

/** With the mark by which Excel knows UTF-8. */
export const csvTitles = `\uFEFF${fields.join(',')}\r\n`;

/**
 * A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
 * apostrophe before it (OWASP, "CSV Injection"); importing takes that away again.
 */
export function csvLines(voices: Voice[]): string {
  const lines = voices.map((voice) => {
    const line = lineOf(voice);
    return fields.map((field) =>
      field === 'themes' ? voice.themes.map((it) => `#${it}`).join(' ') : line[field],
    );
  });
  return stringify(lines, { escape_formulas: true, record_delimiter: '\r\n' });
}

export function jsonLines(voices: Voice[]): string {
  return voices.map((voice) => `${JSON.stringify(lineOf(voice))}\n`).join('');
}
