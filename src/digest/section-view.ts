// The parts that a digest is made of: a titled section with a few lines and the button that shows the rest.
import type { Button, SectionBlock } from '@slack/types';
import { endingWords, isSettled } from '../decision/matter.ts';
import { tallySentence } from '../decision/root-view.ts';
import { answersIn } from '../decision/verdict.ts';
import { cut, day, escaped, escapedWithin } from '../platform/slack-text.ts';
import { button, section } from '../platform/view-parts.ts';
import { fewestAnswersShown } from './figures.ts';
import type { DigestFacts } from './load-digest.ts';
import type { Linked } from './load-owed.ts';
import type { Reader } from './reader.ts';

/** The sections that have a list behind them, by the names in their buttons. */
export const sectionTitles = {
  owed: 'Needs an owner today',
  disliked: 'Customers would dislike',
  blind: 'Blind spots',
  teams: 'The ritual, by team',
  balance: 'Whom we listened to',
  said: 'What customers said',
  right: 'Were we right',
  scorecard: 'Scorecard',
  thanks: 'Thanks',
} as const;

export type SectionName = keyof typeof sectionTitles;

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(sectionTitles, name);
}

interface Part {
  name: SectionName;
  title?: string;
  lines: string[];
  /** How many there are behind the button that no line tells. */
  rest?: number;
  whenEmpty: string;
  /** In characters, for what follows its first line: all sections together have to fit into one message. */
  room: number;
}

export function part({ figures, reader, isKept, tightness }: DigestFacts, wishes: Part): SectionBlock {
  const { name, lines, whenEmpty, room, rest = 0 } = wishes;
  const title = `*${wishes.title ?? sectionTitles[name]}*`;
  if (lines.length === 0) return section(`${title}\n${whenEmpty}`);
  const [first = '', ...others] = lines;
  let text = `${title}\n${first}`;
  const shown = others.findIndex((line) => {
    if (text.length + line.length > room * tightness) return true;
    text += `\n${line}`;
    return false;
  });
  const hidden = (shown === -1 ? 0 : others.length - shown) + rest;
  const show = isKept ? showButton(figures.weekOf, reader, name) : undefined;
  return section(hidden > 0 ? `${text}\n… and ${hidden} more` : text, show);
}

function showButton(weekOf: string, { name }: Reader, what: SectionName): Button {
  return button('Show', 'digest.show', `${weekOf} ${name} ${what} 0`, {
    label: `Show all: ${sectionTitles[what]}`,
  });
}

/** "decision 12", which leads to its round in the channel. */
export function decisionName({ told, link }: Linked): string {
  const name = `decision ${told.decision.id}`;
  return link === null ? name : `<${escaped(link)}|${name}>`;
}

/** Unicode's marks that turn the direction of writing: without their ends they would turn the rest of a line. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

/** Enough of a statement to know it again. */
export function short(words: string, most = 80): string {
  return `“${escapedWithin(cut(words.replace(turns, '').replace(/\s+/g, ' '), most), 2 * most)}”`;
}

/** Fewer than three answers, or four anonymous ones, could give a person away. */
export function isShown({ tooFew, tally }: Pick<Linked['told'], 'tooFew' | 'tally'>): boolean {
  return !tooFew && answersIn(tally) >= fewestAnswersShown;
}

/** "• decision 12, “…” · 3 of 4 think they’d dislike it · reconsidered by @ben until Mar 11" */
export function decisionLine(linked: Linked, reader: Reader): string {
  const { told } = linked;
  const tally = isShown(told) ? [tallySentence(told.tally).replace(/\.$/, '')] : [];
  return `• ${[`${decisionName(linked)}, ${short(told.decision.statement)}`, ...tally, becameOf(linked, reader)].join(' · ')}`;
}

/** What has become of a decision, in few words. */
export function becameOf({ told: { decision, matters, successorId } }: Linked, { who }: Reader): string {
  if (decision.fate === 'withdrawn') return 'withdrawn';
  // A review only looks back on what became of it.
  const duties = matters.filter(({ kind }) => kind !== 'review');
  const open = duties.find((matter) => matter.ending === null);
  if (open) return `${open.kind}: ${who(open.ownerId)} by ${day(open.dueAt)}`;
  const ending = duties.filter(isSettled).at(-1)?.ending ?? null;
  if (ending === null) return 'stands';
  return `${endingWords[ending].toLowerCase()}${successorId === null ? '' : `: decision ${successorId}`}`;
}
