// The SQL of who wants no reminders.
import type { Database } from '../platform/database.ts';

/** Which reminders: those of one ritual's rounds, by its id, or all. */
export type ReminderScope = number | 'all';

interface ScopeRow {
  scope: string;
}

const toScope = ({ scope }: ScopeRow): ReminderScope => (scope === 'all' ? 'all' : Number(scope));

export function turnRemindersOff(db: Database, personId: string, scope: ReminderScope): void {
  db.run('INSERT INTO reminders_off (person_id, scope) VALUES (@personId, @scope) ON CONFLICT DO NOTHING', {
    personId,
    scope: String(scope),
  });
}

export function turnRemindersOn(db: Database, personId: string, scope: ReminderScope): void {
  db.run('DELETE FROM reminders_off WHERE person_id = @personId AND scope = @scope', {
    personId,
    scope: String(scope),
  });
}

/** What somebody has turned off: single rituals, all, or both. */
export function remindersOff(db: Database, personId: string): Set<ReminderScope> {
  const rows = db.all<ScopeRow>('SELECT scope FROM reminders_off WHERE person_id = @personId', { personId });
  return new Set(rows.map(toScope));
}
