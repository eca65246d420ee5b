// The SQL of contradictions: the decisions that a voice may speak against, and what asks about a voice.

import { wholeWorkspace } from '../people/conversation.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Voice } from '../voc/voice.ts';

/** So many of the newest decisions with one of the words are looked at, and so many of those are the closest. */
const mostFound = 200;
const mostClosest = 10;

/**
 * Decisions in force with one of these words or phrases in them, asked and answered since an instant and in a place
 * where the voice can be heard: the closest first.
 */
export function idsOfDecisionsNear(
  db: Database,
  phrases: string[],
  { audience, conversationId }: Voice,
  since: Date,
): number[] {
  if (phrases.length === 0) return [];
  const match = phrases.map((phrase) => `"${phrase.replaceAll('"', '""')}"`).join(' OR ');
  return db
    .all<{ id: number }>(
      `SELECT id FROM (
         SELECT d.id AS id, decision_index.rank AS closeness
         FROM decision_index CROSS JOIN decision d ON d.id = decision_index.rowid
         WHERE decision_index MATCH @match AND d.ruling IS NOT NULL AND (d.fate IS NULL OR d.fate = 'kept')
           AND d.recorded_at >= @since AND (@everywhere = 1 OR d.conversation_id = @conversationId)
         ORDER BY decision_index.rowid DESC LIMIT @mostFound)
       ORDER BY closeness, id DESC LIMIT @mostClosest`,
      {
        match,
        since: stored(since),
        everywhere: Number(audience === wholeWorkspace),
        conversationId,
        mostFound,
        mostClosest,
      },
    )
    .map(({ id }) => id);
}

/** The open matters that a voice has opened. */
export function idsOfMattersAbout(db: Database, voiceId: number): number[] {
  return db
    .all<{ id: number }>('SELECT id FROM matter WHERE voice_id = @voiceId AND ending IS NULL', { voiceId })
    .map(({ id }) => id);
}

/** A forgotten voice is named nowhere. */
export function unnameVoice(db: Database, voiceId: number): void {
  db.run('UPDATE matter SET voice_id = NULL WHERE voice_id = @voiceId', { voiceId });
}
