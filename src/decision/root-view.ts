// The root: the one message of a round in its channel, as it looks from opening to close.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, cut, dateTime, escaped, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, section } from '../platform/view-parts.ts';
import type { Round } from '../ritual/round.ts';
import { anonymousNote, tooFewText } from './ballot-view.ts';
import type { Speakers } from './count-speakers.ts';
import type { RoundFacts, Told } from './load-round.ts';
import { fateLine } from './matter-view.ts';
import { answersIn, dissentFirst, lookOf, opinionsIn, type Tally, verdicts } from './verdict.ts';

/** A statement is cut here on the root, with [Read] for the rest. */
const shownStatement = 300;
/** All of them together, and all reasons: eight decisions must fit one message, under 10,000 characters of JSON. */
const shownStatements = 800;
const shownReasons = 800;
/**
 * With more decisions there is no room for [Read] ([Why / change] shows a statement whole as well), and the date until
 * which the answers are hidden stands once for all of them, like [What customers said].
 */
const mostWithRead = 4;

/** `speakers` tells how many customers spoke about each decision, where that is known. */
export function rootMessage(facts: RoundFacts, speakers: Speakers = new Map()): Message {
  const { round } = facts;
  const name = escapedWithin(round.name, 120);
  if (round.state === 'closed') return { text: `${name}: the answers are in`, blocks: closedBlocks(facts) };
  if (round.state === 'open')
    return {
      text: `${name} has ended. ${escapedWithin(round.question, 300)}`,
      blocks: openBlocks(facts, speakers),
    };
  const words =
    round.state === 'empty'
      ? `🪑  *${name}* decided nothing this time.`
      : `🪑  *${name}* ended, and nobody recorded a decision.`;
  const undo =
    round.state === 'empty' ? [buttons('undo', button('Take that back', 'round.reopen', round.id))] : [];
  return { text: words, blocks: [section(words), ...undo] };
}

function openBlocks(facts: RoundFacts, speakers: Speakers): KnownBlock[] {
  const { round, bestCustomers, decisions } = facts;
  const name = escapedWithin(round.name, 120);
  const ended = round.late ? ` (asked late: it ended ${dateTime(round.openedAt)})` : '';
  const title = isMeeting(round.trigger) ? `*${name}* has ended${ended}` : `*${name}*`;
  const isCrowded = decisions.length > mostWithRead;
  const anyVoice = decisions.some(
    ({ decision, evidence }) => evidence.length > 0 || (speakers.get(decision.id) ?? 0) > 0,
  );
  const empty = decisions.length === 0 ? [button('No decision this time', 'round.empty', round.id)] : [];
  const record = button(
    'Record a decision',
    'decision.form',
    round.id,
    decisions.length === 0 ? { style: 'primary' } : {},
  );
  return [
    section(`🪑  ${title}\n${escapedWithin(round.question, 300)}`),
    ...(bestCustomers ? [context(`Best customers: ${escapedWithin(bestCustomers, 300)}`)] : []),
    ...(round.anonymous ? [context(anonymousNote)] : []),
    ...decisions.flatMap((told) => openDecision(facts, told, speakers.get(told.decision.id) ?? 0)),
    ...(isCrowded ? [context(hidden(round))] : []),
    buttons('round', record, ...empty, ...(isCrowded && anyVoice ? [chair('round.voices', round.id)] : [])),
  ];
}

/** Whoever asks by hand, or has a workflow ask, may do so in the middle of anything. */
function isMeeting(trigger: Round['trigger']): boolean {
  return trigger !== 'hand' && trigger !== 'workflow step';
}

function openDecision(
  { round, rosterSize, decisions }: RoundFacts,
  told: Told,
  speakers: number,
): KnownBlock[] {
  const { decision, answered, evidence } = told;
  if (decision.fate === 'withdrawn') return withdrawn(told, decisions.length);
  const progress = rosterSize === null ? `${answered} answered` : `${answered} of ${rosterSize} answered`;
  const asks = verdicts.map(({ verdict, emoji, words }) =>
    button(`${emoji} ${words}`, `answer.${verdict}`, decision.id),
  );
  const isCrowded = decisions.length > mostWithRead;
  const spoke = speakers > 0 ? ` · ${count(speakers, 'customer')} spoke about this` : '';
  const words = `${progress}${isCrowded ? '' : ` · ${hidden(round)}`}${spoke}${citedWords(evidence.length, ' · ')}`;
  const hasChair = !isCrowded && speakers + evidence.length > 0;
  return [
    heading(told, decisions.length),
    buttons(`answer.${decision.id}`, ...asks, button('Why / change', 'answer.form', decision.id)),
    hasChair ? section(words, chair('decision.voices', decision.id)) : context(words),
  ];
}

const hidden = ({ closesAt }: Round): string => `hidden until ${dateTime(closesAt)}`;

/** The chair speaks: what customers have said about a decision, or about all of a round’s. */
const chair = (action: string, id: number) => button('What customers said', action, id);

const citedWords = (cited: number, before: string): string =>
  cited > 0 ? `${before}${count(cited, 'voice')} cited` : '';

function withdrawn(told: Told, decisionsInRound: number): KnownBlock[] {
  const mostReason = Math.min(200, Math.floor(shownReasons / decisionsInRound));
  return [heading(told, decisionsInRound), context(fateLine(told, mostReason))];
}

function heading({ decision }: Told, decisionsInRound: number): KnownBlock {
  const { id, statement, ownerId, changesId, sourceLink } = decision;
  const room =
    decisionsInRound <= mostWithRead ? shownStatement : Math.floor(shownStatements / decisionsInRound);
  const shown = escapedWithin(cut(statement, room), 2 * room);
  const change = changesId === null ? '' : ` · changes decision ${changesId}`;
  const source = sourceLink === null ? '' : ` · <${escaped(sourceLink)}|the message>`;
  const words = `*Decision ${id}* · ${shown} · owner ${mention(ownerId)}${change}${source}`;
  const hasRead = decisionsInRound <= mostWithRead && shown !== escaped(statement);
  return hasRead ? section(words, button('Read', 'decision.read', id)) : section(words);
}

function closedBlocks({ round, decisions }: RoundFacts): KnownBlock[] {
  const mostReason = Math.min(200, Math.floor(shownReasons / decisions.length));
  return [
    section(
      `🪑  *${escapedWithin(round.name, 120)}* · the answers are in${round.anonymous ? ' · anonymous' : ''}`,
    ),
    ...decisions.flatMap((told) => [
      heading(told, decisions.length),
      section(
        `${told.tooFew ? tooFewText : bars(told.tally)}\n${fateLine(told, mostReason)}${citedWords(told.evidence.length, '\n')}`,
      ),
      ...(told.decision.fate === 'withdrawn' || round.anonymous
        ? []
        : [buttons(`late.${told.decision.id}`, button('Answer late', 'answer.form', told.decision.id))]),
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

/** "2 of 6 think they’d dislike it.", in opinions; what people did not know is said apart. */
export function tallySentence(tally: Tally): string {
  const opinions = opinionsIn(tally);
  const unsure = tally.unsure > 0 ? `${count(tally.unsure, 'person', 'people')} did not know` : '';
  if (opinions === 0) return unsure ? `Nobody had an opinion; ${unsure}.` : 'Nobody answered.';
  const thinks = tally.dislike === 1 ? 'thinks' : 'think';
  const dislikes =
    tally.dislike === 0
      ? `Nobody thinks they’d dislike it (${count(opinions, 'opinion')})`
      : `${tally.dislike} of ${opinions} ${thinks} they’d dislike it`;
  return unsure ? `${dislikes}; ${unsure}.` : `${dislikes}.`;
}
