// The SQL of rituals: what a channel has agreed on.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Ritual } from './ritual.ts';
import { replaceSchedules, schedulesOf } from './schedule-store.ts';

interface RitualRow {
  id: number;
  conversation_id: string;
  audience: string;
  name: string;
  function_id: number | null;
  question: string;
  reconsider_numerator: number;
  reconsider_denominator: number;
  anonymous: number;
  facilitator_id: string;
  paused_because: string | null;
  time_zone: string;
  huddles: number;
  created_at: string;
}

const toRitual = (db: Database, row: RitualRow): Ritual => ({
  id: row.id,
  conversationId: row.conversation_id,
  audience: row.audience,
  name: row.name,
  functionId: row.function_id,
  question: row.question,
  reconsiderAt: { numerator: row.reconsider_numerator, denominator: row.reconsider_denominator },
  anonymous: row.anonymous === 1,
  facilitatorId: row.facilitator_id,
  pausedBecause: row.paused_because,
  timeZone: row.time_zone,
  schedules: schedulesOf(db, row.id),
  huddles: row.huddles === 1,
  createdAt: new Date(row.created_at),
});

export function findRitual(db: Database, id: number): Ritual | undefined {
  const row = db.one<RitualRow>('SELECT * FROM ritual WHERE id = @id', { id });
  return row && toRitual(db, row);
}

export function findRitualIn(db: Database, conversationId: string): Ritual | undefined {
  const row = db.one<RitualRow>('SELECT * FROM ritual WHERE conversation_id = @conversationId', {
    conversationId,
  });
  return row && toRitual(db, row);
}

export function listRituals(db: Database): Ritual[] {
  return db.all<RitualRow>('SELECT * FROM ritual ORDER BY name').map((row) => toRitual(db, row));
}

/** The rituals of the conversations that somebody belongs to. */
export function ritualsOfMember(db: Database, personId: string): Ritual[] {
  return db
    .all<RitualRow>(
      `SELECT ritual.* FROM membership m JOIN ritual ON ritual.conversation_id = m.conversation_id
       WHERE m.person_id = @personId ORDER BY ritual.name`,
      { personId },
    )
    .map((row) => toRitual(db, row));
}

export function ritualsFacilitatedBy(db: Database, personId: string): Ritual[] {
  return db
    .all<RitualRow>('SELECT * FROM ritual WHERE facilitator_id = @personId', { personId })
    .map((row) => toRitual(db, row));
}

/** Adds the ritual of a conversation, or changes it: a conversation has one. Returns its id. */
export function saveRitual(db: Database, ritual: Omit<Ritual, 'id'>): number {
  db.run(
    `INSERT INTO ritual (conversation_id, audience, name, function_id, question, reconsider_numerator,
       reconsider_denominator, anonymous, facilitator_id, paused_because, time_zone, huddles, created_at)
     VALUES (@conversationId, @audience, @name, @functionId, @question, @numerator, @denominator, @anonymous,
       @facilitatorId, @pausedBecause, @timeZone, @huddles, @createdAt)
     ON CONFLICT (conversation_id) DO UPDATE SET audience = excluded.audience, name = excluded.name,
       function_id = excluded.function_id, question = excluded.question, facilitator_id = excluded.facilitator_id,
       passed_from = iif(facilitator_id = excluded.facilitator_id, passed_from, NULL),
       paused_because = excluded.paused_because, time_zone = excluded.time_zone, huddles = excluded.huddles,
       anonymous = excluded.anonymous, reconsider_numerator = excluded.reconsider_numerator,
       reconsider_denominator = excluded.reconsider_denominator`,
    {
      conversationId: ritual.conversationId,
      audience: ritual.audience,
      name: ritual.name,
      functionId: ritual.functionId,
      question: ritual.question,
      ...ritual.reconsiderAt,
      anonymous: Number(ritual.anonymous),
      facilitatorId: ritual.facilitatorId,
      pausedBecause: ritual.pausedBecause,
      timeZone: ritual.timeZone,
      huddles: Number(ritual.huddles),
      createdAt: stored(ritual.createdAt),
    },
  );
  const asked = { conversationId: ritual.conversationId };
  const saved = db.one<{ id: number }>(
    'SELECT id FROM ritual WHERE conversation_id = @conversationId',
    asked,
  );
  if (!saved) throw new Error('the ritual was just saved');
  replaceSchedules(db, saved.id, ritual.schedules);
  return saved.id;
}

/** Gives a ritual whose facilitator left to somebody else. */
export function passRitual(db: Database, id: number, facilitatorId: string, leaverId: string): void {
  db.run('UPDATE ritual SET facilitator_id = @facilitatorId, passed_from = @leaverId WHERE id = @id', {
    id,
    facilitatorId,
    leaverId,
  });
}

/** The rituals that came from somebody who left to the facilitator they have now. */
export function ritualsPassedFrom(db: Database, leaverId: string): Ritual[] {
  return db
    .all<RitualRow>('SELECT * FROM ritual WHERE passed_from = @leaverId ORDER BY name', { leaverId })
    .map((row) => toRitual(db, row));
}

/** The people a ritual names for its roster; none: the channel's members, when they are few. */
export function namedPeople(db: Database, ritualId: number): string[] {
  return db
    .all<{ person_id: string }>('SELECT person_id FROM ritual_person WHERE ritual_id = @ritualId', {
      ritualId,
    })
    .map((row) => row.person_id);
}

export function replaceNamedPeople(db: Database, ritualId: number, personIds: string[]): void {
  db.run('DELETE FROM ritual_person WHERE ritual_id = @ritualId', { ritualId });
  for (const personId of personIds) {
    db.run(
      'INSERT INTO ritual_person (ritual_id, person_id) VALUES (@ritualId, @personId) ON CONFLICT DO NOTHING',
      {
        ritualId,
        personId,
      },
    );
  }
}
