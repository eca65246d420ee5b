// The SQL of follow-ups: who promised what to whom, by when, and what the customer was told.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { labelOfSegment } from '../people/segments-store.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { FollowUp } from './follow-up.ts';
import { mayReadVoice, toVoice, type VoiceRow } from './store.ts';
import type { Voice } from './voice.ts';

interface FollowUpRow {
  id: number;
  voice_id: number;
  owner_id: string;
  due_on: string;
  asked_by: string;
  told: string | null;
  closed_by: string | null;
  closed_at: string | null;
}

const toFollowUp = (row: FollowUpRow): FollowUp => ({
  id: row.id,
  voiceId: row.voice_id,
  ownerId: row.owner_id,
  dueOn: row.due_on,
  askedBy: row.asked_by,
  told: row.told,
  closedBy: row.closed_by,
  closedAt: row.closed_at === null ? null : new Date(row.closed_at),
});

/** The open follow-up of a voice, or the one closed last. */
export function findFollowUp(db: Database, voiceId: number): FollowUp | undefined {
  const row = db.one<FollowUpRow>(
    'SELECT * FROM follow_up WHERE voice_id = @voiceId ORDER BY closed_at IS NOT NULL, id DESC LIMIT 1',
    { voiceId },
  );
  return row && toFollowUp(row);
}

/** By its own number, open or closed. It goes with its voice. */
export function loadFollowUp(db: Database, id: number): FollowUp | undefined {
  const row = db.one<FollowUpRow>('SELECT * FROM follow_up WHERE id = @id', { id });
  return row && toFollowUp(row);
}

interface Asked {
  voiceId: number;
  ownerId: string;
  dueOn: string;
  askedBy: string;
  at: Date;
}

/** Opens the follow-up of a voice, or gives the open one another owner and day. Its owner is told of what others ask. */
export function putFollowUp(db: Database, { at, ...asked }: Asked): void {
  const isNews = Number(asked.ownerId !== asked.askedBy);
  db.run(
    `INSERT INTO follow_up (voice_id, owner_id, due_on, asked_by, asked_at, is_news)
     VALUES (@voiceId, @ownerId, @dueOn, @askedBy, @at, @isNews)
     ON CONFLICT (voice_id) WHERE closed_at IS NULL DO UPDATE SET
       is_news = iif(owner_id = excluded.owner_id, is_news, excluded.is_news),
       news_day = iif(owner_id = excluded.owner_id, news_day, NULL),
       passed_note = iif(owner_id = excluded.owner_id, passed_note, NULL),
       owner_id = excluded.owner_id, due_on = excluded.due_on, asked_by = excluded.asked_by,
       asked_at = excluded.asked_at`,
    { ...asked, isNews, at: stored(at) },
  );
}

export function setClosed(db: Database, id: number, told: string, closedBy: string, at: Date): void {
  db.run('UPDATE follow_up SET told = @told, closed_by = @closedBy, closed_at = @at WHERE id = @id', {
    id,
    told,
    closedBy,
    at: stored(at),
  });
}

export interface OwnedFollowUp {
  followUp: FollowUp;
  voice: Voice;
  /** Somebody else gave it, and no note of another day than this one has told so. */
  newsDay: string | null;
  isNews: boolean;
}

type OwnedRow = VoiceRow &
  Omit<FollowUpRow, 'id'> & { follow_up_id: number; is_news: number; news_day: string | null };

/** What somebody owns and may read, the earliest day first. `viewer` is the owner. */
export function openFollowUpsOf(db: Database, ownerId: string, viewer: Viewer): OwnedFollowUp[] {
  return db
    .all<OwnedRow>(
      `SELECT v.*, ${labelOfSegment('v')}, f.id AS follow_up_id, f.voice_id, f.owner_id, f.due_on, f.asked_by, f.told, f.closed_by, f.closed_at,
         f.is_news, f.news_day
       FROM follow_up f JOIN voice v ON v.id = f.voice_id
       WHERE f.owner_id = @ownerId AND f.closed_at IS NULL AND ${mayReadVoice} ORDER BY f.due_on, f.id`,
      { ownerId, ...viewerValues(viewer) },
    )
    .map((row) => ({
      followUp: toFollowUp({ ...row, id: row.follow_up_id }),
      voice: toVoice(row),
      isNews: row.is_news === 1,
      newsDay: row.news_day,
    }));
}

/** Everything open that somebody owns, whether they may still read it or not, with who captured it. */
export function followUpsToPass(
  db: Database,
  ownerId: string,
): { id: number; voiceId: number; capturedBy: string; dueOn: string }[] {
  return db.all(
    `SELECT f.id, f.voice_id AS voiceId, v.captured_by AS capturedBy, f.due_on AS dueOn
     FROM follow_up f JOIN voice v ON v.id = f.voice_id
     WHERE f.owner_id = @ownerId AND f.closed_at IS NULL ORDER BY f.id`,
    { ownerId },
  );
}

export function passFollowUp(db: Database, id: number, ownerId: string, noteDay: string): void {
  db.run(
    `UPDATE follow_up SET owner_id = @ownerId, passed_note = @noteDay, is_news = 0, news_day = NULL WHERE id = @id`,
    { id, ownerId, noteDay },
  );
}

/** The numbers of the follow-ups that came to somebody and are told in the note of a day. */
export function passedIn(db: Database, ownerId: string, noteDay: string): number[] {
  return db
    .all<{ id: number }>('SELECT id FROM follow_up WHERE owner_id = @ownerId AND passed_note = @noteDay', {
      ownerId,
      noteDay,
    })
    .map(({ id }) => id);
}

/** Notes the day of the note that tells somebody what others gave them. */
export function setNewsDay(db: Database, id: number, day: string): void {
  db.run('UPDATE follow_up SET news_day = @day WHERE id = @id', { id, day });
}

/** The note of a day was not sent after all. */
export function takeBackNews(db: Database, ownerId: string, day: string): void {
  db.run('UPDATE follow_up SET news_day = NULL WHERE owner_id = @ownerId AND news_day = @day', {
    ownerId,
    day,
  });
}
