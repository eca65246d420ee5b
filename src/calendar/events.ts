// Reads a calendar's text into the events that count, within a stretch of time and a number.
import { createHash } from 'node:crypto';
import { dayMs, later } from '../platform/clock.ts';
import { type CalendarEvent, type Purpose, titleTest } from './event.ts';
import { type Frame, heldWithin } from './series.ts';
import { type EventText, readCalendarText } from './text.ts';
import { CalendarZones } from './zones.ts';

export interface ReadingFrame {
  purpose: Purpose;
  titleFilter: string;
  isPattern: boolean;
  /** The ritual's zone: of times that name none. */
  timeZone: string;
  from: Date;
  until: Date;
}

export interface CalendarContent {
  /** The earliest end first. */
  events: CalendarEvent[];
  /** How many events made no sense and are left out. */
  unreadable: number;
}

/** More than a calendar of people holds in two months; what lies beyond comes with a later reading. */
export const mostEvents = 1000;

/** Throws UnreadableCalendar. `reached` is told how far it has come. */
export function readEvents(
  text: string,
  wishes: ReadingFrame,
  reached: (part: 'titles' | 'dates') => void = () => {},
): CalendarContent {
  const { events, zones } = readCalendarText(text);
  const series = [...Map.groupBy(events, ({ uid }) => uid).values()].filter((parts) =>
    mayTouch(parts, wishes),
  );
  reached('titles');
  const isWanted = remembered(titleTest(wishes.titleFilter, wishes.isPattern));
  const matching = series.filter((parts) => parts.some(({ title }) => isWanted(title)));
  reached('dates');
  const { from, until, timeZone, purpose } = wishes;
  const named = new CalendarZones(zones, timeZone, from.getUTCFullYear());
  const found = matching.map((parts) => eventsOf(parts, { zones: named, from, until, isWanted }));
  const counting = found
    .flatMap((held) => held ?? [])
    .filter(({ isAllDay }) => isAllDay === (purpose === 'holidays'));
  counting.sort((one, other) => one.endsAt.getTime() - other.endsAt.getTime());
  return {
    events: counting.slice(0, mostEvents),
    unreadable: found.filter((held) => held === null).length,
  };
}

/** Null for an event that makes no sense: it must not cost us the others. */
function eventsOf(parts: EventText[], frame: Frame): CalendarEvent[] | null {
  try {
    const events = heldWithin(parts, frame).map(({ name, span }) => ({ key: keyOf(parts, name), ...span }));
    return [...new Map(events.map((event) => [event.key, event])).values()];
  } catch {
    return null;
  }
}

/** Tells nothing of the event, and stays the same when it is moved. */
function keyOf([first]: EventText[], name: string): string {
  return createHash('sha256').update(`${first?.uid}\n${name}`).digest('hex').slice(0, 32);
}

/** Whether an event's dates, at a glance, come near the stretch of time; most of an old calendar does not. */
function mayTouch(parts: EventText[], { from, until }: ReadingFrame): boolean {
  const properties = parts.flatMap((part) => part.properties);
  const isOpen = properties.some(({ name }) => ['RRULE', 'RDATE', 'DURATION'].includes(name));
  const days = properties
    .filter(({ name }) => name === 'DTSTART' || name === 'DTEND')
    .map(({ value }) => value.slice(0, 8))
    .filter((day) => /^\d{8}$/.test(day));
  if (days.length === 0) return true;
  const earliest = days.reduce((one, other) => (one < other ? one : other));
  const latest = days.reduce((one, other) => (one > other ? one : other));
  if (earliest > digits(later(until, 2 * dayMs))) return false;
  return isOpen || latest >= digits(later(from, -2 * dayMs));
}

const digits = (instant: Date) => instant.toISOString().slice(0, 10).replaceAll('-', '');

function remembered(test: (title: string) => boolean): (title: string) => boolean {
  const known = new Map<string, boolean>();
  return (title) => {
    const answer = known.get(title) ?? test(title);
    known.set(title, answer);
    return answer;
  };
}
