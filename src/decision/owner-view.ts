// What is told to a decision's owner in person, and the whole story of a decision for whoever asks.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import {
  channelLink,
  count,
  cut,
  dateTime,
  day,
  escaped,
  escapedWithin,
  mention,
  quote,
} from '../platform/slack-text.ts';
import { button, buttons, context, divider, fitMessage, page, section } from '../platform/view-parts.ts';
import { tooFewText } from './ballot-view.ts';
import { type History, historyBlocks } from './history-view.ts';
import type { Told } from './load-round.ts';
import { isSettled } from './matter.ts';
import { dutyBlocks, endedLine, matterBlocks, withdrawnLine } from './matter-view.ts';
import { outcomeSentence } from './outcome-view.ts';
import { answerBlocks, citedBlocks, decisionBlocks } from './reveal-view.ts';
import { tallySentence } from './root-view.ts';

const more = context(
  'There is more than fits here: `/decided show` and a decision’s number tells its whole story.',
);

/** For an owner whose channel can no longer show what was answered. `because` ends the sentence. */
export function lostMessage(name: string, because: string, decisions: Told[], now: Date): Message {
  const text = `The round of ${escaped(name)} ended early, because ${because}. Here is what was answered.`;
  return {
    text,
    blocks: fitMessage([section(text), ...all(decisions, (told) => decisionBlocks(told, 5, now))], more),
  };
}

/** For an owner who is not in the channel, and would not read the reveal there. */
export function ownerOutsideMessage(told: Told, now: Date): Message {
  const { id, conversationId } = told.decision;
  const text = `You own decision ${id}, made in ${channelLink(conversationId)}. Here is what the team thinks customers would think.`;
  return { text, blocks: fitMessage([section(text), ...decisionBlocks(told, 10, now)], more) };
}

/** For whoever inherits what somebody owned who has left. */
export function inheritedMessage(decisions: Told[], now: Date): Message {
  const one = decisions.length === 1;
  const text = `${one ? 'The owner of a decision has' : `The owners of ${count(decisions.length, 'decision')} have`} left, so ${one ? 'it is' : 'they are'} yours now.`;
  return {
    text,
    blocks: fitMessage([section(text), ...all(decisions, (told) => inherited(told, now))], more),
  };
}

function inherited(told: Told, now: Date): KnownBlock[] {
  const { decision, matters } = told;
  const open = matters.filter((matter) => matter.ending === null);
  if (open.length > 0) return open.flatMap((matter) => matterBlocks(matter, told, now));
  return [
    section(`*Decision ${decision.id}* · ${escapedWithin(cut(decision.statement, 300), 900)}`),
    context(`In ${channelLink(decision.conversationId)}; the team is still answering.`),
  ];
}

function all(decisions: Told[], blocks: (told: Told) => KnownBlock[]): KnownBlock[] {
  return decisions.flatMap((told, index) => [...(index > 0 ? [divider] : []), ...blocks(told)]);
}

/** A context block holds no more words than these. */
const mostCitedInStory = 5;

interface Place {
  name: string;
  isOpen: boolean;
  closesAt: Date;
  /** What else its reader gets to know, and may do. */
  history?: History;
}

/** The whole story: statement, answers with every why, how each matter ended, what is asked now. */
function storyBlocks(told: Told, { name, isOpen, closesAt, history }: Place, now: Date): KnownBlock[] {
  const { decision, answered, matters } = told;
  const past = history ? historyBlocks(decision, history) : [];
  const by = decision.recordedBy === decision.ownerId ? '' : ` · recorded by ${mention(decision.recordedBy)}`;
  const head = `*Decision ${decision.id}* in ${escaped(name)} · owner ${mention(decision.ownerId)}${by} · ${day(decision.recordedAt)}`;
  const chain = decision.changesId ? `\nIt changes decision ${decision.changesId}.` : '';
  const start = [section(`${head}${chain}`), section(quote(decision.statement, 2900))];
  if (isOpen) {
    const answer = button('Why / change', 'answer.form', decision.id);
    return [
      ...start,
      context(`${answered} answered; the answers are hidden until ${dateTime(closesAt)}.`),
      ...(decision.fate === 'withdrawn'
        ? [section(withdrawnLine(decision, 1400))]
        : [buttons('story', answer)]),
      ...citedBlocks(told.evidence, mostCitedInStory),
      ...past,
    ];
  }
  const open = matters.filter((matter) => matter.ending === null);
  const ended = matters.filter(isSettled);
  return [
    ...start,
    section(answersSentence(told)),
    ...answerBlocks(told, { mostWhys: 30, mostCharacters: 1200 }),
    ...ended.map((matter) => section(endedLine(matter, 1400))),
    ...open.flatMap((matter) => dutyBlocks(matter, told, now)),
    ...citedBlocks(told.evidence, mostCitedInStory),
    decision.fate === 'withdrawn'
      ? section(withdrawnLine(decision, 1400))
      : context([standing(told), successor(told), outcomeSentence(told)].filter(Boolean).join(' ')),
    ...past,
  ];
}

function answersSentence({ asked, tooFew, tally }: Told): string {
  if (!asked) return 'The team was not asked about it.';
  return tooFew ? tooFewText : tallySentence(tally);
}

function standing({ decision, matters }: Told): string {
  if (decision.fate !== null && decision.fate !== 'kept') return `It was ${decision.fate}.`;
  return matters.some((matter) => matter.ending === null) ? 'It is not settled yet.' : 'It stands.';
}

function successor({ successorId }: Told): string {
  return successorId === null ? '' : `Decision ${successorId} took its place.`;
}

export function storyMessage(told: Told, place: Place, now: Date): Message {
  const cutNote = context('There is more than fits here.');
  return { text: `Decision ${told.decision.id}`, blocks: fitMessage(storyBlocks(told, place, now), cutNote) };
}

export function storyPage(told: Told, place: Place, now: Date): ModalView {
  return page(`Decision ${told.decision.id}`, storyBlocks(told, place, now));
}
