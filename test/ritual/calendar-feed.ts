// A calendar served over HTTP, as its owner changes it.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whoever knows this reads the calendar: it must be seen nowhere. */
export const secret = 'private-5f3e9c-a1b2';

export class CalendarFeed {
  /** What it answers with instead of the calendar, while it is out of order. */
  status = 200;
  /** What stands in the calendar's place, such as a page that asks for a password. */
  instead: string | null = null;
  /** What each request knew already, and what it was answered. */
  /** How many requests it held open at once, at the most. */
  busiest = 0;
  #open = 0;
  readonly asked: { etag: string | undefined; answered: number }[] = [];
  #events: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<CalendarFeed> {
    const server = createServer((request, response) => {
      feed.#open += 1;
      feed.busiest = Math.max(feed.busiest, feed.#open);
      const known = request.headers['if-none-match'];
      const isSame = feed.status === 200 && known === feed.etag;
      const status = isSame ? 304 : feed.status;
      feed.asked.push({ etag: known, answered: status });
      response.writeHead(status, { etag: feed.etag });
      // A turn of the loop later, so that whoever asks at once is seen to.
      setImmediate(() => {
        feed.#open -= 1;
        response.end(status === 200 ? feed.text : '');
      });
    });
    const feed = new CalendarFeed(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return feed;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/calendar/ical/${secret}/basic.ics`;
  }

  get text(): string {
    if (this.instead !== null) return this.instead;
    return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...this.#events, 'END:VCALENDAR', ''].join('\r\n');
  }

  get etag(): string {
    return `"${createHash('sha256').update(this.text).digest('hex').slice(0, 12)}"`;
  }

  /** Puts events in the place of all that it held. */
  holds(...events: string[]): void {
    this.#events = events;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

interface Meeting {
  uid?: string;
  title?: string;
  /** Local in Berlin, as 20260303T100000. */
  from: string;
  to: string;
  also?: string[];
}

export function meeting({ uid = 'weekly', title = 'Product weekly', from, to, also = [] }: Meeting): string {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@example.com`,
    `SUMMARY:${title}`,
    `DTSTART;TZID=Europe/Berlin:${from}`,
    `DTEND;TZID=Europe/Berlin:${to}`,
    ...also,
    'END:VEVENT',
  ].join('\r\n');
}

export function holiday(day: string, title = 'Holiday'): string {
  return [
    'BEGIN:VEVENT',
    `UID:${day}@example.com`,
    `SUMMARY:${title}`,
    `DTSTART;VALUE=DATE:${day}`,
    'END:VEVENT',
  ].join('\r\n');
}
