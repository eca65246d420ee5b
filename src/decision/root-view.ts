// The root: the one message of a round in its channel, as it looks from opening to close.
import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../platform/sender.ts';
import { count, cut, dateTime, escaped, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, limits, section } from '../platform/view-parts.ts';
import type { RoundFacts, Told } from './load-round.ts';
import { fateLine } from './matter-view.ts';
import { answersIn, dissentFirst, lookOf, opinionsIn, type Tally, verdicts } from './verdict.ts';

/** A statement is cut here on the root; [Read] opens the rest. */
const shownStatement = 300;

export function rootMessage(facts: RoundFacts): Message {
  const { round } = facts;
  const name = escaped(round.name);
  if (round.state === 'closed') return { text: `${name}: the answers are in`, blocks: closedBlocks(facts) };
  if (round.state === 'open')
    return { text: `${name} has ended. ${round.question}`, blocks: openBlocks(facts) };
  const words =
    round.state === 'empty'
      ? `🪑  *${name}* decided nothing this time.`
      : `🪑  *${name}* ended, and nobody recorded a decision.`;
  const undo =
    round.state === 'empty' ? [buttons('undo', button('Take that back', 'round.reopen', round.id))] : [];
  return { text: words, blocks: [section(words), ...undo] };
}

function openBlocks(facts: RoundFacts): KnownBlock[] {
  const { round, bestCustomers, decisions } = facts;
  const ended = round.late ? ` (asked late: it ended ${dateTime(round.openedAt)})` : '';
  const title =
    round.trigger === 'schedule' ? `*${escaped(round.name)}* has ended${ended}` : `*${escaped(round.name)}*`;
  const empty = decisions.length === 0 ? [button('No decision this time', 'round.empty', round.id)] : [];
  const record = button(
    'Record a decision',
    'decision.form',
    round.id,
    decisions.length === 0 ? { style: 'primary' } : {},
  );
  return [
    section(`🪑  ${title}\n${escapedWithin(round.question, 600)}`),
    ...(bestCustomers ? [context(`Best customers: ${escapedWithin(bestCustomers, 500)}`)] : []),
    ...decisions.flatMap((told) => openDecision(facts, told)),
    buttons('round', record, ...empty),
  ];
}

function openDecision({ round, rosterSize }: RoundFacts, told: Told): KnownBlock[] {
  const { decision, answered } = told;
  const progress = rosterSize === null ? `${answered} answered` : `${answered} of ${rosterSize} answered`;
  const asks = verdicts.map(({ verdict, emoji, words }) =>
    button(`${emoji} ${words}`, `answer.${verdict}`, decision.id, {
      label: `${words}: decision ${decision.id}`,
    }),
  );
  return [
    heading(told),
    buttons(`answer.${decision.id}`, ...asks, button('Why / change', 'answer.form', decision.id)),
    context(`${progress} · hidden until ${dateTime(round.closesAt)}`),
  ];
}

function heading({ decision }: Told): KnownBlock {
  const words = `*Decision ${decision.id}* · ${escaped(cut(decision.statement, shownStatement))} · owner ${mention(decision.ownerId)}`;
  const read: Button | undefined =
    decision.statement.length > shownStatement ? button('Read', 'decision.read', decision.id) : undefined;
  return section(decision.changesId ? `${words} · changes decision ${decision.changesId}` : words, read);
}

function closedBlocks({ round, decisions }: RoundFacts): KnownBlock[] {
  return [
    section(`🪑  *${escaped(round.name)}* · the answers are in`),
    ...decisions.flatMap((told) => [
      heading(told),
      section(`${bars(told.tally)}\n${fateLine(told)}`.slice(0, limits.sectionText)),
      buttons(`late.${told.decision.id}`, button('Answer late', 'answer.form', told.decision.id)),
    ]),
  ];
}

/** One bar a verdict, dissent first, in twelfths of all answers. */
export function bars(tally: Tally): string {
  const answers = answersIn(tally);
  if (answers === 0) return 'Nobody answered.';
  const lines = dissentFirst.map((verdict) => {
    const filled = Math.round((12 * tally[verdict]) / answers);
    return `\`${'█'.repeat(filled)}${'░'.repeat(12 - filled)}\` ${tally[verdict]}  ${lookOf(verdict).emoji} ${lookOf(verdict).words}`;
  });
  return lines.join('\n');
}

/** "2 of 6 think they’d dislike it", in opinions; what people did not know is said apart. */
export function tallySentence(tally: Tally): string {
  const opinions = opinionsIn(tally);
  const unsure = tally.unsure > 0 ? `${count(tally.unsure, 'person', 'people')} did not know` : '';
  if (opinions === 0) return unsure ? `Nobody had an opinion; ${unsure}.` : 'Nobody answered.';
  const dislikes = `${tally.dislike} of ${opinions} think they’d dislike it`;
  return unsure ? `${dislikes}; ${unsure}.` : `${dislikes}.`;
}
