// Whom we listened to beside whom we serve, and what customers said.
import type { SectionBlock } from '@slack/types';
import { count, escaped, escapedWithin } from '../platform/slack-text.ts';
import type { Figures, SegmentBalance } from './figures.ts';
import { percent, share } from './figures.ts';
import type { DigestFacts } from './load-digest.ts';
import { part } from './section-view.ts';

const noVoices = 'Nobody saved a customer’s words this week. `/voc` and what they said is all it takes.';
const noShares =
  'Say in the App Home how much of your customers and revenue each segment is, and I show whom you do not hear.';

export function balancePart(facts: DigestFacts): SectionBlock {
  const { figures, reader } = facts;
  const lines = figures.voices.count === 0 ? [] : balanceLines(facts);
  const isShared = figures.balance.some((one) => one.customersShare !== null || one.revenueShare !== null);
  const hint = !isShared && reader.viewer.isSponsor && lines.length > 0 ? [noShares] : [];
  return part(facts, {
    name: 'balance',
    lines: [...unheardSentence(facts), ...lines, ...hint],
    rest: lines.length === 0 ? 0 : Math.max(0, namedOf(facts).length - mostSegments),
    whenEmpty: noVoices,
    room: 700,
  });
}

const mostSegments = 6;

/** In the order of the list; where they are too many, those that need a look. */
function shownOf(named: readonly SegmentBalance[]): readonly SegmentBalance[] {
  if (named.length <= mostSegments) return named;
  return named
    .toSorted((one, other) => Number(other.unheard) - Number(one.unheard) || other.voices - one.voices)
    .slice(0, mostSegments);
}

const namedOf = ({ figures }: DigestFacts) => figures.balance.filter(({ segment }) => segment !== null);

/** What nobody said a segment of stands last, and in no share. */
function balanceLines(facts: DigestFacts): string[] {
  const { balance } = facts.figures;
  const named = namedOf(facts);
  const known = named.reduce((sum, { voices }) => sum + voices, 0);
  const unknown = balance.find(({ segment }) => segment === null)?.voices ?? 0;
  return [
    ...shownOf(named).map((one) => segmentLine(facts, one, known)),
    ...(unknown > 0 ? [`${count(unknown, 'voice')} of no known segment`] : []),
  ];
}

function segmentLine(facts: DigestFacts, balance: SegmentBalance, known: number): string {
  const { voices, customersShare, revenueShare, unheard } = balance;
  const heard = share(voices, known);
  const served = [
    ...(customersShare === null ? [] : [`${percent(customersShare)} of customers`]),
    ...(revenueShare === null ? [] : [`${percent(revenueShare)} of revenue`]),
  ];
  const beside = served.length > 0 ? ` · ${served.join(', ')}` : '';
  const said = voices === 0 ? 'nobody' : `${count(voices, 'voice')}, ${percent(heard)}`;
  return `\`${bar(heard ?? 0)}\` ${labelOf(facts, balance)}: ${said}${beside}${unheard ? ' · *unheard*' : ''}`;
}

/** A share in tenths. */
function bar(part: number): string {
  const filled = Math.round(10 * part);
  return `${'█'.repeat(filled)}${'░'.repeat(10 - filled)}`;
}

function labelOf({ segments }: DigestFacts, { segment }: SegmentBalance): string {
  return escapedWithin(segments.find(({ name }) => name === segment)?.label ?? segment ?? '', 60);
}

/** "*We hardly hear Low value*, although it is 40 % of our customers." */
function unheardSentence(facts: DigestFacts): string[] {
  const unheard = facts.figures.balance.filter((one) => one.unheard);
  if (unheard.length === 0) return [];
  const names = unheard.slice(0, 3).map((one) => labelOf(facts, one));
  return [`*We hardly hear ${names.join(', ')}* for what they are to us.`];
}

const noThemes = 'No themes yet: put a #theme behind the words when you type `/voc`.';

const mostThemes = 5;

export function saidPart(facts: DigestFacts): SectionBlock {
  const { voices, themes } = facts.figures;
  const isQuiet = voices.count === 0 && voices.promisesKept === 0 && voices.promisesOpen === 0;
  const shown = themes.slice(0, mostThemes).map((theme) => themeWords(theme));
  const lines = isQuiet ? [] : [saidSentence(voices), shown.length > 0 ? `• ${shown.join(' · ')}` : noThemes];
  return part(facts, {
    name: 'said',
    lines,
    rest: isQuiet ? 0 : Math.max(0, themes.length - mostThemes),
    whenEmpty: noVoices,
    room: 500,
  });
}

/** "90 voices, 12 more than last week · 41 have no follow-up · promises: 7 kept, 3 open" */
export function saidSentence(voices: Figures['voices']): string {
  const { count: n, before, withoutFollowUp, promisesKept, promisesOpen } = voices;
  const difference = before === null ? 0 : n - before;
  const than = difference > 0 ? `, ${difference} more` : `, ${-difference} fewer`;
  const changed = difference === 0 ? '' : `${than} than last week`;
  const loose = withoutFollowUp > 0 ? [`${withoutFollowUp} without a follow-up`] : [];
  const promises =
    promisesKept + promisesOpen > 0 ? [`promises: ${promisesKept} kept, ${promisesOpen} open`] : [];
  return [`${count(n, 'voice')}${changed}`, ...loose, ...promises].join(' · ');
}

/** "#export 12 (+8)", with the change where it was said last week too. */
export function themeWords({ theme, count: n, before }: Figures['themes'][number]): string {
  const difference = before === null ? 0 : n - before;
  const sign = difference > 0 ? '+' : '−';
  return `#${escaped(theme)} ${n}${difference === 0 ? '' : ` (${sign}${Math.abs(difference)})`}`;
}
