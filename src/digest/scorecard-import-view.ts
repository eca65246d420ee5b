// How an import of the scorecard's values looks: the form that takes the file, what was understood, how it ended.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, escaped, escapedWithin } from '../platform/slack-text.ts';
import { button, buttons, context, form, input, list, section } from '../platform/view-parts.ts';
import { type Line, valueText } from './scorecard.ts';
import type { Reading, ReadValue, ScorecardImport } from './scorecard-import.ts';
import { dayWithYear } from './week-words.ts';

export function importForm(): ModalView {
  return form(
    'scorecard_import',
    'Import values',
    [
      input(
        'file',
        'A table of values',
        { type: 'file_input', filetypes: ['csv', 'tsv', 'txt', 'text'], max_files: 1 },
        {
          hint:
            'CSV, at most 256 KB. Its first line names the columns: week, line and value; or week and then the ' +
            'lines by their names. A week is any day in it, or 2026-W10.',
        },
      ),
      context('Nothing is imported yet: I read it and show you what I understood.'),
    ],
    { submit: 'Read it' },
  );
}

export interface ImportFacts {
  from: ScorecardImport;
  /** By their numbers. */
  lines: ReadonlyMap<number, Line>;
}

export function importMessage({ from, lines }: ImportFacts): Message {
  const name = escapedWithin(from.fileName, 200);
  if (from.state === 'ready' && from.reading) return readyMessage(from.id, from.reading, lines, name);
  const told: Record<ScorecardImport['state'], string> = {
    reading: `I am reading ${name}.`,
    ready: `I have read ${name}.`,
    done: `${count(from.taken, 'value')} of ${name} ${from.taken === 1 ? 'is' : 'are'} in the scorecard.`,
    cancelled: `Nothing of ${name} was imported, and nothing of it is kept.`,
    failed: `I could not read ${name}, and nothing was imported. ${escaped(from.problem ?? '')}`,
  };
  return { text: told[from.state], blocks: [section(told[from.state])] };
}

function readyMessage(id: number, reading: Reading, lines: ImportFacts['lines'], name: string): Message {
  const { values, known, allRefused, ignored } = reading;
  const some = values.length > 0;
  const text = some
    ? `I have read ${name}: ${count(values.length, 'value')} to import.`
    : `I have read ${name}, and there is nothing in it to import.`;
  const aside = ignored.slice(0, 20).map((title) => `“${escapedWithin(title.trim(), 60)}”`);
  const yes = button(`Import ${count(values.length, 'value')}`, 'scorecard.start', id, { style: 'primary' });
  const refused = button(`All ${allRefused}`, 'scorecard.refused', id, { label: 'All refused rows' });
  const notes = [
    ...(known > 0 ? [`${count(known, 'value')} ${known === 1 ? 'is' : 'are'} there already.`] : []),
    ...(aside.length > 0 ? [`Left aside: ${aside.join(', ')}${ignored.length > 20 ? ' …' : ''}.`] : []),
  ];
  return {
    text,
    blocks: [
      section(`*${text}* Nothing is imported yet.`),
      ...(some ? [list('What I understood', understood(values, lines), '', 20)] : []),
      ...changesPart(values, lines),
      ...refusedPart(reading),
      ...(notes.length > 0 ? [context(notes.join(' '))] : []),
      buttons(
        'scorecard_import',
        ...(some ? [yes] : []),
        button('Cancel', 'scorecard.cancel', id),
        ...(allRefused > shownOfEach ? [refused] : []),
      ),
    ],
  };
}

/** "• Churn: 12 values, the week to December 22, 2025 to the week to March 9, 2026" */
function understood(values: readonly ReadValue[], lines: ImportFacts['lines']): string[] {
  return [...lines.values()].flatMap((line) => {
    const weeks = values.filter(({ lineId }) => lineId === line.id).map(({ weekOf }) => weekOf);
    const [first = '', last = first] = [weeks.toSorted().at(0), weeks.toSorted().at(-1)];
    if (first === '') return [];
    const span = first === last ? dayWithYear(first) : `${dayWithYear(first)} – ${dayWithYear(last)}`;
    return [`• ${escaped(line.name)}: ${count(weeks.length, 'value')}, weeks to ${span}`];
  });
}

const shownOfEach = 5;

function changesPart(values: readonly ReadValue[], lines: ImportFacts['lines']): KnownBlock[] {
  const changed = values.filter(({ before }) => before !== null);
  if (changed.length === 0) return [];
  const told = changed.map(({ lineId, weekOf, value, before }) => {
    const line = lines.get(lineId);
    if (!line) return '';
    const became = `${valueText(line, before)} becomes ${valueText(line, value)}`;
    return `• ${escaped(line.name)}, week to ${dayWithYear(weekOf)}: ${became}`;
  });
  return [list(`${count(changed.length, 'value')} already there will change`, told, '', shownOfEach)];
}

function refusedPart({ refused, allRefused }: Reading): KnownBlock[] {
  if (allRefused === 0) return [];
  const told = refused
    .slice(0, shownOfEach)
    .map(({ line, reason }) => `• line ${line}: ${escapedWithin(reason, 300)}`);
  const rest = allRefused > told.length ? [`… and ${allRefused - told.length} more`] : [];
  return [section([`*${count(allRefused, 'value')} refused*`, ...told, ...rest].join('\n'))];
}
