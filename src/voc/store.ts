// The SQL of voices: keeping, reading and forgetting them. Every read takes a viewer.

import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { knownSegments, labelOfSegment } from '../people/segments-store.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { indexVoice } from './index-store.ts';
import { capturerOnly, isScale, type Voice } from './voice.ts';

export interface VoiceRow {
  id: number;
  conversation_id: string;
  audience: string;
  words: string;
  customer: string | null;
  segment: string | null;
  segment_label?: string | null;
  source: string | null;
  stage: string | null;
  score_scale: string | null;
  score: number | null;
  themes: string;
  permalink: string | null;
  message_ts: string | null;
  said_at: string;
  captured_by: string;
  captured_at: string;
  unhappy: number;
  customers?: number;
}

export const toVoice = (row: VoiceRow): Voice => ({
  id: row.id,
  conversationId: row.conversation_id,
  audience: row.audience,
  words: row.words,
  customer: row.customer,
  segment: row.segment,
  ...(row.segment_label ? { segmentLabel: row.segment_label } : {}),
  source: row.source,
  stage: row.stage,
  score:
    row.score_scale !== null && isScale(row.score_scale) && row.score !== null
      ? { scale: row.score_scale, value: row.score }
      : null,
  themes: row.themes.split(' ').filter(Boolean),
  permalink: row.permalink,
  messageTs: row.message_ts,
  saidAt: new Date(row.said_at),
  capturedBy: row.captured_by,
  capturedAt: new Date(row.captured_at),
  ...(row.unhappy === 1 ? { unhappy: true } : {}),
  ...((row.customers ?? 1) > 1 ? { customers: row.customers } : {}),
});

// The voices of a file come and go at one moment: not one shows while it is imported or taken back.
const isInPlace = `(v.import_id IS NULL
  OR NOT EXISTS (SELECT 1 FROM import f WHERE f.id = v.import_id AND f.state IN ('running', 'undoing')))`;

/** Whoever captured a voice keeps seeing it; some are for nobody else but the sponsor. Bind viewerValues(). */
export const mayReadVoice = `((v.captured_by = @reader OR @everywhere = 1
  OR (v.audience <> '${capturerOnly}' AND ${mayRead('v')})) AND ${isInPlace})`;

/** For lists and searches: a voice that is joined to another is shown by that one. Bind viewerValues(). */
export const isShown = `(v.joined_to IS NULL AND ${mayReadVoice})`;

/** How many customers said a voice and those that are joined to it: all of them have its audience. */
const saidBy = `(SELECT count(DISTINCT coalesce(same.customer, '') COLLATE NOCASE) FROM voice same
  WHERE same.id = v.id OR same.joined_to = v.id) AS customers`;

/** What is shown with a voice besides its own row. */
export const besides = `${saidBy}, ${labelOfSegment('v')}`;

/** The voice as it is kept from now on. */
export function addVoice(db: Database, voice: Omit<Voice, 'id' | 'permalink'>): Voice {
  const { score, unhappy, ...plain } = voice;
  const { lastId: id } = db.run(
    `INSERT INTO voice (conversation_id, audience, words, customer, segment, source, stage, score_scale, score, themes,
       message_ts, said_at, captured_by, captured_at, unhappy)
     VALUES (@conversationId, @audience, @words, @customer, @segment, @source, @stage, @scale, @score, @themes,
       @messageTs, @saidAt, @capturedBy, @capturedAt, @unhappy)`,
    {
      ...plain,
      scale: score?.scale ?? null,
      score: score?.value ?? null,
      themes: voice.themes.join(' '),
      saidAt: stored(voice.saidAt),
      capturedAt: stored(voice.capturedAt),
      unhappy: Number(unhappy ?? false),
    },
  );
  indexVoice(db, { ...voice, id });
  const label = voice.segment && knownSegments(db).find(({ name }) => name === voice.segment)?.label;
  return { ...voice, id, permalink: null, ...(label ? { segmentLabel: label } : {}) };
}

/** A voice that this viewer may read. */
export function findVoice(db: Database, id: number, viewer: Viewer): Voice | undefined {
  const row = db.one<VoiceRow>(`SELECT v.*, ${besides} FROM voice v WHERE v.id = @id AND ${mayReadVoice}`, {
    id,
    ...viewerValues(viewer),
  });
  return row && toVoice(row);
}

/** The number of the voice that was saved from a Slack message, whoever may read it. */
export function voiceOfMessage(db: Database, conversationId: string, messageTs: string): number | undefined {
  return db.one<{ id: number }>(
    'SELECT id FROM voice WHERE conversation_id = @conversationId AND message_ts = @messageTs',
    { conversationId, messageTs },
  )?.id;
}

export function setPermalink(db: Database, id: number, permalink: string): void {
  db.run('UPDATE voice SET permalink = @permalink WHERE id = @id', { id, permalink });
}

export function removeVoice(db: Database, id: number): void {
  db.run('DELETE FROM voice WHERE id = @id', { id });
}

/** The voices captured last, newest first. */
export function latestVoices(db: Database, viewer: Viewer, limit: number): Voice[] {
  return db
    .all<VoiceRow>(`SELECT v.*, ${besides} FROM voice v WHERE ${isShown} ORDER BY v.id DESC LIMIT @limit`, {
      limit,
      ...viewerValues(viewer),
    })
    .map(toVoice);
}

export function lastVoiceId(db: Database): number {
  return db.one<{ id: number | null }>('SELECT max(id) AS id FROM voice')?.id ?? 0;
}

/** The newest of so many voices are looked through: who may read hardly any of them must not wait for it. */
const recent = 5_000;

/** The voices captured last, newest first, for a page of them; older ones are found by searching. */
export function recentVoices(
  db: Database,
  viewer: Viewer,
  { offset, limit }: { offset: number; limit: number },
): Voice[] {
  return db
    .all<VoiceRow>(
      `SELECT v.*, ${besides} FROM voice v WHERE v.id > (SELECT max(id) FROM voice) - ${recent} AND ${isShown}
       ORDER BY v.id DESC LIMIT @limit OFFSET @offset`,
      { limit, offset, ...viewerValues(viewer) },
    )
    .map(toVoice);
}
