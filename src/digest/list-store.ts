// The SQL of the lists behind a digest’s figures, a page at a time, and of which digest told of a day.
import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { besides, isShown, toVoice, type VoiceRow } from '../voc/store.ts';
import type { Voice } from '../voc/voice.ts';

/** UTC instants as they are stored: `from` until just before `until`. */
export interface Span {
  from: string;
  until: string;
}

/** `limit` of how many after how many. */
export interface Slice {
  limit: number;
  offset: number;
}

const captured = 'v.captured_at >= @from AND v.captured_at < @until';

/** The voices of a week by segment, those of no known segment last, the newest first. */
export function voicesOfWeek(db: Database, { from, until }: Span, viewer: Viewer, slice: Slice): Voice[] {
  return db
    .all<VoiceRow>(
      `SELECT v.*, ${besides} FROM voice v WHERE ${captured} AND ${isShown}
       ORDER BY v.segment IS NULL, v.segment, v.captured_at DESC, v.id DESC LIMIT @limit OFFSET @offset`,
      { from, until, ...slice, ...viewerValues(viewer) },
    )
    .map(toVoice);
}

/** The voices of a week that nobody promised to get back to, the newest first. */
export function looseVoices(db: Database, { from, until }: Span, viewer: Viewer, slice: Slice): Voice[] {
  return db
    .all<VoiceRow>(
      `SELECT v.*, ${besides} FROM voice v WHERE ${captured} AND ${isShown}
         AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.voice_id = v.id)
       ORDER BY v.captured_at DESC, v.id DESC LIMIT @limit OFFSET @offset`,
      { from, until, ...slice, ...viewerValues(viewer) },
    )
    .map(toVoice);
}

/** The decisions in force that were looked back on in a span, the latest first. */
export function reviewedIds(db: Database, { from, until }: Span, viewer: Viewer, slice: Slice): number[] {
  return db
    .all<{ id: number }>(
      `SELECT d.id FROM decision d WHERE d.outcome_at >= @from AND d.outcome_at < @until
         AND (d.fate IS NULL OR d.fate = 'kept') AND ${mayRead('d')}
       ORDER BY d.outcome_at DESC, d.id DESC LIMIT @limit OFFSET @offset`,
      { from, until, ...slice, ...viewerValues(viewer) },
    )
    .map(({ id }) => id);
}

/** The digest whose week holds a day: it is named by the day on which it fell due. */
export function digestOfDay(db: Database, reader: string, day: string): string | null {
  const row = db.one<{ week_of: string | null }>(
    `SELECT min(week_of) AS week_of FROM digest
     WHERE reader = @reader AND week_of >= @day AND date(week_of, '-7 days') < @day AND figures IS NOT NULL`,
    { reader, day },
  );
  return row?.week_of ?? null;
}

/** Whether a channel was ever told a digest. */
export function hasDigests(db: Database, reader: string): boolean {
  return db.one('SELECT 1 FROM digest WHERE reader = @reader LIMIT 1', { reader }) !== undefined;
}
