// What was decided: what customers would dislike, blind spots, how often we were right, and whom to thank.
import type { SectionBlock } from '@slack/types';
import { fewestReviewed, type HitRate, sharesOf } from '../decision/hit-rate.ts';
import { count, escapedWithin } from '../platform/slack-text.ts';
import { percent } from './figures.ts';
import type { DigestFacts, Thanked } from './load-digest.ts';
import type { Reader } from './reader.ts';
import { noLines, scorecardLines } from './scorecard-view.ts';
import { becameOf, decisionLine, decisionName, part, short } from './section-view.ts';

export function dislikedPart(facts: DigestFacts): SectionBlock {
  const { figures, disliked, reader } = facts;
  return part(facts, {
    name: 'disliked',
    lines: disliked.map((linked) => decisionLine(linked, reader)),
    rest: figures.disliked.length - disliked.length,
    whenEmpty: 'None this week: no decision had to be reconsidered.',
    room: 900,
  });
}

export function blindSpotsPart(facts: DigestFacts): SectionBlock {
  const { figures, blindSpots, reader } = facts;
  return part(facts, {
    name: 'blind',
    lines: blindSpots.map((linked) => decisionLine(linked, reader)),
    rest: figures.blindSpots.length - blindSpots.length,
    whenEmpty: 'None this week: nowhere did half of a team answer “We don’t know”.',
    room: 600,
  });
}

const nothingReviewed =
  'Nothing has been looked back on yet. Each decision names the day on which its owner is asked what customers thought.';

export function rightPart(facts: DigestFacts): SectionBlock {
  return part(facts, {
    name: 'right',
    lines: hitRateLines(facts.figures.hitRate),
    whenEmpty: nothingReviewed,
    room: 400,
  });
}

/** Beside what always guessing the commonest outcome would have reached. None where nothing was looked back on. */
export function hitRateLines(rate: HitRate): string[] {
  const { n, hits, baseHits } = rate;
  const shares = sharesOf(rate);
  if (n === 0) return [];
  if (!shares) return [`Not enough data: ${n} of at least ${fewestReviewed} decisions that stood`];
  return [
    `Right about ${hits} of ${n} decisions that stood, ${percent(shares.rate)}; always guessing the commonest outcome: ${baseHits} of ${n}, ${percent(shares.base)}`,
  ];
}

export function scorecardSection(facts: DigestFacts): SectionBlock {
  return part(facts, {
    name: 'scorecard',
    lines: scorecardLines(facts.scored),
    whenEmpty: noLines,
    room: 900,
  });
}

const nobodyYet =
  'No customer’s words changed a decision this week. Words that are cited for a decision can: `/voc` keeps them.';

export function thanksPart(facts: DigestFacts): SectionBlock {
  const { figures, thanked, reader } = facts;
  return part(facts, {
    name: 'thanks',
    lines: thanked.map((one) => thanksLine(one, reader)),
    rest: figures.thanks.length - thanked.length,
    whenEmpty: nobodyYet,
    room: 500,
  });
}

/** "• Product weekly heard 3 voices: decision 12, “…” · reversed" */
export function thanksLine(thanked: Thanked, reader: Reader): string {
  const { told, team, voices } = thanked;
  const heard = `*${escapedWithin(team, 80)}* heard ${count(voices, 'voice')}`;
  return `• ${heard}: ${decisionName(thanked)}, ${short(told.decision.statement)} · ${becameOf(thanked, reader)}`;
}
