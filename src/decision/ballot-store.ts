// The SQL of anonymous answers: the box of a decision while its round is open, and what came out of it.
import { labelOfSegment } from '../people/segments-store.ts';
import type { Database } from '../platform/database.ts';
import { type Ballot, inOrder } from './ballot.ts';
import type { Verdict } from './verdict.ts';

/** More than a row keeps in a page that it shares with others: see the table. */
const padding = new Uint8Array(4096);

/** The ballots in a decision's box. Nobody but its caster and the close may know of them. */
export function lookIntoBox(db: Database, decisionId: number): Ballot[] {
  const row = db.one<{ ballots: Uint8Array }>(
    'SELECT ballots FROM ballot_box WHERE decision_id = @decisionId',
    {
      decisionId,
    },
  );
  if (!row) return [];
  return JSON.parse(new TextDecoder().decode(row.ballots.subarray(padding.length))) as Ballot[];
}

/** Writes a decision's box anew as a whole. */
export function fillBox(db: Database, decisionId: number, ballots: readonly Ballot[]): void {
  const text = new TextEncoder().encode(JSON.stringify(inOrder(ballots)));
  const kept = new Uint8Array(padding.length + text.length);
  kept.set(text, padding.length);
  db.run(
    `INSERT INTO ballot_box (decision_id, ballots) VALUES (@decisionId, @kept)
     ON CONFLICT DO UPDATE SET ballots = excluded.ballots`,
    { decisionId, kept },
  );
}

export function removeBox(db: Database, decisionId: number): void {
  db.run('DELETE FROM ballot_box WHERE decision_id = @decisionId', { decisionId });
}

export function addBallots(db: Database, decisionId: number, ballots: readonly Ballot[]): void {
  for (const ballot of inOrder(ballots)) {
    db.run(
      `INSERT INTO ballot (decision_id, id, verdict, why, segment, voice_ids)
       VALUES (@decisionId, @id, @verdict, @why, @segment, @voiceIds)`,
      { decisionId, ...ballot, voiceIds: JSON.stringify(ballot.voiceIds) },
    );
  }
}

interface BallotRow {
  id: string;
  verdict: Verdict;
  why: string | null;
  segment: string | null;
  segment_label: string | null;
  voice_ids: string;
}

/** The revealed ballots of a decision, in an order that tells nothing; none before the reveal. */
export function ballotsOf(db: Database, decisionId: number): Ballot[] {
  return db
    .all<BallotRow>(
      `SELECT id, verdict, why, segment, ${labelOfSegment('ballot')}, voice_ids FROM ballot
       WHERE decision_id = @decisionId ORDER BY id`,
      { decisionId },
    )
    .map(({ voice_ids: voiceIds, segment_label: label, ...ballot }) => ({
      ...ballot,
      ...(label === null ? {} : { segmentLabel: label }),
      voiceIds: JSON.parse(voiceIds) as number[],
    }));
}

/** Notes that somebody has answered; false when they had before. */
export function noteTurnout(db: Database, decisionId: number, personId: string): boolean {
  const { changes } = db.run(
    'INSERT INTO turnout (decision_id, person_id) VALUES (@decisionId, @personId) ON CONFLICT DO NOTHING',
    { decisionId, personId },
  );
  return changes === 1;
}

export function hasTurnedOut(db: Database, decisionId: number, personId: string): boolean {
  const asked = { decisionId, personId };
  return !!db.one('SELECT 1 FROM turnout WHERE decision_id = @decisionId AND person_id = @personId', asked);
}
