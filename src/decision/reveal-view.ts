// The reveal: one reply in a round's thread that tells what was answered, dissent first, and what follows.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/sender.ts';
import { cut, day, escaped, mention, quote } from '../platform/slack-text.ts';
import { button, buttons, context, divider, fitMessage, section } from '../platform/view-parts.ts';
import type { Answer } from './answer-store.ts';
import type { RoundFacts, Told } from './load-round.ts';
import { dutyBlocks, endedLine, fateLine, matterBlocks } from './matter-view.ts';
import { tallySentence } from './root-view.ts';
import { dissentFirst, lookOf } from './verdict.ts';

/** All whys of a round's reveal together; the rest is told by /decided show. */
const mostWhys = 24;

export function revealMessage({ round, decisions }: RoundFacts, now: Date): Message {
  const each = Math.max(2, Math.floor(mostWhys / decisions.length));
  const blocks = decisions.flatMap((told, index) => [
    ...(index > 0 ? [divider] : []),
    ...decisionBlocks(told, each, now),
  ]);
  const more = context(
    'There is more to read: `/decided show` and a decision’s number tells its whole story.',
  );
  return {
    text: `${escaped(round.name)}: what we think our best customers would think`,
    blocks: fitMessage(blocks, more),
  };
}

function decisionBlocks(told: Told, mostWhysHere: number, now: Date): KnownBlock[] {
  const { decision, tally, answers, matters } = told;
  const head = `*Decision ${decision.id}* · ${escaped(cut(decision.statement, 150))} · owner ${mention(decision.ownerId)}\n${tallySentence(tally)}`;
  const open = matters.filter((matter) => matter.ending === null);
  const ended = matters.filter((matter) => matter.ending !== null).map(endedLine);
  return [
    section(head),
    ...answerBlocks(answers, mostWhysHere),
    ...ended.map((line) => section(line)),
    ...open.flatMap((matter) => dutyBlocks(matter, now)),
    ...(matters.length === 0 ? [context(`It stands. We look back on ${decision.reviewOn}.`)] : []),
  ];
}

/** Who gave which verdict and why, dissent first; late answers after all others. */
export function answerBlocks(answers: Answer[], mostWhysHere: number): KnownBlock[] {
  const groups = dissentFirst.flatMap((verdict) => {
    const inTime = answers.filter((answer) => answer.verdict === verdict && !answer.late);
    return inTime.length > 0
      ? [{ title: `${lookOf(verdict).emoji} ${lookOf(verdict).words}`, answers: inTime }]
      : [];
  });
  const late = answers.filter((answer) => answer.late);
  const lateGroups = late.map((answer) => ({
    title: `Late: ${lookOf(answer.verdict).emoji} ${lookOf(answer.verdict).words}`,
    answers: [answer],
  }));
  let whysLeft = mostWhysHere;
  return [...groups, ...lateGroups].map(({ title, answers: given }) => {
    const whys = given.filter((answer) => answer.why).slice(0, whysLeft);
    whysLeft -= whys.length;
    const names = given
      .slice(0, 40)
      .map((answer) => mention(answer.personId))
      .join(', ');
    const quoted = whys.map((answer) => `${quote(answer.why ?? '', 300)}\n> — ${mention(answer.personId)}`);
    return section(cutLines([`${title}: ${names}`, ...quoted]));
  });
}

/** As many whole lines as a section takes. */
function cutLines(lines: string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 1 > 2900) return `${text}\n…`;
    text += text ? `\n${line}` : line;
  }
  return text;
}

/** Tells an owner in person what the channel no longer can. */
export function lostMessage(name: string, told: Told, now: Date): Message {
  const text = `The round of ${escaped(name)} ended early: its message or its channel is gone. Here is what was answered about your decision.`;
  return { text, blocks: [section(text), ...decisionBlocks(told, 10, now)] };
}

export function inheritedMessage(told: Told, now: Date): Message {
  const { decision, matters } = told;
  const text = `The owner of decision ${decision.id} has left, so it is yours now.`;
  const open = matters.filter((matter) => matter.ending === null);
  const statement = section(`${text}\n*Decision ${decision.id}* · ${escaped(cut(decision.statement, 300))}`);
  return {
    text,
    blocks:
      open.length > 0
        ? [section(text), ...open.flatMap((matter) => matterBlocks(matter, decision, now))]
        : [statement],
  };
}

/** The whole story of one decision, for /decided show. */
export function storyMessage(
  told: Told,
  place: { name: string; isOpen: boolean; closesAt: Date },
  now: Date,
): Message {
  const { decision, answered } = told;
  const from = `*Decision ${decision.id}* in ${escaped(place.name)} · owner ${mention(decision.ownerId)} · recorded by ${mention(decision.recordedBy)} ${day(decision.recordedAt)}`;
  const chain = decision.changesId ? `\nIt changes decision ${decision.changesId}.` : '';
  const blocks: KnownBlock[] = [section(`${from}${chain}`), section(quote(decision.statement, 2900))];
  if (place.isOpen) {
    blocks.push(
      context(`${answered} answered; the answers are hidden until ${day(place.closesAt)}.`),
      buttons('story', button('Why / change', 'answer.form', decision.id)),
    );
    return { text: `Decision ${decision.id}`, blocks };
  }
  blocks.push(section(tallySentence(told.tally)), ...answerBlocks(told.answers, 20));
  blocks.push(section(fateLine(told)), context(`We look back on ${decision.reviewOn}.`));
  const open = told.matters.filter((matter) => matter.ending === null);
  blocks.push(...open.flatMap((matter) => dutyBlocks(matter, now)));
  return {
    text: `Decision ${decision.id}`,
    blocks: fitMessage(blocks, context('There is more than fits here.')),
  };
}
