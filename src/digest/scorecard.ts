// The scorecard's lines: the business figures a sponsor steers by, one value a week each.
import type { Scale } from '../voc/voice.ts';

/** The four sides of a balanced scorecard (Kaplan and Norton, Harvard Business Review, January 1992), in this order. */
export const perspectives = [
  { name: 'financial', label: 'Financial' },
  { name: 'customer', label: 'Customer' },
  { name: 'process', label: 'Process' },
  { name: 'people', label: 'People' },
] as const;

export type Perspective = (typeof perspectives)[number]['name'];

export const units = [
  { name: '%', label: '%' },
  { name: 'points', label: 'points' },
  { name: 'money', label: 'money' },
  { name: 'days', label: 'days' },
  { name: 'number', label: 'a plain number' },
] as const;

export type Unit = (typeof units)[number]['name'];

export type Better = 'higher' | 'lower';

/** What is chosen about a line. */
export interface LineWishes {
  name: string;
  /** One of `kinds`: it says within what a value can be. */
  kind: string;
  perspective: Perspective;
  unit: Unit;
  /** ISO 4217, as EUR; of money only. */
  currency: string | null;
  better: Better;
  target: number | null;
  /** The scores of voices that it is computed from; null where its values are typed or imported. */
  scale: Scale | null;
}

export interface Line extends LineWishes {
  id: number;
  /** Whether the digest’s picture draws it. */
  isChosen: boolean;
  /** A retired line takes no more values and keeps those that it has. */
  isRetired: boolean;
}

export interface Kind {
  name: string;
  label: string;
  perspective: Perspective;
  unit: Unit;
  better: Better;
  scale: Scale | null;
  /** Within these a value lies, as long as its unit is the kind’s own. */
  least: number;
  most: number;
}

/** Beyond this a value is a slip of the finger, and a number no longer knows its cents. */
const largest = 1_000_000_000_000;

/** What a line can be added as. Net churn falls below nought, and net retention rises above a hundred. */
export const kinds: readonly Kind[] = [
  kind('nps', 'NPS', 'customer', 'points', 'higher', -100, 100, 'nps'),
  kind('csat', 'CSAT', 'customer', '%', 'higher', 0, 100, 'csat'),
  kind('ces', 'CES', 'customer', 'points', 'higher', 1, 7, 'ces'),
  kind('csi', 'CSI', 'customer', 'points', 'higher', 0, 100, 'csi'),
  kind('churn', 'Churn', 'customer', '%', 'lower', -100, 100),
  kind('retention', 'Retention', 'customer', '%', 'higher', 0, 1000),
  kind('lifetime value', 'Lifetime value', 'financial', 'money', 'higher', -largest, largest),
  kind('onboarding success', 'Onboarding success', 'process', '%', 'higher', 0, 100),
  kind('cost to serve', 'Cost to serve', 'financial', 'money', 'lower', 0, largest),
  kind('own', 'One of our own', 'process', 'number', 'higher', -largest, largest),
];

function kind(
  name: string,
  label: string,
  perspective: Perspective,
  unit: Unit,
  better: Better,
  least: number,
  most: number,
  scale: Scale | null = null,
): Kind {
  return { name, label, perspective, unit, better, least, most, scale };
}

export function kindNamed(name: string): Kind | undefined {
  return kinds.find((one) => one.name === name);
}

/** As many lines as one form takes and one message shows. */
export const mostLines = 20;

/** The least and the greatest value that a line can have. */
export function rangeOf(line: Pick<Line, 'kind' | 'unit'>): { least: number; most: number } {
  const known = kindNamed(line.kind);
  if (known && known.unit === line.unit) return known;
  return { least: line.unit === 'days' ? 0 : -largest, most: largest };
}

/** What a computed value is measured in. */
export function unitOfScale(scale: Scale): Unit {
  return scale === 'csat' ? '%' : 'points';
}

/** "12.5 %", "31 points", "EUR 1,204.50", "3 days"; a dash where there is no value. */
export function valueText(line: Pick<Line, 'unit' | 'currency'>, value: number | null): string {
  if (value === null) return '–';
  const written = `${value < 0 ? '−' : ''}${digits(line, Math.abs(value))}`;
  if (line.unit === 'money') return `${line.currency ?? ''} ${written}`.trim();
  if (line.unit === 'number') return written;
  if (line.unit === '%') return `${written} %`;
  return `${written} ${Math.abs(value) === 1 ? line.unit.slice(0, -1) : line.unit}`;
}

/** "+2.5 since last week, better"; '' unless both weeks have a value. It says what changed and never why. */
export function changeText(
  line: Pick<Line, 'better' | 'unit'>,
  value: number | null,
  before: number | null,
): string {
  if (value === null || before === null) return '';
  const moved = Number((value - before).toFixed(4));
  if (moved === 0) return 'as last week';
  const sign = moved > 0 ? '+' : '−';
  const isBetter = moved > 0 === (line.better === 'higher');
  return `${sign}${digits(line, Math.abs(moved))} since last week, ${isBetter ? 'better' : 'worse'}`;
}

/**
 * A number above a hundred thousand needs no cents; anything else has at most two decimals, or four below 1. Money has
 * its cents whole or not at all.
 */
function digits({ unit }: Pick<Line, 'unit'>, value: number): string {
  const maximumFractionDigits = value >= 100_000 ? 0 : value >= 1 || value === 0 ? 2 : 4;
  const hasCents = unit === 'money' && value < 100_000 && !Number.isInteger(value);
  return value.toLocaleString('en', {
    maximumFractionDigits,
    ...(hasCents ? { minimumFractionDigits: 2 } : {}),
  });
}
