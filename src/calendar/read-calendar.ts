// Fetches a calendar and reads it: the slow part, off the main thread and outside any transaction.
import { dayMs, later } from '../platform/clock.ts';
import { guardedFetch } from '../platform/guarded-fetch.ts';
import type { CalendarEvent, CalendarWishes } from './event.ts';
import { parseCalendar } from './parse-calendar.ts';

export interface WholeReading {
  status: 'new';
  /** The earliest end first. */
  events: CalendarEvent[];
  /** How many events made no sense. */
  unreadable: number;
  etag: string | null;
  lastModified: string | null;
}

export type CalendarReading = { status: 'unchanged' } | WholeReading;

/** How far ahead events are read. */
const horizonMs = 60 * dayMs;

interface ReadingWishes {
  now: Date;
  /** The ritual's. */
  timeZone: string;
  allowLocal: boolean;
  /** How long ago a meeting may have ended to be of interest. */
  lookBackMs: number;
  /** What it said of itself, when it need not be read whole. */
  known?: { etag: string | null; lastModified: string | null };
}

/** Throws a FeedFailure when it cannot be fetched, or is no calendar. */
export async function readCalendar(
  { address, purpose, titleFilter, isPattern }: CalendarWishes,
  { now, timeZone, allowLocal, lookBackMs, known = { etag: null, lastModified: null } }: ReadingWishes,
): Promise<CalendarReading> {
  const feed = await guardedFetch(address, { allowLocal, ...known });
  if (feed.status === 'unchanged') return feed;
  // A meeting that ended while we were away is still asked about; a holiday is one to its end in every zone.
  const from = later(now, purpose === 'meetings' ? -lookBackMs : -dayMs);
  const until = later(now, horizonMs);
  const content = await parseCalendar(feed.body, {
    purpose,
    titleFilter,
    isPattern,
    timeZone,
    from,
    until,
  });
  return { status: 'new', ...content, etag: feed.etag, lastModified: feed.lastModified };
}
