// A calendar that a ritual follows: whose events end its meetings, or whose holidays are its quiet days.
import type { CalendarWishes } from '../calendar/event.ts';
import { hourMs, later, minuteMs } from '../platform/clock.ts';

export interface Calendar extends CalendarWishes {
  readonly id: number;
  readonly ritualId: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Meetings that ended before were nothing to us: the calendar was added, or the ritual resumed, then. */
  readonly followsFrom: Date;
  /** When it was last answered for, and when it was last read from beginning to end. */
  readonly readAt: Date | null;
  readonly wholeReadAt: Date | null;
  readonly failingSince: Date | null;
  /** Why it cannot be read, as the end of a sentence; null while it can. */
  readonly problem: string | null;
}

/** Where a calendar can be recognized but not read: its host, and the end of its secret where that is long. */
export function maskedAddress(address: string): string {
  const url = URL.parse(address.replace(/^webcals?:/i, 'https:'));
  if (!url) return '…';
  // Google and Outlook end every address alike.
  const secret = url.pathname.replace(/(\/(basic|calendar|reachcalendar))?\.ics$/i, '');
  return secret.length < 16 ? `${url.host}/…` : `${url.host}/…/${secret.slice(-4)}`;
}

/** How often a calendar is asked whether it changed, and how long before an event ends once more. */
export const pollMs = 30 * minuteMs;
export const lastLookMs = 5 * minuteMs;

/** After a good reading: in half an hour, or shortly before the next event ends. */
export function nextPoll(now: Date, nextEnd: Date | null): Date {
  const regular = later(now, pollMs);
  const lastLook = nextEnd ? later(nextEnd, -lastLookMs) : regular;
  return lastLook > now && lastLook < regular ? lastLook : regular;
}

/** After a failed reading: as long again as it has been failing, from five minutes to six hours. */
export function nextTry(now: Date, failingSince: Date): Date {
  const failingMs = now.getTime() - failingSince.getTime();
  return later(now, Math.min(Math.max(failingMs, 5 * minuteMs), 6 * hourMs));
}

/** A spell of failing shorter than this mends itself and is nobody's concern. */
export const patienceMs = 30 * minuteMs;
