// The SQL of rounds and their rosters.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Round, RoundState } from './round.ts';

interface RoundRow {
  id: number;
  ritual_id: number | null;
  conversation_id: string;
  audience: string;
  name: string;
  question: string;
  best_customers_version: number | null;
  reconsider_numerator: number;
  reconsider_denominator: number;
  anonymous: number;
  roster_known: number;
  facilitator_id: string;
  trigger: Round['trigger'];
  late: number;
  state: RoundState;
  opened_at: string;
  window_ends_at: string;
  closes_at: string;
  closed_at: string | null;
  closed_by: string | null;
}

const toRound = (row: RoundRow): Round => ({
  id: row.id,
  ritualId: row.ritual_id,
  conversationId: row.conversation_id,
  audience: row.audience,
  name: row.name,
  question: row.question,
  bestCustomersVersion: row.best_customers_version,
  reconsiderAt: { numerator: row.reconsider_numerator, denominator: row.reconsider_denominator },
  anonymous: row.anonymous === 1,
  rosterKnown: row.roster_known === 1,
  facilitatorId: row.facilitator_id,
  trigger: row.trigger,
  late: row.late === 1,
  state: row.state,
  openedAt: new Date(row.opened_at),
  windowEndsAt: new Date(row.window_ends_at),
  closesAt: new Date(row.closes_at),
  closedAt: row.closed_at ? new Date(row.closed_at) : null,
  closedBy: row.closed_by,
});

/** Adds a round and returns its id; null when this occurrence of its ritual has one already. */
export function addRound(
  db: Database,
  round: Omit<Round, 'id'> & { occurrence: string | null },
): number | null {
  const { changes, lastId } = db.run(
    `INSERT INTO round (ritual_id, conversation_id, audience, name, question, best_customers_version,
       reconsider_numerator, reconsider_denominator, anonymous, roster_known, facilitator_id, trigger, occurrence, late, state,
       opened_at, window_ends_at, closes_at, closed_at)
     VALUES (@ritualId, @conversationId, @audience, @name, @question, @version, @numerator, @denominator, @anonymous,
       @rosterKnown, @facilitatorId, @trigger, @occurrence, @late, @state, @openedAt, @windowEndsAt, @closesAt, @closedAt)
     ON CONFLICT DO NOTHING`,
    {
      ritualId: round.ritualId,
      conversationId: round.conversationId,
      audience: round.audience,
      name: round.name,
      question: round.question,
      version: round.bestCustomersVersion,
      ...round.reconsiderAt,
      anonymous: Number(round.anonymous),
      rosterKnown: Number(round.rosterKnown),
      facilitatorId: round.facilitatorId,
      trigger: round.trigger,
      occurrence: round.occurrence,
      late: Number(round.late),
      state: round.state,
      openedAt: stored(round.openedAt),
      windowEndsAt: stored(round.windowEndsAt),
      closesAt: stored(round.closesAt),
      closedAt: round.closedAt ? stored(round.closedAt) : null,
    },
  );
  return changes === 1 ? lastId : null;
}

/** From now on it is known whom the round waits for. */
export function knowRoster(db: Database, id: number): void {
  db.run('UPDATE round SET roster_known = 1 WHERE id = @id', { id });
}

export function findRound(db: Database, id: number): Round | undefined {
  const row = db.one<RoundRow>('SELECT * FROM round WHERE id = @id', { id });
  return row && toRound(row);
}

/** The newest round of a conversation that is still open. */
export function findOpenRound(db: Database, conversationId: string): Round | undefined {
  return openRounds(db, conversationId)[0];
}

/** The open rounds of a conversation, newest first. */
export function openRounds(db: Database, conversationId: string): Round[] {
  return db
    .all<RoundRow>(
      `SELECT * FROM round WHERE conversation_id = @conversationId AND state = 'open'
       ORDER BY opened_at DESC, id DESC`,
      { conversationId },
    )
    .map(toRound);
}

/** The newest round of a ritual in a state, such as the last one that was missed. */
export function lastRound(db: Database, ritualId: number, state: RoundState): Round | undefined {
  const row = db.one<RoundRow>(
    'SELECT * FROM round WHERE ritual_id = @ritualId AND state = @state ORDER BY opened_at DESC LIMIT 1',
    { ritualId, state },
  );
  return row && toRound(row);
}

/** How many of a ritual's newest closed, empty or lapsed rounds are empty or lapsed in a row: three are silence. */
export function silentRun(db: Database, ritualId: number): number {
  const states = db.all<{ state: RoundState }>(
    `SELECT state FROM round WHERE ritual_id = @ritualId AND state IN ('closed', 'empty', 'lapsed')
     ORDER BY opened_at DESC LIMIT 20`,
    { ritualId },
  );
  const kept = states.findIndex(({ state }) => state === 'closed');
  return kept === -1 ? states.length : kept;
}

/** `personId` null: its time had come. */
export function endRound(
  db: Database,
  id: number,
  state: RoundState,
  at: Date,
  personId: string | null,
): void {
  db.run('UPDATE round SET state = @state, closed_at = @at, closed_by = @personId WHERE id = @id', {
    id,
    state,
    at: stored(at),
    personId,
  });
}

export function reopenRound(db: Database, id: number): void {
  db.run(
    "UPDATE round SET state = 'open', closed_at = NULL, closed_by = NULL, closes_at = window_ends_at WHERE id = @id",
    {
      id,
    },
  );
}

/** When its window ends; whoever moves it reckons anew when it closes. */
export function moveWindow(db: Database, id: number, windowEndsAt: Date): void {
  db.run('UPDATE round SET window_ends_at = @at WHERE id = @id', { id, at: stored(windowEndsAt) });
}

export function moveClosing(db: Database, id: number, closesAt: Date): void {
  db.run('UPDATE round SET closes_at = @closesAt WHERE id = @id', { id, closesAt: stored(closesAt) });
}

/** The people a round waits for. Empty where nobody is named and the channel is large. */
export function rosterOf(db: Database, roundId: number): string[] {
  return db
    .all<{ person_id: string }>('SELECT person_id FROM roster WHERE round_id = @roundId ORDER BY person_id', {
      roundId,
    })
    .map((row) => row.person_id);
}

export function joinRoster(db: Database, roundId: number, personId: string): void {
  db.run('INSERT INTO roster (round_id, person_id) VALUES (@roundId, @personId) ON CONFLICT DO NOTHING', {
    roundId,
    personId,
  });
}

export function leaveRoster(db: Database, roundId: number, personId: string): void {
  db.run('DELETE FROM roster WHERE round_id = @roundId AND person_id = @personId', { roundId, personId });
}

/** Takes somebody who left off the rosters that still wait; the rounds that then have one fewer to wait for. */
export function leaveRosters(db: Database, personId: string): number[] {
  return db
    .all<{ round_id: number }>(
      `DELETE FROM roster WHERE person_id = @personId
         AND round_id IN (SELECT id FROM round WHERE state = 'open') RETURNING round_id`,
      { personId },
    )
    .map((row) => row.round_id);
}
