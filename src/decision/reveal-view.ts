// The reveal: one reply in a round's thread that tells what was answered, dissent first, and what follows.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { cut, escaped, escapedWithin, mention, quote } from '../platform/slack-text.ts';
import { context, divider, fitMessage, limits, section } from '../platform/view-parts.ts';
import type { Answer } from './answer-store.ts';
import type { RoundFacts, Told } from './load-round.ts';
import { dutyBlocks, endedLine } from './matter-view.ts';
import { tallySentence } from './root-view.ts';
import { dissentFirst, lookOf } from './verdict.ts';

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
  const statement = escapedWithin(cut(decision.statement, 150), 400);
  const head = `*Decision ${decision.id}* · ${statement} · owner ${mention(decision.ownerId)}\n${tallySentence(tally)}`;
  const open = matters.filter((matter) => matter.ending === null);
  const ended = matters.filter((matter) => matter.ending !== null);
  return [
    section(head),
    ...answerBlocks(answers, { mostWhys: mostWhysHere, mostCharacters: shownWhy }),
    ...ended.map((matter) => section(endedLine(matter, 600))),
    ...open.flatMap((matter) => dutyBlocks(matter, told, now)),
    ...(matters.length === 0 ? [context('It stands.')] : []),
  ];
}

interface Amount {
  mostWhys: number;
  /** Of each why. */
  mostCharacters: number;
}

/** Who gave which verdict and why, dissent first; late answers after all others. */
export function answerBlocks(answers: Answer[], { mostWhys: most, mostCharacters }: Amount): KnownBlock[] {
  const groups = dissentFirst.flatMap((verdict) => {
    const inTime = answers.filter((answer) => answer.verdict === verdict && !answer.late);
    return inTime.length > 0 ? [{ title: titleOf(verdict), given: inTime }] : [];
  });
  const late = answers
    .filter((answer) => answer.late)
    .map((answer) => ({ title: `Late: ${titleOf(answer.verdict)}`, given: [answer] }));
  let whysLeft = most;
  return [...groups, ...late].map(({ title, given }) => {
    const whys = given.filter((answer) => answer.why).slice(0, whysLeft);
    whysLeft -= whys.length;
    const quoted = whys.map(
      ({ why, personId }) => `${quote(why ?? '', mostCharacters)}\n> — ${mention(personId)}`,
    );
    return section(wholeLines([`${title}: ${names(given)}`, ...quoted]));
  });
}

function titleOf(verdict: Answer['verdict']): string {
  return `${lookOf(verdict).emoji} ${lookOf(verdict).words}`;
}

/** Names are many in a large channel; the figures above count them all. */
function names(answers: Answer[]): string {
  const shown = answers.slice(0, 40).map((answer) => mention(answer.personId));
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
