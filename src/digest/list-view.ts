// How the list behind a section looks: a page of it, with the buttons to the pages before and after.
import type { KnownBlock, ModalView } from '@slack/types';
import type { HitRate } from '../decision/hit-rate.ts';
import { lookOfOutcome } from '../decision/outcome.ts';
import { outcomeSentence } from '../decision/outcome-view.ts';
import { count, day, escapedWithin, quote } from '../platform/slack-text.ts';
import { button, buttons, context, form, limits, section } from '../platform/view-parts.ts';
import { citation, provenance } from '../voc/citation.ts';
import type { Voice } from '../voc/voice.ts';
import { hitRateLines, thanksLine } from './decided-view.ts';
import { saidSentence, themeWords } from './heard-view.ts';
import type { ListOf, ListPage, NamedFunction, OwedItem } from './load-list.ts';
import type { Linked } from './load-owed.ts';
import type { NamedRate, NamedRates } from './load-rates.ts';
import { owedSection, unheardText } from './owed-view.ts';
import { lineWeeksBlocks } from './scorecard-view.ts';
import { decisionLine, decisionName, isShown, sectionTitles, short } from './section-view.ts';
import { keptSentence, keptWords, teamLine } from './teams-view.ts';
import { dayName } from './week-words.ts';

export function listPage(facts: ListPage): ModalView {
  const { list, figures, reader, page, hasMore } = facts;
  const place = (at: number) => `${figures.weekOf} ${reader.name} ${list.section} ${at}`;
  const turns = [
    ...(page > 0 ? [button('Back', 'digest.page.back', place(page - 1))] : []),
    ...(hasMore ? [button('More', 'digest.page.more', place(page + 1))] : []),
  ];
  const found = blocksOf(facts);
  const nothing = section('Nothing of it is there any more, or nothing was.');
  return form(
    'digest_list',
    sectionTitles[list.section],
    [
      context(`The week to ${dayName(figures.weekOf)}${page > 0 ? `, page ${page + 1}` : ''}`),
      ...(found.length > 0 ? found.slice(0, limits.viewBlocks - 2) : [nothing]),
      ...(turns.length > 0 ? [buttons('turn', ...turns)] : []),
    ],
    { close: 'Close' },
  );
}

function blocksOf({ list, figures, reader, functions, rates, goneVoices, page }: ListPage): KnownBlock[] {
  const isFirst = page === 0;
  switch (list.section) {
    case 'owed':
      return list.items.flatMap((item) =>
        owedBlocks(item, reader, `${figures.weekOf} ${reader.name} owed ${page}`),
      );
    case 'disliked':
    case 'blind':
      return list.items.map((linked) => section(decisionLine(linked, reader), story(linked)));
    case 'teams':
      return [
        ...(isFirst ? lines([keptSentence(figures), ...functions.map(functionLine)]) : []),
        ...lines(list.items.map(teamLine)),
      ];
    case 'balance':
      return [...(isFirst ? goneBlocks(goneVoices) : []), ...list.items.map(voiceBlock)];
    case 'said':
      return [...(isFirst ? saidBlocks(figures, goneVoices) : []), ...list.items.map(voiceBlock)];
    case 'right':
      return [
        ...(isFirst ? rateBlocks(figures.hitRate, rates) : []),
        ...list.items.map((linked) => section(reviewedLine(linked), story(linked))),
      ];
    case 'scorecard':
      return lineWeeksBlocks(list.items);
    case 'thanks':
      return list.items.flatMap((item) => thanksBlocks(item, reader));
  }
}

const story = ({ told: { decision } }: Linked) =>
  button('Story', 'decision.story', decision.id, { label: `The story of decision ${decision.id}` });

function owedBlocks(item: OwedItem, reader: ListPage['reader'], place: string): KnownBlock[] {
  const { owed, nudgedAt, isDeaf } = item;
  const shown = owedSection(owed, reader, { place, isNudged: nudgedAt !== null });
  if (nudgedAt === null) return [shown];
  const unheard = isDeaf && reader.viewer.isSponsor ? ` ${unheardText(owed)}` : '';
  return [shown, context(`Nudged ${day(nudgedAt)}.${unheard}`)];
}

function functionLine({ name, now, before }: NamedFunction): string {
  const words = now.held === 0 ? 'no meeting ended this week' : `kept ${keptWords(now, before)}`;
  return `*${name === null ? 'No function' : escapedWithin(name, 60)}*: ${words}`;
}

/** As many teams as one looks through; those left out were right most often. */
const mostTeams = 40;

function rateBlocks(rate: HitRate, { teams, segments }: NamedRates): KnownBlock[] {
  const named = (title: string, rates: NamedRate[]) =>
    rates.length === 0 ? [] : [`*${title}*`, ...rates.slice(0, mostTeams).map(rateLine)];
  return lines([
    ...hitRateLines(rate),
    ...named('By team, the least often right first', teams),
    ...named('By the customers it touched', segments),
  ]);
}

function rateLine({ name, rate: { n, hits, baseHits } }: NamedRate): string {
  return `• ${escapedWithin(name, 60)}: ${hits} of ${n}; always guessing the commonest outcome: ${baseHits}`;
}

/** As few sections as hold the lines. */
function lines(all: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of all) {
    const last = texts.at(-1);
    const isFull = last === undefined || last.length + line.length + 1 > limits.sectionText;
    if (isFull) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  return texts.map((text) => section(text));
}

function voiceBlock(voice: Voice): KnownBlock {
  return section(`${quote(voice.words, 300)}\n${provenance(voice)}`);
}

function goneBlocks(voices: number): KnownBlock[] {
  if (voices === 0) return [];
  const are = voices === 1 ? 'is' : 'are';
  return [context(`${count(voices, 'voice')} of that week ${are} gone: forgotten, or taken back.`)];
}

function saidBlocks({ voices, themes }: ListPage['figures'], goneVoices: number): KnownBlock[] {
  return [
    ...lines([saidSentence(voices)]),
    ...goneBlocks(goneVoices),
    ...(themes.length > 0 ? lines([themes.map(themeWords).join(' · ')]) : []),
    ...(voices.withoutFollowUp > 0
      ? [section(`*${count(voices.withoutFollowUp, 'voice')} without a follow-up*`)]
      : []),
  ];
}

function reviewedLine(linked: Linked): string {
  const { told } = linked;
  return `${decisionName(linked)}, ${short(told.decision.statement)}\n${thoughtAndOutcome(told)}`.trimEnd();
}

function thoughtAndOutcome(told: Linked['told']): string {
  const { outcome } = told.decision;
  const isHidden = told.answered > 0 && !isShown(told);
  if (outcome === null || !isHidden) return outcomeSentence(told);
  return `Too few answers to say what we thought; ${lookOfOutcome(outcome).words}.`;
}

function thanksBlocks(
  { cited, ...thanked }: ListOf<'thanks'>['items'][number],
  reader: ListPage['reader'],
): KnownBlock[] {
  const quotes = cited.map((voice) => `• ${citation(voice, 120)}`);
  return [
    section(thanksLine(thanked, reader), story(thanked)),
    ...(quotes.length > 0 ? [context(quotes.join('\n'))] : []),
  ];
}
