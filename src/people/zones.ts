// Finds IANA zones by what a person types.
import { Refusal } from '../platform/refusal.ts';

// A formatter is slow to make, and a company lives in few zones; UTC is where one begins that has chosen none.
const known = new Set(['UTC']);

/** True for the name of a zone that this Node knows, such as Europe/Berlin; an offset such as +01:00 is none. */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  if (!/^[a-z]/i.test(name)) return false;
  known.add(name);
  return true;
}

/** The version of the zone database that this Node reckons with, such as 2026a. */
export const zoneDataVersion = process.versions.tz ?? 'unknown';

/** Asked for at the first use: to list them takes some milliseconds. */
let listed: readonly string[] | undefined;

function allZones(): readonly string[] {
  listed ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return listed;
}

/** Slack shows at most 100 suggestions; twenty are plenty to pick from. */
const most = 20;

/** Zones whose name holds what was typed, those that start with it first. */
export function zonesLike(typed: string): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  const found = allZones().filter((zone) => zone.toLowerCase().includes(wanted));
  const starts = (zone: string) =>
    zone
      .toLowerCase()
      .split('/')
      .some((part) => part.startsWith(wanted));
  return [...found.filter(starts), ...found.filter((zone) => !starts(zone))].slice(0, most);
}

/** Refuses, beside the field, what is no zone. */
export function requireTimeZone(name: string, field: string): string {
  if (name !== '' && isTimeZone(name)) return name;
  throw new Refusal(
    'Choose a time zone from the list: type a city such as Berlin, or a large city in the same zone.',
    field,
  );
}
