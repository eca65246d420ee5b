// The SQL of evidence: the voices cited for a decision, or for somebody's answer to it.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

/** `answerOf` '' means the decision itself. */
export interface Evidence {
  decisionId: number;
  voiceId: number;
  answerOf: string;
  citedBy: string;
}

/** False when it was cited there before. */
export function addEvidence(db: Database, now: Date, evidence: Evidence): boolean {
  const { changes } = db.run(
    `INSERT INTO evidence (decision_id, voice_id, answer_of, cited_by, cited_at)
     VALUES (@decisionId, @voiceId, @answerOf, @citedBy, @now) ON CONFLICT DO NOTHING`,
    { ...evidence, now: stored(now) },
  );
  return changes === 1;
}

export function removeEvidence(db: Database, { decisionId, voiceId, answerOf }: Omit<Evidence, 'citedBy'>) {
  db.run(
    'DELETE FROM evidence WHERE decision_id = @decisionId AND voice_id = @voiceId AND answer_of = @answerOf',
    { decisionId, voiceId, answerOf },
  );
}

/** From now on the answer of somebody cites exactly these voices. */
export function replaceEvidence(
  db: Database,
  now: Date,
  { decisionId, answerOf }: { decisionId: number; answerOf: string },
  voiceIds: number[],
): void {
  db.run('DELETE FROM evidence WHERE decision_id = @decisionId AND answer_of = @answerOf', {
    decisionId,
    answerOf,
  });
  for (const voiceId of voiceIds) {
    addEvidence(db, now, { decisionId, voiceId, answerOf, citedBy: answerOf });
  }
}

/** What is cited for a decision itself (answerOf '') or for one answer, in the order of the voices. */
export function evidenceFor(db: Database, decisionId: number, answerOf = ''): Evidence[] {
  return db.all<Evidence>(
    `SELECT decision_id AS decisionId, voice_id AS voiceId, answer_of AS answerOf, cited_by AS citedBy
     FROM evidence WHERE decision_id = @decisionId AND answer_of = @answerOf ORDER BY voice_id`,
    { decisionId, answerOf },
  );
}

/** The decisions that cite a voice, or an answer to which does, with a name or without. */
export function decisionsCiting(db: Database, voiceId: number): number[] {
  return db
    .all<{ id: number }>(
      `SELECT decision_id AS id FROM evidence WHERE voice_id = @voiceId
       UNION SELECT ballot.decision_id FROM ballot, json_each(ballot.voice_ids) cited
         WHERE ballot.voice_ids <> '[]' AND cited.value = @voiceId ORDER BY id`,
      { voiceId },
    )
    .map(({ id }) => id);
}

/** A forgotten voice takes its rows along. */
export function dropEvidence(db: Database, voiceId: number): void {
  db.run('DELETE FROM evidence WHERE voice_id = @voiceId', { voiceId });
}
