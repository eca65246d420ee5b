// How an import looks: the form that takes the file, what was understood of it, how far it is, and how it ended.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, cut, day, escaped, escapedWithin, oneLine, quote } from '../platform/slack-text.ts';
import { button, buttons, context, form, input, section } from '../platform/view-parts.ts';
import type { Holds } from './columns.ts';
import { type Import, isLocal, type Reading, type RefusedRow, type StagedVoice } from './import.ts';
import { whoSees } from './views.ts';
import type { Place, Reach } from './voice.ts';

const number = (n: number) => n.toLocaleString('en');
const voices = (n: number) => `${number(n)} ${n === 1 ? 'voice' : 'voices'}`;
const rows = (n: number) => `${number(n)} ${n === 1 ? 'row' : 'rows'}`;

export function importForm(place: Place, reach: Reach): ModalView {
  return form(
    'import_voices',
    'Import voices',
    [
      context(whoSees(reach, 'them')),
      input(
        'file',
        'A table of customers’ words',
        { type: 'file_input', filetypes: ['csv', 'tsv', 'txt', 'text'], max_files: 1 },
        {
          hint:
            'CSV, at most 10 MB. Its first line names the columns: words, and where there are any customer, segment, ' +
            'source, stage, nps (csat, ces, csi), themes, said on.',
        },
      ),
      context('Nothing is imported yet: I read it and show you what I understood.'),
    ],
    { submit: 'Read it', metadata: JSON.stringify(place) },
  );
}

/** A voice that is shown before it is imported. */
export type Sample = StagedVoice & { segmentLabel?: string | undefined };

export interface ImportFacts {
  from: Import;
  /** Its first voices, while it waits for a yes. */
  samples: Sample[];
  /** The first of its refused rows. */
  refusals: RefusedRow[];
  reach: Reach;
}

export function importMessage(facts: ImportFacts): Message | null {
  const { state, fileName, reading } = facts.from;
  const name = escapedWithin(fileName, 200);
  if (state === 'ready' && reading) return readyMessage(facts, reading, name);
  if (state === 'running' && reading) return runningMessage(facts.from, reading, name);
  if (state === 'done') return doneMessage(facts.from, name);
  const told = {
    undoing: `I am taking the voices of ${name} back. Nobody finds them any more.`,
    undone: `The voices of ${name} are gone: their words are deleted and no search finds them.`,
    cancelled: `Nothing of ${name} was imported, and nothing of it is kept.`,
    failed: `I could not read ${name}, and nothing was imported. ${facts.from.problem ?? ''}`,
  } as const;
  return state in told ? plainMessage(told[state as keyof typeof told]) : null;
}

function plainMessage(text: string, more: KnownBlock[] = []): Message {
  return { text, blocks: [section(text), ...more] };
}

function readyMessage(
  { from, samples, refusals, reach }: ImportFacts,
  reading: Reading,
  name: string,
): Message {
  const line =
    reading.voices > 0
      ? `I have read ${name}: ${voices(reading.voices)} to import.`
      : `I have read ${name}, and there is nothing in it to import.`;
  const yes = button(`Import ${voices(reading.voices)}`, 'import.start', from.id, { style: 'primary' });
  return {
    text: line,
    blocks: [
      section(`*${line}* Nothing is imported yet.`),
      section(columnLines(reading)),
      ...(samples.length > 0 ? [context(sampleLine(samples.length, reading.voices))] : []),
      ...samples.flatMap((voice) => [section(quote(voice.words, 300)), context(known(voice))]),
      ...notes(reading, refusals, from.id),
      context(`${whoSees(reach, 'them')} ${nobodyIsAsked} ${fileStays}`),
      buttons('import', ...(reading.voices > 0 ? [yes] : []), button('Cancel', 'import.cancel', from.id)),
    ],
  };
}

function sampleLine(shown: number, all: number): string {
  if (shown < all) return `The first ${shown} of them, as I would save them:`;
  return all === 1 ? 'As I would save it:' : 'As I would save them:';
}

export const meaning: Record<Holds, string> = {
  words: 'what they said',
  customer: 'the customer',
  segment: 'the segment',
  source: 'the source',
  stage: 'the stage',
  score: 'the score',
  scale: 'the scale of the score',
  themes: 'the themes',
  said: 'the day they said it',
  nps: 'the NPS score',
  csat: 'the CSAT score',
  ces: 'the CES score',
  csi: 'the CSI score',
};

function columnLines({ columns, ignored, isScoreIgnored, dayOrder }: Reading): string {
  const understood = columns.map(({ title, holds }) => `• “${titled(title)}” is ${meaning[holds]}`);
  const aside = ignored.slice(0, 20).map((title) => `“${titled(title)}”`);
  return [
    '*What I understood*',
    ...understood,
    aside.length > 0 ? `Left aside: ${aside.join(', ')}${ignored.length > 20 ? ' …' : ''}` : '',
    isScoreIgnored
      ? 'A score needs its scale: call the column nps, csat, ces or csi, or add a column called scale.'
      : '',
    dayOrder === null ? '' : `Days such as 3/4/2026 are read with the ${dayOrder}.`,
  ]
    .filter(Boolean)
    .join('\n');
}

const titled = (title: string) => escaped(cut(oneLine(title), 40));

function known({ customer, themes, score, segment, segmentLabel, source, stage, saidAt }: Sample): string {
  const parts = [
    customer,
    themes.map((theme) => `#${theme}`).join(' '),
    score && `${score.scale.toUpperCase()} ${score.value}`,
    segmentLabel ?? segment,
    source,
    stage,
  ];
  const told = parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => escaped(`${part}`));
  return [...told, saidAt === null ? 'said today' : `said ${day(new Date(saidAt))}`].join(' · ');
}

function notes(reading: Reading, refusals: RefusedRow[], id: number): KnownBlock[] {
  const { refused, known: here, masked } = reading;
  const lines = refusals.map(({ line, reason }) => `• line ${line}: ${escaped(cut(reason, 200))}`);
  const refusedBlock = section(
    `*${rows(refused)} ${refused === 1 ? 'is' : 'are'} refused* and would be left out:\n${lines.join('\n')}`,
    ...(refused > refusals.length ? [button(`All ${number(refused)}`, 'import.refused', id)] : []),
  );
  const asides = [
    here > 0 ? `${rows(here)} ${here === 1 ? 'is' : 'are'} here already or stand twice in the file.` : '',
    masked > 0
      ? `I masked ${count(masked, 'e-mail address, phone or card number', 'e-mail addresses, phone or card numbers')}.`
      : '',
  ].filter(Boolean);
  return [...(refused > 0 ? [refusedBlock] : []), ...(asides.length > 0 ? [context(asides.join(' '))] : [])];
}

function runningMessage(from: Import, { voices: all }: Reading, name: string): Message {
  const share = all === 0 ? 1 : from.moved / all;
  const bar = '▓'.repeat(Math.round(share * barLength)).padEnd(barLength, '░');
  const text = `Importing ${name}: ${bar} ${number(from.moved)} of ${voices(all)}. They show all at once when the last is in.`;
  return plainMessage(text, [buttons('import', takeBack(from.id))]);
}

const barLength = 20;

/** Old feedback by the thousand would drown the owners; `/voc` asks them about what comes in from now on. */
export const nobodyIsAsked = 'Owners of decisions are not asked about imported voices.';
const fileStays = 'The file itself stays in Slack until you delete it there.';

function doneMessage(from: Import, name: string): Message {
  const others = (from.reading?.voices ?? from.moved) - from.moved;
  const meanwhile =
    others > 0 ? `; ${number(others)} ${others === 1 ? 'was' : 'were'} saved by somebody meanwhile` : '';
  const text = `${voices(from.moved)} of ${name} ${from.moved === 1 ? 'is' : 'are'} imported${meanwhile}. \`/voc list\` shows the newest.${isLocal(from) ? '' : ` ${fileStays}`}`;
  return plainMessage(text, from.moved > 0 ? [buttons('import', takeBack(from.id))] : []);
}

function takeBack(id: number) {
  return button('Take it back', 'import.undo', id, {
    label: 'Take this import back',
    confirm: 'Delete every voice of this file for good?',
  });
}
