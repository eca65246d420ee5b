// The SQL of scores: how many customers gave which, in each segment, source and stage, as far as the viewer may read.
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { filterValues, narrowed } from './filter-store.ts';
import type { Search } from './search.ts';
import { wholeMatch } from './search-match.ts';
import { isScale, type Scale } from './voice.ts';

/** How many gave this value on this scale, of one segment, source and stage ('' where nobody said). */
export interface ScoreCount {
  scale: Scale;
  value: number;
  segment: string;
  source: string;
  stage: string;
  count: number;
}

/** Counting all of a million would hold everybody up: the scores captured last are counted. */
export const mostScores = 50_000;

/** `zone`: in which the days of the search are meant. */
export function countScores(db: Database, search: Search, viewer: Viewer, zone: string): ScoreCount[] {
  const match = wholeMatch(search);
  const from =
    match === null
      ? 'FROM voice v WHERE true'
      : 'FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid WHERE voice_index MATCH @match';
  const rows = db.all<Omit<ScoreCount, 'scale'> & { scale: string }>(
    `SELECT score_scale AS scale, score AS value, coalesce(segment, '') AS segment, coalesce(source, '') AS source,
       coalesce(stage, '') AS stage, count(*) AS count
     FROM (SELECT v.score_scale, v.score, v.segment, v.source, v.stage ${from} AND v.score_scale IS NOT NULL
       AND ${narrowed(search)} ORDER BY ${match === null ? 'v.id' : 'voice_index.rowid'} DESC LIMIT ${mostScores})
     GROUP BY 1, 2, 3, 4, 5`,
    { ...filterValues(search, viewer, zone), ...(match === null ? {} : { match }) },
  );
  return rows.flatMap((row) => (isScale(row.scale) ? [{ ...row, scale: row.scale }] : []));
}
