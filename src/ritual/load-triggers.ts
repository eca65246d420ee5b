// Loads all the ways in which a ritual notices the end of its meeting.
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { calendarLines } from './list-calendars.ts';
import { quietDaysFrom } from './quiet-store.ts';
import type { Ritual } from './ritual.ts';
import type { TriggersFacts } from './triggers-view.ts';
import { webhookLines } from './webhook-store.ts';

export function loadTriggers(db: Database, ritual: Ritual, now: Date): Omit<TriggersFacts, 'news'> {
  return {
    ritual,
    quietDays: quietDaysFrom(db, ritual.id, localTime(now, ritual.timeZone).date),
    calendars: calendarLines(db, ritual.id),
    webhooks: webhookLines(db, ritual.id),
  };
}
