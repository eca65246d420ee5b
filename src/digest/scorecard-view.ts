// How the scorecard looks: lines in the digest, its part of the App Home, and twelve weeks of each line.
import type { KnownBlock } from '@slack/types';
import { menu, menus } from '../platform/menus.ts';
import { cut, escaped } from '../platform/slack-text.ts';
import { button, buttons, context, divider, list, option, section } from '../platform/view-parts.ts';
import type { LineWeeks, ScorecardFacts, ScoredLine } from './load-scorecard.ts';
import { changeText, type Line, perspectives, valueText } from './scorecard.ts';
import { dayName, longDayName } from './week-words.ts';

/** One line for each perspective that has any, and below it its figures. */
export function scorecardLines(scored: readonly ScoredLine[]): string[] {
  return perspectives.flatMap(({ name, label }) => {
    const own = scored.filter(({ line }) => line.perspective === name);
    return own.length === 0 ? [] : [`_${label}_`, ...own.map(figureLine)];
  });
}

/** "• *NPS* 31 points, +2 since last week, better · target 40 · of 12 scores" */
function figureLine({ line, figure }: ScoredLine): string {
  const { value, before, target, n } = figure;
  const changed = changeText(line, value, before);
  const told = [
    `*${escaped(line.name)}* ${value === null ? missing(line) : valueText(line, value)}${changed && `, ${changed}`}`,
    ...(target === null ? [] : [`target ${valueText(line, target)}`]),
    ...(n === null || n === 0 ? [] : [scoresText(n)]),
  ];
  return `• ${told.join(' · ')}`;
}

function missing({ scale }: Line): string {
  return scale === null ? 'no value this week' : 'nobody gave a score this week';
}

function scoresText(n: number): string {
  return `of ${n.toLocaleString('en')} ${n === 1 ? 'score' : 'scores'}`;
}

/** What the digest, and nothing else of ours, says about a scorecard that has no lines. */
export const noLines =
  'The scorecard has no lines yet. Add those that you steer by in the App Home: churn, lifetime value, onboarding success …';

/** The scorecard’s part of the App Home, for whoever may change settings. */
export function scorecardPart({ weekOf, scored, earlierWeeks }: ScorecardFacts): KnownBlock[] {
  const lines = button('Lines', 'scorecard.lines', 'all', { label: 'Choose the scorecard’s lines' });
  if (scored.length === 0) {
    const none =
      'Which figures do you steer by? Choose lines such as NPS, churn or lifetime value; each has one value a week, and the digest shows them beside the ritual.';
    return [divider, section(`*Scorecard*\n${none}`), buttons('scorecard', lines)];
  }
  const weeks = earlierWeeks.map((one) => option(`The week to ${longDayName(one)}`, one));
  return [
    divider,
    list(`Scorecard, the week to ${longDayName(weekOf)}`, scorecardLines(scored), '', 30),
    menus(
      button('This week’s values', 'scorecard.values', 'running'),
      menu('An earlier week', 'scorecard.week', weeks),
      button('Twelve weeks', 'scorecard.show', weekOf),
      button('Import', 'scorecard.import', 'csv', { label: 'Import values from a file' }),
      lines,
    ),
  ];
}

const noSample =
  'What is computed from voices tells of these voices and not of all customers: people save what strikes them.';

/** Twelve weeks of each line, in its own small table. */
export function lineWeeksBlocks(all: readonly LineWeeks[]): KnownBlock[] {
  if (all.length === 0) return [section(noLines)];
  const isComputed = all.some(({ line }) => line.scale !== null);
  return [
    ...perspectives.flatMap(({ name, label }) => {
      const own = all.filter(({ line }) => line.perspective === name);
      return own.length === 0 ? [] : [section(`*${label}*`), ...own.map(weeksTable)];
    }),
    ...(isComputed ? [context(noSample)] : []),
  ];
}

const weekWidth = 8;
const valueWidth = 20;

function weeksTable({ line, weeks }: LineWeeks): KnownBlock {
  const target = line.target === null ? '' : `, target ${valueText(line, line.target)}`;
  const known = weeks.filter(({ value }) => value !== null).length;
  const head = `*${escaped(line.name)}* · ${line.better} is better${target} · ${known} of ${weeks.length} weeks have a value`;
  const rows = weeks.map(({ weekOf, value, n }) => {
    const figure = cut(valueText(line, value), valueWidth).padStart(valueWidth);
    return `${dayName(weekOf).padEnd(weekWidth)}${figure}${n === null || n === 0 ? '' : `  ${scoresText(n)}`}`;
  });
  return section(`${head}\n\`\`\`\n${rows.join('\n')}\n\`\`\``);
}
