// The reveal: one reply in a round's thread that tells what was answered, dissent first, and what follows.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, cut, escaped, escapedWithin, mention } from '../platform/slack-text.ts';
import { context, divider, fitMessage, limits, section } from '../platform/view-parts.ts';
import { citation } from '../voc/citation.ts';
import type { Voice } from '../voc/voice.ts';
import type { ToldAnswer } from './answer-store.ts';
import { tooFewText } from './ballot-view.ts';
import type { RoundFacts, Told } from './load-round.ts';
import { isSettled } from './matter.ts';
import { dutyBlocks, endedLine, withdrawnLine } from './matter-view.ts';
import { tallySentence } from './root-view.ts';
import { dissentFirst, lookOf, type Tally } from './verdict.ts';
import { saysWhy, whyText } from './why-view.ts';

/** All whys of a round's reveal together, and how much of each; /decided show tells the rest. */
const mostWhys = 24;
const shownWhy = 300;

export function revealMessage({ round, decisions }: RoundFacts, now: Date): Message {
  const each = Math.max(2, Math.floor(mostWhys / decisions.length));
  const blocks = decisions.flatMap((told, index) => [
    ...(index > 0 ? [divider] : []),
    ...decisionBlocks(told, each, now),
  ]);
  const more = context(
    'There is more to read: `/decided show` and a decision’s number tells its whole story.',
  );
  const text = `${escaped(round.name)}: what we think our best customers would think`;
  return { text, blocks: fitMessage(blocks, more) };
}

/** One decision with its answers, how its matters ended, and what is asked of its owner. */
export function decisionBlocks(told: Told, mostWhysHere: number, now: Date): KnownBlock[] {
  const { decision, tally, answers, matters } = told;
  const hasDissent = answers.some(
    (answer) => answer.verdict === 'dislike' && !answer.late && saysWhy(answer, told.voices),
  );
  const statement = escapedWithin(cut(decision.statement, 150), 400);
  const head = `*Decision ${decision.id}* · ${statement} · owner ${mention(decision.ownerId)}\n${told.tooFew ? tooFewText : revealSentence(tally, hasDissent)}`;
  const open = matters.filter((matter) => matter.ending === null);
  const ended = matters.filter(isSettled);
  return [
    section(head),
    ...answerBlocks(told, { mostWhys: mostWhysHere, mostCharacters: shownWhy }),
    ...citedBlocks(told.evidence, 2),
    ...ended.map((matter) => section(endedLine(matter, 600))),
    ...open.flatMap((matter) => dutyBlocks(matter, told, now)),
    ...standing(told),
  ];
}

function standing(told: Told): KnownBlock[] {
  if (told.decision.fate === 'withdrawn') return [section(withdrawnLine(told.decision, 600))];
  const isQuiet = told.matters.every(({ ending }) => ending === 'moot');
  return isQuiet ? [context('It stands.')] : [];
}

/** The customers' words that are cited for a decision, the first few of them. */
export function citedBlocks(evidence: Voice[], most: number): KnownBlock[] {
  if (evidence.length === 0) return [];
  const rest = evidence.length - most;
  const lines = evidence.slice(0, most).map((voice) => `Cited: ${citation(voice, 150)}`);
  return [context([...lines, ...(rest > 0 ? [`and ${count(rest, 'voice')} more`] : [])].join('\n'))];
}

/** Dissent is told first, with its reasons below. */
function revealSentence(tally: Tally, hasDissent: boolean): string {
  if (!hasDissent) return tallySentence(tally);
  const [dislikes = '', unsure] = tallySentence(tally).slice(0, -1).split('; ');
  return `${dislikes}${unsure ? ` (${unsure})` : ''}, because…`;
}

interface Amount {
  mostWhys: number;
  /** Of each why. */
  mostCharacters: number;
}

/** Who gave which verdict and why, dissent first; late answers after all others. */
export function answerBlocks(
  { answers, voices }: Pick<Told, 'answers' | 'voices'>,
  { mostWhys: most, mostCharacters }: Amount,
): KnownBlock[] {
  const groups = dissentFirst.flatMap((verdict) => {
    const inTime = answers.filter((answer) => answer.verdict === verdict && !answer.late);
    return inTime.length > 0 ? [{ title: titleOf(verdict), given: inTime }] : [];
  });
  const late = answers
    .filter((answer) => answer.late)
    .map((answer) => ({ title: `Late: ${titleOf(answer.verdict)}`, given: [answer] }));
  let whysLeft = most;
  return [...groups, ...late].map(({ title, given }) => {
    const whys = given.filter((answer) => saysWhy(answer, voices)).slice(0, whysLeft);
    whysLeft -= whys.length;
    const quoted = whys.map((answer) =>
      whyText(answer, voices, {
        by: answer.personId === null ? '' : mention(answer.personId),
        mostCharacters,
      }),
    );
    return section(wholeLines([`${title}: ${names(given)}`, ...quoted]));
  });
}

function titleOf(verdict: ToldAnswer['verdict']): string {
  return `${lookOf(verdict).emoji} ${lookOf(verdict).words}`;
}

/** Names are many in a large channel; the figures above count them all. */
function names(answers: ToldAnswer[]): string {
  const known = answers.flatMap(({ personId }) => personId ?? []);
  if (known.length === 0) return String(answers.length);
  const shown = known.slice(0, 40).map(mention);
  return answers.length > 40 ? `${shown.join(', ')} and ${answers.length - 40} more` : shown.join(', ');
}

/** As many whole lines as a section takes. */
function wholeLines(lines: string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 3 > limits.sectionText) return `${text}\n…`;
    text += text ? `\n${line}` : line;
  }
  return text;
}
