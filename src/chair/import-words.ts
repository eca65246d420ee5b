// What the command line says about an import: what was understood, and how it ended.
import type { Database } from '../platform/database.ts';
import { cut } from '../platform/slack-text.ts';
import { mostRefusals, type RefusedRow, type StagedVoice } from '../voc/import.ts';
import { findImport, listRefusals } from '../voc/import-store.ts';
import { type ImportFacts, meaning, nobodyIsAsked } from '../voc/import-views.ts';

const number = (n: number) => n.toLocaleString('en');
const many = (n: number, one: string) => `${number(n)} ${n === 1 ? one : `${one}s`}`;

export function importPreview({ from, samples, refusals }: ImportFacts): string {
  const { fileName, reading } = from;
  if (!reading) return '';
  const { columns, ignored, isScoreIgnored, dayOrder, voices, refused, known, masked } = reading;
  const lines = [
    `${printed(fileName)}: ${voices === 0 ? 'nothing' : many(voices, 'voice')} to import. Nothing is imported yet.`,
    ...columns.map(({ title, holds }) => `  “${printed(title)}” is ${meaning[holds]}`),
    ignored.length > 0 ? `  left aside: ${ignored.map((title) => `“${printed(title)}”`).join(', ')}` : '',
    isScoreIgnored
      ? '  A score needs its scale: call the column nps, csat, ces or csi, or add one called scale.'
      : '',
    dayOrder === null ? '' : `  Days such as 3/4/2026 are read with the ${dayOrder}.`,
    ...samples.map(sample),
    refused > 0 ? `${many(refused, 'row')} refused:` : '',
    ...refusals.map(({ line, reason }) => `  line ${line}: ${printed(reason)}`),
    refused > refusals.length ? `  and ${number(refused - refusals.length)} more` : '',
    known > 0 ? `${many(known, 'row')} here already, or twice in the file.` : '',
    masked > 0 ? `${number(masked)} e-mail addresses, phone or card numbers masked.` : '',
    nobodyIsAsked,
  ];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

function sample({ words, customer }: StagedVoice): string {
  return `  > ${printed(words)}${customer === null ? '' : ` -- ${printed(customer)}`}`;
}

/** On one line, and without what would steer a terminal. */
export function printed(text: string): string {
  return cut(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), 200);
}

export function importEnded(db: Database, id: number): string {
  const from = findImport(db, id);
  const done = number(from?.moved ?? 0);
  const told: Partial<Record<string, string>> = {
    done: `${done} imported. Whoever captures them is told in Slack, and can take them back there.`,
    cancelled: 'Nothing was imported, and nothing of the file is kept.',
    ready: 'Nothing is imported yet. What was read waits a week; the same command goes on.',
    reading: 'Stopped while reading; nothing is imported. The same command reads it anew.',
    running: `Stopped: ${done} are in place and not shown yet. The same command goes on; a running bot does so in ten minutes.`,
    undoing: 'It is being taken back in Slack.',
  };
  return `${told[from?.state ?? ''] ?? ''}\n`;
}

/** For a program. */
export interface ImportEnd {
  import: number;
  file: string;
  state: string;
  voices: number;
  imported: number;
  known: number;
  masked: number;
  refused: number;
  /** The first thousand of them. */
  refusals: RefusedRow[];
}

export function importFacts(db: Database, id: number): ImportEnd {
  const from = findImport(db, id);
  const { voices = 0, known = 0, masked = 0, refused = 0 } = from?.reading ?? {};
  return {
    import: id,
    file: from?.fileName ?? '',
    state: from?.state ?? '',
    voices,
    imported: from?.moved ?? 0,
    known,
    masked,
    refused,
    refusals: listRefusals(db, id, mostRefusals),
  };
}
