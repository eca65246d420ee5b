// The SQL of segments: the workspace's kinds of customers, and their shares.
import type { Database } from '../platform/database.ts';
import type { Segment } from './segment.ts';

interface SegmentRow {
  name: string;
  label: string;
  customers_permille: number | null;
  revenue_permille: number | null;
}

const shareOf = (permille: number | null): number | null => (permille === null ? null : permille / 1000);

const toSegment = (row: SegmentRow): Segment => ({
  name: row.name,
  label: row.label,
  customersShare: shareOf(row.customers_permille),
  revenueShare: shareOf(row.revenue_permille),
});

/** The segments that are listed, in their order; with `besides` also one that no longer is, for what belongs to it. */
export function listSegments(db: Database, besides: string | null = null): Segment[] {
  return db
    .all<SegmentRow>('SELECT * FROM segment WHERE listed = 1 OR name = @besides ORDER BY place, name', {
      besides,
    })
    .map(toSegment);
}

/** Listed or not: what was kept under a segment is found under it for good. */
export function knownSegments(db: Database): Segment[] {
  return db.all<SegmentRow>('SELECT * FROM segment ORDER BY listed DESC, place, name').map(toSegment);
}

/** Adds a segment at the end, changes it, or lists it again. */
export function saveSegment(db: Database, { name, label, customersShare, revenueShare }: Segment): void {
  const permille = (share: number | null) => (share === null ? null : Math.round(share * 1000));
  db.run(
    `INSERT INTO segment (name, label, customers_permille, revenue_permille, place)
     VALUES (@name, @label, @customers, @revenue, (SELECT coalesce(max(place), 0) + 1 FROM segment))
     ON CONFLICT DO UPDATE SET label = excluded.label, customers_permille = excluded.customers_permille,
       revenue_permille = excluded.revenue_permille, listed = 1`,
    { name, label, customers: permille(customersShare), revenue: permille(revenueShare) },
  );
}

export function unlistSegment(db: Database, name: string): void {
  db.run('UPDATE segment SET listed = 0 WHERE name = @name', { name });
}

/** SQL: how the segment of a row is called; the row stands under this alias. */
export function labelOfSegment(alias: string): string {
  return `(SELECT s.label FROM segment s WHERE s.name = ${alias}.segment) AS segment_label`;
}
