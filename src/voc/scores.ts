// What customers' scores come to, scale by scale.
import type { Scale } from './voice.ts';

/** How many gave each value. */
export type Counts = ReadonlyMap<number, number>;

export interface Figure {
  scale: Scale;
  /** NPS in points (−100 to 100), CSAT as a share (0 to 1), CES and CSI as means on their scales. */
  value: number;
  /** How many scores it is made of. */
  n: number;
}

/** Null where nobody gave a score. */
export function figureOf(scale: Scale, counts: Counts): Figure | null {
  const n = total(counts);
  return n === 0 ? null : { scale, value: formulas[scale](counts, n), n };
}

const formulas: Record<Scale, (counts: Counts, n: number) => number> = {
  nps: netPromoterScore,
  csat: satisfiedShare,
  ces: mean,
  csi: mean,
};

/**
 * Promoters (9 and 10) less detractors (0 to 6), in points of a hundred answers (Reichheld, "The One Number You Need to
 * Grow", Harvard Business Review, December 2003).
 */
function netPromoterScore(counts: Counts, n: number): number {
  return (100 * (within(counts, 9, 10) - within(counts, 0, 6))) / n;
}

/**
 * The share of satisfied (4) and very satisfied (5) customers, the top two of five boxes: the usual CSAT, as in
 * Qualtrics' and Zendesk's handbooks.
 */
function satisfiedShare(counts: Counts, n: number): number {
  return within(counts, 4, 5) / n;
}

/**
 * The mean: of CES, the ease of the customer's effort from 1 to 7 (Dixon, Toman and DeLisi, "The Effortless
 * Experience", 2013: CES 2.0), and of CSI, an index from 0 to 100 as the American Customer Satisfaction Index has it.
 */
function mean(counts: Counts, n: number): number {
  let sum = 0;
  for (const [value, count] of counts) sum += value * count;
  return sum / n;
}

function total(counts: Counts): number {
  return within(counts, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
}

function within(counts: Counts, least: number, most: number): number {
  let sum = 0;
  for (const [value, count] of counts) if (value >= least && value <= most) sum += count;
  return sum;
}

/** Under so many answers the normal approximation says nothing. */
const leastForMargin = 30;

/** Two-sided 95 % of the normal distribution. */
const z = 1.96;

/**
 * The margin of error of an NPS at 95 %, in points: z × √((p + d − (p − d)²) / n), with p and d the shares of promoters
 * and detractors (Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70, 2016: the Wald
 * interval). Only for answers to a survey, at least thirty of them; null otherwise.
 */
export function marginOfNps(counts: Counts): number | null {
  const n = total(counts);
  if (n < leastForMargin) return null;
  const promoters = within(counts, 9, 10) / n;
  const detractors = within(counts, 0, 6) / n;
  // Rounding can leave a hair below zero where all say the same.
  const variance = Math.max(0, promoters + detractors - (promoters - detractors) ** 2);
  return 100 * z * Math.sqrt(variance / n);
}
