// A calendar of the simulated company, for whoever knows its address: its meetings are planned, moved and called off.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Chance } from '../../sandbox/past/chance.ts';
import type { Network } from './network.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Meeting {
  uid: string;
  endMs: number;
}

export class SharedCalendar {
  readonly address: string;
  readonly #chance: Chance;
  #meetings: readonly Meeting[];
  /** Those that nobody has touched. */
  readonly untouched: Set<Meeting>;
  /** All that ever stood in it. */
  readonly planned: Meeting[];

  constructor(network: Network, chance: Chance, fromMs: number) {
    this.#chance = chance;
    this.planned = Array.from({ length: 14 }, (_, day) => ({
      uid: `meeting-${day}`,
      endMs: fromMs + day * dayMs + chance.between(2, 24) * hourMs,
    }));
    this.#meetings = [...this.planned];
    this.untouched = new Set(this.planned);
    const server = network.createServer(({ headers }: IncomingMessage, response: ServerResponse) => {
      const text = this.#text;
      const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 12)}"`;
      const isKnown = headers['if-none-match'] === etag;
      response.writeHead(isKnown ? 304 : 200, { etag }).end(isKnown ? '' : text);
    });
    const port = server.listen().address()?.port;
    this.address = `https://calendar.example:${port}/private-5f3e9c-a1b2/basic.ics`;
  }

  /** Somebody moves a meeting, or calls it off; says what they did. */
  change(): string {
    const meeting = this.#chance.pick(this.#meetings);
    const others = this.#meetings.filter((other) => other !== meeting);
    this.untouched.delete(meeting);
    const isCalledOff = others.length > 0 && this.#chance.happens(0.3);
    const moved = { uid: meeting.uid, endMs: meeting.endMs + this.#chance.between(-30, 30) * hourMs };
    this.#meetings = isCalledOff ? others : [...others, moved];
    if (!isCalledOff) this.planned.push(moved);
    return `${meeting.uid} is ${isCalledOff ? 'called off' : 'moved'} in the calendar`;
  }

  get #text(): string {
    const lines = this.#meetings.flatMap(({ uid, endMs }) => [
      'BEGIN:VEVENT',
      `UID:${uid}@example.com`,
      'SUMMARY:Finance close',
      `DTSTART:${stamp(endMs - hourMs)}`,
      `DTEND:${stamp(endMs)}`,
      'END:VEVENT',
    ]);
    return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
  }
}

/** As calendars write an instant: 20260303T140000Z. */
const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
