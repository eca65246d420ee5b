// The weekly digest as its reader gets it: what needs an owner first, figures after.
import type { Button, KnownBlock } from '@slack/types';
import type { Message, MessageBlock } from '../platform/drawing.ts';
import { count } from '../platform/slack-text.ts';
import { button, buttons, context, fitMessage, header } from '../platform/view-parts.ts';
import { blindSpotsPart, dislikedPart, rightPart, scorecardSection, thanksPart } from './decided-view.ts';
import { balancePart, saidPart } from './heard-view.ts';
import type { DigestFacts } from './load-digest.ts';
import { countOwed, owedPart } from './owed-view.ts';
import {
  type ChosenLine,
  lineChart,
  lineSentence,
  shareChart,
  shareSentence,
  trendBars,
  trendTable,
} from './picture-view.ts';
import { keptSentence, teamsPart } from './teams-view.ts';
import { longDayName } from './week-words.ts';

/** How the picture of the weeks is drawn: as Slack’s charts, or as a table where it refuses those. */
export type Drawn = 'charts' | 'table';

const more = context('This is as much as one message holds; the rest is behind the buttons.');

/** The shares of their room that sections get, until all of them fit into one message. */
const tightnesses = [1, 0.7, 0.45];

export function digestMessage(facts: DigestFacts, drawn: Drawn): Message {
  const { trend } = facts.figures;
  const line = chosenOf(facts);
  const sentences = [shareSentence(trend), lineSentence(trend, line)] as const;
  const isDrawn = drawn === 'charts';
  const pictures = {
    underTeams: [...(isDrawn ? shareChart(trend) : []), ...note(sentences[0])],
    underScorecard: [...(isDrawn ? lineChart(trend, line) : []), ...note(sentences[1])],
  };
  return {
    text: [titleOf(facts), headline(facts), ...sentences].filter(Boolean).join(' '),
    blocks: fitted(facts, (tight) => [
      ...topBlocks(tight),
      ...parts<MessageBlock>(tight, pictures),
      ...endBlocks(tight),
      // Slack puts a table at the end of its message wherever it stands.
      ...(isDrawn ? [] : trendTable(trend, line)),
    ]),
  };
}

const note = (sentence: string): KnownBlock[] => (sentence ? [context(sentence)] : []);

function fitted(facts: DigestFacts, build: (tight: DigestFacts) => MessageBlock[]): MessageBlock[] {
  const tries = tightnesses.map((tightness) => build({ ...facts, tightness }));
  const fitting = tries.find((blocks) => fitMessage(blocks, more) === blocks);
  return fitting ?? fitMessage(tries.at(-1) ?? [], more);
}

function chosenOf({ scored }: DigestFacts): ChosenLine {
  return scored.find(({ figure }) => figure.isChosen)?.line ?? null;
}

/** A past one, for whoever asked for it with a command. */
export function pastMessage(facts: DigestFacts, notes: readonly string[]): Message {
  return { text: titleOf(facts), blocks: fitted(facts, (tight) => digestBlocks(tight, notes)) };
}

/** The same where no chart can stand, with `notes` on what has become of it since, and where it goes `back` to. */
export function digestBlocks(facts: DigestFacts, notes: readonly string[], back?: Button): KnownBlock[] {
  return [
    ...topBlocks(facts),
    ...notes.map(context),
    ...parts(facts, { underTeams: trendBars(facts.figures.trend), underScorecard: [] }),
    ...endBlocks(facts, back),
  ];
}

interface Pictures<B> {
  underTeams: B[];
  underScorecard: B[];
}

function parts<B extends MessageBlock>(
  facts: DigestFacts,
  { underTeams, underScorecard }: Pictures<B>,
): (KnownBlock | B)[] {
  return [
    ...owedPart(facts),
    dislikedPart(facts),
    blindSpotsPart(facts),
    teamsPart(facts),
    ...underTeams,
    balancePart(facts),
    saidPart(facts),
    rightPart(facts),
    scorecardSection(facts),
    ...underScorecard,
    thanksPart(facts),
  ];
}

/** What the next digest would say now, for whoever asked. Its lists are there once it is told. */
export function previewMessage(facts: DigestFacts): Message {
  const note =
    'So far. What is counted until the digest’s hour is not in it yet, nor are the lists behind its figures.';
  return {
    text: titleOf(facts),
    blocks: fitted(facts, (tight) => digestBlocks(tight, [note])),
  };
}

export function titleOf({ figures }: DigestFacts): string {
  return `The week to ${longDayName(figures.weekOf)}: what customers would think.`;
}

/** All of it in one line, for whoever reads no further. */
function headline({ figures }: DigestFacts): string {
  const owed = countOwed(figures);
  const needs = `${count(owed, 'thing needs', 'things need')} an owner today.`;
  const unheard = figures.balance.filter((one) => one.unheard).length;
  return [
    ...(owed > 0 ? [needs] : []),
    ...(figures.teams.length > 0 ? [`${keptSentence(figures).replace(/\.$/, '')}.`] : []),
    ...(unheard > 0 ? [`${count(unheard, 'segment is', 'segments are')} hardly heard.`] : []),
  ].join(' ');
}

function topBlocks(facts: DigestFacts): KnownBlock[] {
  const missed = facts.figures.missedWeeks.slice(-6).map(longDayName).join(', ');
  return [
    header(titleOf(facts).replace(/\.$/, '')),
    ...(missed ? [context(notTold(missed, facts.figures.missedWeeks.length))] : []),
  ];
}

function notTold(weeks: string, howMany: number): string {
  const [they, which] = howMany === 1 ? ['it', 'week'] : ['they', 'weeks'];
  return `Not told, because I was not running when ${they} fell due: the ${which} to ${weeks}.`;
}

function endBlocks(facts: DigestFacts, back?: Button): KnownBlock[] {
  const { figures } = facts;
  const { matters, decisions } = figures.hidden;
  const ends = endButtons(facts, back);
  const hidden = [
    ...(matters > 0 ? [count(matters, 'thing that is owed', 'things that are owed')] : []),
    ...(decisions > 0 ? [count(decisions, 'decision')] : []),
  ].join(' and ');
  return [
    ...(hidden ? [context(`In private channels besides: ${hidden}.`)] : []),
    ...(ends.length > 0 ? [buttons('digest', ...ends)] : []),
  ];
}

function endButtons({ figures, isKept, reader }: DigestFacts, back?: Button): Button[] {
  const { isSponsor } = reader.viewer;
  const past = isSponsor ? button('Past digests', 'digest.past', '0') : undefined;
  const first = back ?? past;
  return [
    ...(first ? [first] : []),
    ...(isSponsor && isKept ? [button('Figures as CSV', 'digest.csv', figures.weekOf)] : []),
  ];
}
