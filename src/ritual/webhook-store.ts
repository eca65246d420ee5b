// The SQL of the ids and topics by which webhooks name a ritual's meeting.
import type { Database } from '../platform/database.ts';
import type { Ritual } from './ritual.ts';
import { findRitual } from './store.ts';
import { webhookWords } from './webhook.ts';

export interface WebhookMeeting {
  id: number;
  ritualId: number;
  /** As it was typed. */
  meeting: string;
}

interface Row {
  id: number;
  ritual_id: number;
  meeting: string;
}

const toMeeting = (row: Row): WebhookMeeting => ({
  id: row.id,
  ritualId: row.ritual_id,
  meeting: row.meeting,
});

/** False when the ritual names this meeting already. */
export function addMeeting(db: Database, ritualId: number, meeting: string, key: string): boolean {
  return (
    db.run(
      `INSERT INTO webhook_meeting (ritual_id, meeting, key) VALUES (@ritualId, @meeting, @key)
       ON CONFLICT DO NOTHING`,
      { ritualId, meeting, key },
    ).changes === 1
  );
}

export function findMeeting(db: Database, id: number): WebhookMeeting | undefined {
  const row = db.one<Row>('SELECT * FROM webhook_meeting WHERE id = @id', { id });
  return row && toMeeting(row);
}

export function removeMeeting(db: Database, id: number): void {
  db.run('DELETE FROM webhook_meeting WHERE id = @id', { id });
}

/** What a ritual's meeting is called, in the order in which it was added. */
export function meetingsOfRitual(db: Database, ritualId: number): WebhookMeeting[] {
  return db
    .all<Row>('SELECT * FROM webhook_meeting WHERE ritual_id = @ritualId ORDER BY id', { ritualId })
    .map(toMeeting);
}

/** The same as lines of the page that lists a ritual's triggers. */
export function webhookLines(db: Database, ritualId: number): { id: number; text: string }[] {
  return meetingsOfRitual(db, ritualId).map(({ id, meeting }) => ({ id, text: webhookWords(meeting) }));
}

/** The rituals that name a meeting by any of these keys, each once. */
export function findRitualsOfMeeting(db: Database, keys: readonly string[]): Ritual[] {
  const found = keys.flatMap((key) =>
    db.all<Row>('SELECT * FROM webhook_meeting WHERE key = @key ORDER BY ritual_id', { key }),
  );
  const ids = [...new Set(found.map((row) => row.ritual_id))];
  return ids.map((id) => findRitual(db, id)).filter((ritual) => ritual !== undefined);
}
