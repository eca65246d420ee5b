// Changes which kinds of customers the workspace knows, and how much of what it serves each is.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireSettings } from './roles.ts';
import { folded, type Segment, segmentNamed } from './segment.ts';
import { listSegments, saveSegment, unlistSegment } from './segments-store.ts';

/** As typed into the form; '' where nothing was. */
export interface TypedSegment {
  label: string;
  /** Only asked of a new one. */
  name: string;
  customers: string;
  revenue: string;
}

/** As many as anybody can tell apart while typing. */
export const mostSegments = 20;
export const longestSegmentLabel = 60;
export const longestSegmentName = 30;

/** Lists a segment, or one again that was removed. Refuses doubles, and shares that pass a hundred per cent together. */
export function addSegment(db: Database, now: Date, personId: string, typed: TypedSegment): Segment {
  requireSettings(db, personId);
  const others = listSegments(db);
  if (others.length >= mostSegments) {
    throw new Refusal(
      'Twenty segments are as many as people can tell apart. Remove one first.',
      'segment_label',
    );
  }
  const label = checkLabel(typed.label, others);
  const segment = { name: checkName(typed.name || label, others), label, ...checkShares(typed, others) };
  saveSegment(db, segment);
  audit(db, now, personId, 'listed', `segment ${segment.name}`);
  return segment;
}

/** Changes the label and the shares of a listed one; its name stays, for voices hold it. */
export function changeSegment(
  db: Database,
  now: Date,
  personId: string,
  name: string,
  typed: TypedSegment,
): void {
  requireSettings(db, personId);
  const others = othersThan(db, name);
  saveSegment(db, { name, label: checkLabel(typed.label, others), ...checkShares(typed, others) });
  audit(db, now, personId, 'changed', `segment ${name}`);
}

/** Takes it off the list; what belongs to it keeps it. Refuses to take the last one. */
export function removeSegment(db: Database, now: Date, personId: string, name: string): void {
  requireSettings(db, personId);
  if (othersThan(db, name).length === 0) {
    throw new Refusal('One segment has to stay. Add another one first.', 'segment_remove');
  }
  unlistSegment(db, name);
  audit(db, now, personId, 'unlisted', `segment ${name}`);
}

/** A segment that is listed. Refuses one that was removed meanwhile. */
export function requireSegment(db: Database, name: string): Segment {
  const segment = listSegments(db).find((one) => one.name === name);
  if (!segment) throw new Refusal('Somebody has removed this segment meanwhile.');
  return segment;
}

/** What its form shows of a segment. */
export function typedOf({ name, label, customersShare, revenueShare }: Segment): TypedSegment {
  const text = (share: number | null) => (share === null ? '' : String(permille(share) / 10));
  return { name, label, customers: text(customersShare), revenue: text(revenueShare) };
}

/** Refuses a name that is not listed. */
function othersThan(db: Database, name: string): Segment[] {
  requireSegment(db, name);
  return listSegments(db).filter((segment) => segment.name !== name);
}

function checkLabel(typed: string, others: readonly Segment[]): string {
  const label = typed.replace(/\s+/g, ' ').trim().normalize('NFC');
  if (!/[\p{L}\p{N}]/u.test(label)) throw new Refusal('Give it a name, such as Enterprise.', 'segment_label');
  if (label.length > longestSegmentLabel) {
    throw new Refusal(`Keep it under ${longestSegmentLabel} characters.`, 'segment_label');
  }
  const double = segmentNamed(others, label);
  if (double) throw new Refusal(`That would be mistaken for ${double.label}.`, 'segment_label');
  return label;
}

/** What people type after segment: is made of letters, digits and hyphens. */
function checkName(typed: string, others: readonly Segment[]): string {
  const name = folded(typed)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  if (name.length > longestSegmentName) {
    throw new Refusal(`Keep it under ${longestSegmentName} characters: people type it.`, 'segment_name');
  }
  const double = segmentNamed(others, name);
  if (double) throw new Refusal(`That would be mistaken for ${double.label}.`, 'segment_name');
  return name;
}

function checkShares({ customers, revenue }: TypedSegment, others: readonly Segment[]) {
  const sum = (of: 'customersShare' | 'revenueShare') =>
    others.reduce((total, segment) => total + permille(segment[of] ?? 0), 0);
  return {
    customersShare: checkShare(customers, sum('customersShare'), 'segment_customers'),
    revenueShare: checkShare(revenue, sum('revenueShare'), 'segment_revenue'),
  };
}

/** Shares are compared as whole numbers of thousandths. */
const permille = (share: number) => Math.round(share * 1000);

function checkShare(typed: string, others: number, field: string): number | null {
  if (typed === '') return null;
  const share = Number(typed.replace(',', '.')) / 100;
  if (!/^\d{1,3}([.,]\d)?$/.test(typed) || share > 1) {
    throw new Refusal('A share is a number from 0 to 100, with at most one decimal.', field);
  }
  const together = permille(share) + others;
  if (together > 1000) {
    throw new Refusal(
      `With the other segments that makes ${together / 10} %. Together they are 100 % at most.`,
      field,
    );
  }
  return share;
}
