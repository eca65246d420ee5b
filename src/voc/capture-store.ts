// The SQL of what becomes of a voice after it was kept: its message's facts, edits, and what it is joined to.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { mayReadVoice, toVoice, type VoiceRow } from './store.ts';
import type { Voice } from './voice.ts';

/** What is known of a voice besides what its customer said. */
export interface Origin {
  /** Who wrote the message it was saved from. */
  authorId: string | null;
  /** The names of the files in that message. */
  attached: string[];
  /** Whether edits of that message change its words. */
  followsMessage: boolean;
  /** The voice that stands for it. */
  joinedTo: number | null;
}

interface OriginRow {
  author_id: string | null;
  attached: string;
  follows_message: number;
  joined_to: number | null;
}

/** For a voice that the reader was allowed to read. */
export function originOf(db: Database, id: number): Origin {
  const row = db.one<OriginRow>(
    'SELECT author_id, attached, follows_message, joined_to FROM voice WHERE id = @id',
    { id },
  );
  return {
    authorId: row?.author_id ?? null,
    attached: row?.attached.split('\n').filter(Boolean) ?? [],
    followsMessage: row?.follows_message === 1,
    joinedTo: row?.joined_to ?? null,
  };
}

export function setOrigin(
  db: Database,
  id: number,
  { authorId, attached, followsMessage }: Omit<Origin, 'joinedTo'>,
): void {
  db.run(
    'UPDATE voice SET author_id = @authorId, attached = @attached, follows_message = @follows WHERE id = @id',
    { id, authorId, attached: attached.join('\n'), follows: Number(followsMessage) },
  );
}

/** The one way in which what a voice says changes; its number, its audience and its capturer stay. */
export function changeVoice(db: Database, voice: Voice, followsMessage: boolean): void {
  const { id, words, customer, segment, source, stage, score, themes, saidAt, unhappy } = voice;
  db.run(
    `UPDATE voice SET words = @words, customer = @customer, segment = @segment, source = @source, stage = @stage,
       score_scale = @scale, score = @score, themes = @themes, said_at = @saidAt, unhappy = @unhappy,
       follows_message = @follows
     WHERE id = @id`,
    {
      ...{ id, words, customer, segment, source, stage },
      scale: score?.scale ?? null,
      score: score?.value ?? null,
      themes: themes.join(' '),
      saidAt: stored(saidAt),
      unhappy: Number(unhappy ?? false),
      follows: Number(followsMessage),
    },
  );
}

/** The voice that was saved from a message, for following the message: nobody reads it here. */
export function capturedFrom(
  db: Database,
  conversationId: string,
  messageTs: string,
): (Voice & { followsMessage: boolean }) | undefined {
  const row = db.one<VoiceRow & { follows_message: number }>(
    'SELECT * FROM voice WHERE conversation_id = @conversationId AND message_ts = @messageTs',
    { conversationId, messageTs },
  );
  return row && { ...toVoice(row), followsMessage: row.follows_message === 1 };
}

/** Has a voice, and those that are joined to it, stand behind another one. */
export function setJoined(db: Database, id: number, into: number): void {
  db.run('UPDATE voice SET joined_to = @into WHERE id = @id OR joined_to = @id', { id, into });
}

export function setApart(db: Database, id: number): void {
  db.run('UPDATE voice SET joined_to = NULL WHERE id = @id', { id });
}

/** The voices that are joined to this one and that the viewer may read, oldest first. */
export function joinedTo(db: Database, id: number, viewer: Viewer, limit: number): Voice[] {
  const sql = `SELECT * FROM voice v WHERE v.joined_to = @id AND ${mayReadVoice} ORDER BY v.id LIMIT @limit`;
  return db.all<VoiceRow>(sql, { id, limit, ...viewerValues(viewer) }).map(toVoice);
}
