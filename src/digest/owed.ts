// What needs an owner now: overdue, with an owner who has left, or due within the week.
import { addDays, localTime } from '../people/zone.ts';
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Figures, OwedRef } from './figures.ts';
import type { Week } from './week.ts';

/** Something open, whether it is told or not. */
export interface OpenDuty extends OwedRef {
  /** The owner's zone; null where nobody knows them. */
  timeZone: string | null;
  hasOwner: boolean;
  /** Whether the digest's reader may see it. */
  mayRead: boolean;
}

/** The earliest instant that is not within the week after a digest. */
export function dueHorizon({ until }: Week): Date {
  return later(until, 7 * dayMs);
}

/** Each duty once, in the order in which they come; and how many are left out because the reader may not see them. */
export function sortOwed(
  duties: readonly OpenDuty[],
  week: Week,
  zone: string,
): { owed: Figures['owed']; hidden: number } {
  const owed: Figures['owed'] = { overdue: [], ownerless: [], dueThisWeek: [] };
  const dayIn = dayByZone(week.until);
  let hidden = 0;
  for (const duty of duties) {
    const list = listOf(duty, week, dayIn(duty.timeZone ?? zone));
    if (list === null) continue;
    if (!duty.mayRead) hidden += 1;
    else owed[list].push({ kind: duty.kind, id: duty.id, dueAt: duty.dueAt, ownerId: duty.ownerId });
  }
  return { owed, hidden };
}

/** `today` is the owner's own: a promise is kept until its day is over where they are. */
function listOf(
  { kind, dueAt, hasOwner }: OpenDuty,
  week: Week,
  today: string,
): keyof Figures['owed'] | null {
  const isMatter = kind === 'matter';
  if (dueAt < (isMatter ? stored(week.until) : today)) return 'overdue';
  if (!hasOwner) return 'ownerless';
  return dueAt < (isMatter ? stored(dueHorizon(week)) : addDays(today, 7)) ? 'dueThisWeek' : null;
}

/** Thousands of duties belong to people in a few zones. */
function dayByZone(instant: Date): (zone: string) => string {
  const days = new Map<string, string>();
  return (zone) => {
    const day = days.get(zone) ?? localTime(instant, zone).date;
    days.set(zone, day);
    return day;
  };
}
