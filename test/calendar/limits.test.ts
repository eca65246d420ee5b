// A calendar that means harm costs bounded time and memory, and the thread that answers Slack never waits for it.
import { expect, test } from 'vitest';
import type { ReadingFrame } from '../../src/calendar/events.ts';
import { parseCalendar } from '../../src/calendar/parse-calendar.ts';

const frame: ReadingFrame = {
  purpose: 'meetings',
  titleFilter: '',
  isPattern: false,
  timeZone: 'Europe/Berlin',
  from: new Date('2026-03-02T08:00:00.000Z'),
  until: new Date('2026-05-01T08:00:00.000Z'),
};

const parse = (text: string, change: Partial<ReadingFrame> = {}, partMs?: number) =>
  parseCalendar(Buffer.from(text), { ...frame, ...change }, partMs);

/** What would take for ever is ended sooner here than the bot ends it: its thread computes until then. */
const soonMs = 2_000;

const event = (uid: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'SUMMARY:Product weekly', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...parts: string[]) => ['BEGIN:VCALENDAR', ...parts, 'END:VCALENDAR'].join('\r\n');
const good = event('good', 'DTSTART:20260303T090000Z', 'DTEND:20260303T093000Z');
const every = (n: number, make: (index: number) => string) =>
  Array.from({ length: n }, (_, index) => make(index));

/** Runs the work while counting how often this thread could do something else, every ten milliseconds. */
async function whileBreathing<Result>(work: () => Promise<Result>) {
  let breaths = 0;
  const breathing = setInterval(() => {
    breaths += 1;
  }, 10);
  const outcome = await work().catch((error: Error) => error.message);
  clearInterval(breathing);
  return { outcome, breaths };
}

test('an ordinary calendar is read', async () => {
  const { events, unreadable } = await parse(calendar(good));
  expect(events).toMatchObject([{ endsAt: new Date('2026-03-03T09:30:00.000Z'), isAllDay: false }]);
  expect(unreadable).toBe(0);
});

test('what is no calendar is a plain cause', async () => {
  await expect(parse('<html></html>')).rejects.toThrow('it is a web page and not a calendar');
});

test('ten thousand events of every second since 1970 are left out', async () => {
  const bombs = every(10_000, (index) =>
    event(`bomb ${index}`, 'DTSTART:19700101T000000Z', 'RRULE:FREQ=SECONDLY'),
  );
  const { outcome, breaths } = await whileBreathing(() => parse(calendar(...bombs, good)));
  expect(outcome).toMatchObject({ events: [{}], unreadable: 10_000 });
  expect(breaths).toBeGreaterThan(10);
});

test('a pattern that never comes to an end is ended', async () => {
  const long = event('long', 'DTSTART:20260303T090000Z').replace('Product weekly', `${'a'.repeat(60)}!`);
  const { outcome, breaths } = await whileBreathing(() =>
    parse(calendar(long), { titleFilter: '^(a+)+$', isPattern: true }, soonMs),
  );
  expect(outcome).toBe('comparing its titles with the pattern takes too long');
  expect(breaths).toBeGreaterThan(40);
});

test('more dates than can be read in time are given up', async () => {
  const dates = every(300_000, () => '20260303T090000Z').join(',');
  const { outcome } = await whileBreathing(() =>
    parse(calendar(event('many', 'DTSTART:20260303T090000Z', `RDATE:${dates}`)), {}, soonMs),
  );
  expect(['its events repeat too often to read them all', 'it takes too much memory to read']).toContain(
    outcome,
  );
});

test.each([
  ['five million empty lines', `BEGIN:VCALENDAR\n${'\n'.repeat(5e6)}END:VCALENDAR`],
  ['one line folded two million times', `BEGIN:VCALENDAR\nX:${'\n '.repeat(2e6)}\nEND:VCALENDAR`],
  ['parts within parts', `BEGIN:VCALENDAR\n${'BEGIN:X\n'.repeat(5e5)}END:VCALENDAR`],
])('%s hold nothing', async (_name, text) => {
  const { outcome } = await whileBreathing(() => parse(text));
  expect(outcome).toEqual({ events: [], unreadable: 0 });
});
