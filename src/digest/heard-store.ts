// The SQL of a week's voices: what was captured, of which segments and themes, and what was promised to whom.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { mayReadVoice } from '../voc/store.ts';
import type { HeardVoice } from './heard.ts';
import type { Week } from './week.ts';

interface HeardRow {
  root: number;
  customer: string;
  segment: string | null;
  themes: string;
  is_now: number;
  is_promised: number;
}

/** The voices that were captured in two weeks, as far as the viewer may read them. */
export function voicesHeard(db: Database, week: Week, earlier: Week, viewer: Viewer): HeardVoice[] {
  return db
    .all<HeardRow>(
      `SELECT coalesce(v.joined_to, v.id) AS root, lower(coalesce(v.customer, '')) AS customer, v.segment, v.themes,
         v.captured_at >= @from AS is_now,
         EXISTS (SELECT 1 FROM follow_up f WHERE f.voice_id IN (v.id, coalesce(v.joined_to, v.id))) AS is_promised
       FROM voice v WHERE v.captured_at >= @earlier AND v.captured_at < @until AND ${mayReadVoice}`,
      {
        earlier: stored(earlier.from),
        from: stored(week.from),
        until: stored(week.until),
        ...viewerValues(viewer),
      },
    )
    .map((row) => ({
      said: `${row.root} ${row.customer}`,
      segment: row.segment,
      themes: row.themes === '' ? [] : row.themes.split(' '),
      isNow: row.is_now === 1,
      isPromised: row.is_promised === 1,
    }));
}

/** Promises to customers that were kept in a week, and those that are open, behind voices that the viewer may read. */
export function countPromises(db: Database, week: Week, viewer: Viewer): { kept: number; open: number } {
  const row = db.one<{ kept: number; open: number }>(
    `SELECT (SELECT count(*) FROM follow_up f CROSS JOIN voice v ON v.id = f.voice_id
         WHERE f.closed_at >= @from AND f.closed_at < @until AND ${mayReadVoice}) AS kept,
       (SELECT count(*) FROM follow_up f INDEXED BY follow_up_open CROSS JOIN voice v ON v.id = f.voice_id
         WHERE f.closed_at IS NULL AND ${mayReadVoice}) AS open`,
    { from: stored(week.from), until: stored(week.until), ...viewerValues(viewer) },
  );
  return row ?? { kept: 0, open: 0 };
}
