// The SQL of finding the voices that are about a decision.

import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { labelOfSegment } from '../people/segments-store.ts';
import type { Database } from '../platform/database.ts';
import type { Concept, Likeness, Sample, Speakers, Speaking } from './match.ts';
import { mayReadVoice, toVoice, type VoiceRow } from './store.ts';
import type { Voice } from './voice.ts';

/** Of each name so many voices are looked at, the newest: a common word is in more than there is time for. */
const mostHits = 700;
/** So many of the newest voices stand for all that the viewer may read. */
const mostSampled = 1_000;

const quoted = (phrase: string): string => `"${phrase.replaceAll('"', '""')}"`;

/** Phrases in FTS5's language, every one of them quoted, so that nothing people write is syntax. */
function matchOf(phrases: string[], isName: boolean): string {
  if (phrases.length === 0) return '""';
  return `{words themes${isName ? ' customer' : ''}} : (${phrases.map(quoted).join(' OR ')})`;
}

export function sampleVoices(db: Database, viewer: Viewer): Sample {
  const row = db.one<Sample>(
    `SELECT count(*) AS voices, iif(count(*) < @mostSampled, 0, min(id)) AS first, coalesce(max(id), 0) AS last
     FROM (SELECT v.id FROM voice v WHERE ${mayReadVoice} ORDER BY v.id DESC LIMIT @mostSampled)`,
    { mostSampled, ...viewerValues(viewer) },
  );
  return row ?? { voices: 0, first: 0, last: 0 };
}

/** Who speaks of each concept, of the voices that the viewer may read. */
export function findSpeakers(db: Database, concepts: Concept[], viewer: Viewer): Speakers[] {
  const matches = concepts.flatMap(({ said, alike, isName }) => [
    matchOf([said], isName),
    matchOf(alike, false),
  ]);
  const lists = newestHits(db, matches, viewer).map(toSpeaking);
  return concepts.map((_concept, at) => ({
    byItsName: lists[2 * at] ?? none,
    byAnother: lists[2 * at + 1] ?? none,
  }));
}

const none: Speaking = { ids: [], since: 0 };

function toSpeaking(ids: number[]): Speaking {
  return { ids, since: ids.length < mostHits ? 0 : Math.min(...ids) };
}

/** For each match the numbers of the newest voices that hold it; an empty match holds for none. */
function newestHits(db: Database, matches: string[], viewer: Viewer): number[][] {
  // CROSS JOIN: from the index to the rows, newest first, so that the limit ends the work.
  const rows = db.all<{ ids: string }>(
    `SELECT (SELECT json_group_array(id) FROM (
         SELECT v.id AS id FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
         WHERE voice_index MATCH asked.value AND ${mayReadVoice} ORDER BY voice_index.rowid DESC LIMIT @mostHits)) AS ids
     FROM json_each(@matches) asked ORDER BY asked.key`,
    { matches: JSON.stringify(matches), mostHits, ...viewerValues(viewer) },
  );
  return rows.map(({ ids }) => JSON.parse(ids) as number[]);
}

/** What else the cut and the count need to know of voices that were found. */
export function detailsOf(
  db: Database,
  found: Likeness[],
): (Likeness & { length: number; saidAt: Date; customer: string | null })[] {
  const rows = db.all<{ id: number; length: number; said_at: string; customer: string | null }>(
    `SELECT v.id AS id, length(v.words) AS length, v.said_at AS said_at, v.customer AS customer
     FROM json_each(@ids) one JOIN voice v ON v.id = one.value`,
    { ids: JSON.stringify(found.map(({ id }) => id)) },
  );
  const shares = new Map(found.map(({ id, share }) => [id, share]));
  return rows.map(({ id, length, said_at, customer }) => ({
    id,
    share: shares.get(id) ?? 0,
    length,
    saidAt: new Date(said_at),
    customer,
  }));
}

/** Voices by their numbers, in the order of the numbers given. */
export function loadVoices(db: Database, ids: number[], viewer: Viewer): Voice[] {
  return db
    .all<VoiceRow>(
      `SELECT v.*, ${labelOfSegment('v')} FROM json_each(@ids) one JOIN voice v ON v.id = one.value
       WHERE ${mayReadVoice} ORDER BY one.key`,
      { ids: JSON.stringify(ids), ...viewerValues(viewer) },
    )
    .map(toVoice);
}
