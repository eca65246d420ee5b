// The SQL of searching voices, ranked.

import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Found, matchOf, mostHits, type Search } from './search.ts';
import { mayReadVoice, toVoice, type VoiceRow } from './store.ts';

// A filter that is null holds for every voice.
const narrowed = `(@segment IS NULL OR v.segment = @segment)
  AND (@source IS NULL OR v.source = @source)
  AND (@stage IS NULL OR v.stage = @stage)
  AND (@by IS NULL OR v.captured_by = @by)
  AND (@since IS NULL OR v.said_at >= @since)
  AND NOT EXISTS (SELECT 1 FROM json_each(@themes) wanted
    WHERE instr(' ' || v.themes || ' ', ' ' || wanted.value || ' ') = 0)
  AND ${mayReadVoice}`;

// CROSS JOIN: from the index to the rows, newest first, so that the limit ends the work.
const matching = `SELECT v.id AS id, bm25(voice_index) AS weight
  FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
  WHERE voice_index MATCH @match AND ${narrowed} ORDER BY voice_index.rowid DESC LIMIT @mostHits`;
const anything = `SELECT v.id AS id, 0 AS weight FROM voice v WHERE ${narrowed} ORDER BY v.id DESC LIMIT @mostHits`;

const best = (hits: string) =>
  `WITH hit AS MATERIALIZED (${hits})
   SELECT v.*, (SELECT count(*) FROM hit) AS total FROM hit JOIN voice v ON v.id = hit.id
   ORDER BY hit.weight, v.id DESC LIMIT @limit`;

/** The best hits, of those that this viewer may read; without words, the newest. `since` is the instant it names. */
export function searchVoices(
  db: Database,
  search: Search,
  since: Date | null,
  viewer: Viewer,
  limit: number,
): Found {
  const match = matchOf(search);
  const values = {
    segment: search.segment,
    source: search.source,
    stage: search.stage,
    by: search.by,
    since: since && stored(since),
    themes: JSON.stringify(search.themes),
    mostHits,
    limit,
    ...viewerValues(viewer),
  };
  const rows = db.all<VoiceRow & { total: number }>(
    best(match === null ? anything : matching),
    match === null ? values : { ...values, match },
  );
  return { voices: rows.map(toVoice), total: rows[0]?.total ?? 0 };
}
