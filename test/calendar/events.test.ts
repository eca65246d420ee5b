// When the events of a calendar end, as the many programs that write calendars put it.
import { describe, expect, test } from 'vitest';
import { patternProblem, titleTest } from '../../src/calendar/event.ts';
import { mostEvents, type ReadingFrame, readEvents } from '../../src/calendar/events.ts';

const wholeCalendar: ReadingFrame = {
  purpose: 'meetings',
  titleFilter: '',
  isPattern: false,
  timeZone: 'Europe/Berlin',
  from: new Date('2026-03-02T08:00:00.000Z'),
  until: new Date('2026-05-01T08:00:00.000Z'),
};

const calendar = (...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');

const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:weekly@example', 'SUMMARY:Product weekly', ...lines, 'END:VEVENT'].join('\r\n');

const read = (text: string, change: Partial<ReadingFrame> = {}) =>
  readEvents(text, { ...wholeCalendar, ...change });

/** The ends, as 2026-03-03 09:30 in UTC. */
const ends = (text: string, change: Partial<ReadingFrame> = {}) =>
  read(text, change).events.map(({ endsAt }) => endsAt.toISOString().slice(0, 16).replace('T', ' '));

const start = 'DTSTART;TZID=Europe/Berlin:20260303T100000';
const end = 'DTEND;TZID=Europe/Berlin:20260303T103000';
const weekly = 'RRULE:FREQ=WEEKLY;COUNT=3';

describe('the end of an event', () => {
  test.each<[string, string[], string[]]>([
    ['is told in its zone', [start, end], ['2026-03-03 09:30']],
    ['is told in UTC', ['DTSTART:20260303T090000Z', 'DTEND:20260303T093000Z'], ['2026-03-03 09:30']],
    ['is told by how long it takes', [start, 'DURATION:PT1H30M'], ['2026-03-03 10:30']],
    ['is its beginning where nothing else is told', [start], ['2026-03-03 09:00']],
    [
      'is its beginning where it ends before it begins',
      [start, 'DTEND:20260301T000000Z'],
      ['2026-03-03 09:00'],
    ],
    [
      'is in the ritual’s zone where no zone is told',
      ['DTSTART:20260303T100000', 'DTEND:20260303T103000'],
      ['2026-03-03 09:30'],
    ],
    [
      'is in the zone that Windows calls so',
      ['DTSTART;TZID=Tokyo Standard Time:20260303T100000', 'DTEND;TZID=Tokyo Standard Time:20260303T103000'],
      ['2026-03-03 01:30'],
    ],
    [
      'is in the zone that Outlook describes so',
      [
        'DTSTART;TZID="(UTC+09:00) Osaka, Sapporo, Tokyo":20260303T100000',
        'DTEND;TZID="(UTC+09:00) Osaka, Sapporo, Tokyo":20260303T103000',
      ],
      ['2026-03-03 01:30'],
    ],
    [
      'is in UTC where Outlook says so in its own way',
      ['DTSTART;TZID=tzone://Microsoft/Utc:20260303T100000', 'DURATION:PT30M'],
      ['2026-03-03 10:30'],
    ],
    ['is at an offset', ['DTSTART;TZID=UTC+0530:20260303T100000', 'DURATION:PT30M'], ['2026-03-03 05:00']],
    [
      'is at an offset that repeats',
      ['DTSTART;TZID=+02:00:20260303T100000', 'DURATION:PT30M', 'RRULE:FREQ=MONTHLY;COUNT=2'],
      ['2026-03-03 08:30', '2026-04-03 08:30'],
    ],
    [
      'is in the zone behind a prefix',
      ['DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260303T100000', 'DURATION:PT30M'],
      ['2026-03-03 01:30'],
    ],
    [
      'is in the ritual’s zone where nobody knows the zone',
      ['DTSTART;TZID=Middle Earth:20260303T100000', 'DURATION:PT30M'],
      ['2026-03-03 09:30'],
    ],
    [
      'is the first of two where the clocks are set back',
      ['DTSTART;TZID=Europe/Berlin:20261025T013000', 'DTEND;TZID=Europe/Berlin:20261025T023000'],
      ['2026-10-25 00:30'],
    ],
  ])('%s', (_name, lines, expected) => {
    const autumn = { until: new Date('2026-12-01T00:00:00.000Z') };
    expect(ends(calendar(event(...lines)), autumn)).toEqual(expected);
  });

  test('is in a zone that only the calendar itself defines', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Our office',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const meeting = event(
      'DTSTART;TZID=Our office:20260303T100000',
      'DTEND;TZID=Our office:20260303T103000',
      'RRULE:FREQ=MONTHLY;COUNT=2',
    );
    const there = { timeZone: 'America/New_York' };
    expect(ends(calendar(...zone, meeting), there)).toEqual(['2026-03-03 09:30', '2026-04-03 08:30']);
    const located = zone.toSpliced(2, 0, 'X-LIC-LOCATION:Asia/Tokyo');
    expect(ends(calendar(...located, meeting), there)[0]).toBe('2026-03-03 01:30');
  });

  test('keeps its local time through a clock change', () => {
    const daily = event(start, end, 'RRULE:FREQ=WEEKLY');
    expect(ends(calendar(daily)).slice(3, 5)).toEqual(['2026-03-24 09:30', '2026-03-31 08:30']);
    const floating = event('DTSTART:20260303T100000', 'DTEND:20260303T103000', 'RRULE:FREQ=WEEKLY');
    expect(ends(calendar(floating)).slice(3, 5)).toEqual(['2026-03-24 09:30', '2026-03-31 08:30']);
  });
});

describe('an event that repeats', () => {
  test.each<[string, string[], string[]]>([
    ['weekly', [weekly], ['2026-03-03 09:30', '2026-03-10 09:30', '2026-03-17 09:30']],
    [
      'on the last Friday of a month',
      ['RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
      ['2026-03-27 09:30', '2026-04-24 08:30'],
    ],
    [
      'until an instant',
      ['RRULE:FREQ=DAILY;UNTIL=20260305T090000Z'],
      ['2026-03-03 09:30', '2026-03-04 09:30', '2026-03-05 09:30'],
    ],
    ['until a day', ['RRULE:FREQ=DAILY;UNTIL=20260304'], ['2026-03-03 09:30', '2026-03-04 09:30']],
    [
      'not on an excluded time',
      [weekly, 'EXDATE;TZID=Europe/Berlin:20260310T100000'],
      ['2026-03-03 09:30', '2026-03-17 09:30'],
    ],
    [
      'not on a time that is excluded in UTC',
      [weekly, 'EXDATE:20260310T090000Z'],
      ['2026-03-03 09:30', '2026-03-17 09:30'],
    ],
    [
      'not on an excluded day',
      [weekly, 'EXDATE;VALUE=DATE:20260310'],
      ['2026-03-03 09:30', '2026-03-17 09:30'],
    ],
    [
      'not on excluded times, in one line or two',
      [
        weekly,
        'EXDATE;TZID=Europe/Berlin:20260303T100000,20260310T100000',
        'EXDATE;TZID=Europe/Berlin:20260317T100000',
      ],
      [],
    ],
    [
      'and on a date besides',
      [weekly, 'RDATE;TZID=Europe/Berlin:20260305T140000'],
      ['2026-03-03 09:30', '2026-03-05 13:30', '2026-03-10 09:30', '2026-03-17 09:30'],
    ],
    [
      'only on dates that are told one by one',
      ['RDATE;TZID=Europe/Berlin:20260305T140000,20260306T140000'],
      ['2026-03-03 09:30', '2026-03-05 13:30', '2026-03-06 13:30'],
    ],
    [
      'in periods of their own lengths',
      ['RDATE;VALUE=PERIOD:20260305T140000Z/PT2H,20260306T140000Z/20260306T150000Z'],
      ['2026-03-03 09:30', '2026-03-05 16:00', '2026-03-06 15:00'],
    ],
    [
      'not on a date besides that is excluded',
      ['RDATE:20260305T140000Z', 'EXDATE:20260305T140000Z'],
      ['2026-03-03 09:30'],
    ],
    ['not where it is cancelled', [weekly, 'STATUS:CANCELLED'], []],
  ])('%s', (_name, lines, expected) => {
    expect(ends(calendar(event(start, end, ...lines)))).toEqual(expected);
  });

  const instance = (...lines: string[]) =>
    event('RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000', ...lines);
  const series = event(start, end, weekly);

  test('is moved once, from before or after it was told', () => {
    const moved = instance('DTSTART:20260311T130000Z', 'DTEND:20260311T140000Z');
    const expected = ['2026-03-03 09:30', '2026-03-11 14:00', '2026-03-17 09:30'];
    expect(ends(calendar(series, moved))).toEqual(expected);
    expect(ends(calendar(moved, series))).toEqual(expected);
    const inUtc = event(
      'RECURRENCE-ID:20260310T090000Z',
      'DTSTART:20260311T130000Z',
      'DTEND:20260311T140000Z',
    );
    expect(ends(calendar(series, inUtc))).toEqual(expected);
    const byDay = event('RECURRENCE-ID;VALUE=DATE:20260310', 'DTSTART:20260311T130000Z', 'DURATION:PT1H');
    expect(ends(calendar(series, byDay))).toEqual(expected);
  });

  test('is moved and keeps its key, once or altogether', () => {
    const keys = (text: string) => read(text).events.map(({ key }) => key);
    const before = keys(calendar(series));
    expect(new Set(before).size).toBe(3);
    expect(keys(calendar(series, instance('DTSTART:20260304T130000Z')))).toEqual(before);
    const later = event('DTSTART;TZID=Europe/Berlin:20260303T160000', 'DURATION:PT30M', weekly);
    expect(keys(calendar(later))).toEqual(before);
  });

  test('is moved into the time that is read, and out of it', () => {
    const far = event(start, end, 'RRULE:FREQ=WEEKLY;COUNT=20');
    const outside = instance('DTSTART:20270101T130000Z', 'DURATION:PT1H');
    expect(ends(calendar(far, outside))[1]).toBe('2026-03-17 09:30');
    const nearer = event('RECURRENCE-ID;TZID=Europe/Berlin:20260616T100000', 'DTSTART:20260306T130000Z');
    expect(ends(calendar(far, nearer))[1]).toBe('2026-03-06 13:00');
  });

  test('is cancelled once', () => {
    const cancelled = instance('DTSTART;TZID=Europe/Berlin:20260310T100000', 'STATUS:CANCELLED');
    expect(ends(calendar(series, cancelled))).toEqual(['2026-03-03 09:30', '2026-03-17 09:30']);
  });

  test('is changed twice, and the newer change counts', () => {
    const first = instance('SEQUENCE:1', 'DTSTART:20260311T130000Z');
    const second = instance('SEQUENCE:2', 'DTSTART:20260312T130000Z');
    expect(ends(calendar(series, second, first))[1]).toBe('2026-03-12 13:00');
  });

  test('is known by one of its times only', () => {
    const invited = instance('DTSTART:20260310T090000Z', 'DTEND:20260310T093000Z');
    const again = event('RECURRENCE-ID:20260317T090000Z', 'DTSTART:20260317T090000Z', 'DURATION:PT30M');
    expect(ends(calendar(invited))).toEqual(['2026-03-10 09:30']);
    expect(ends(calendar(invited, again))).toEqual(['2026-03-10 09:30', '2026-03-17 09:30']);
  });

  test('several times a day has as many keys', () => {
    const twice = event(start, end, 'RRULE:FREQ=DAILY;BYHOUR=10,16;COUNT=4');
    const { events } = read(calendar(twice));
    expect(new Set(events.map(({ key }) => key)).size).toBe(4);
  });
});

test('a single event that is moved keeps its key', () => {
  const keyOf = (...lines: string[]) => read(calendar(event(...lines))).events[0]?.key;
  expect(keyOf(start, end)).toBe(keyOf('DTSTART:20260401T120000Z', 'DTEND:20260401T130000Z'));
  expect(keyOf(start, end)).toMatch(/^[0-9a-f]{32}$/);
});

describe('what takes all day', () => {
  const easter = event('DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260407');
  const days = (text: string) =>
    read(text, { purpose: 'holidays' }).events.map(({ firstDay, lastDay }) => [firstDay, lastDay]);

  test('is no meeting', () => {
    expect(ends(calendar(easter, event(start, end).replace('weekly@', 'other@')))).toEqual([
      '2026-03-03 09:30',
    ]);
    const sneaky = event(
      'DTSTART;TZID=Europe/Berlin:20260303T000000',
      'DTEND;TZID=Europe/Berlin:20260304T000000',
    );
    expect(ends(calendar(sneaky))).toEqual([]);
    expect(days(calendar(sneaky))).toEqual([['2026-03-03', '2026-03-03']]);
  });

  test('is a holiday, to its last day', () => {
    expect(days(calendar(easter))).toEqual([['2026-04-03', '2026-04-06']]);
    expect(days(calendar(event('DTSTART;VALUE=DATE:20260403')))).toEqual([['2026-04-03', '2026-04-03']]);
    expect(days(calendar(event('DTSTART:20260403', 'DURATION:P2D')))).toEqual([['2026-04-03', '2026-04-04']]);
    expect(days(calendar(event(start, end)))).toEqual([]);
  });

  test('is a holiday that began long ago', () => {
    const summer = event('DTSTART;VALUE=DATE:20251220', 'DTEND;VALUE=DATE:20260308');
    expect(days(calendar(summer))).toEqual([['2025-12-20', '2026-03-07']]);
  });

  test('repeats each year, and is left out or moved', () => {
    const labour = event('DTSTART;VALUE=DATE:20000410', 'DTEND;VALUE=DATE:20000412', 'RRULE:FREQ=YEARLY');
    expect(days(calendar(labour))).toEqual([['2026-04-10', '2026-04-11']]);
    expect(days(calendar(labour.replace('RRULE', 'EXDATE;VALUE=DATE:20260410\r\nRRULE')))).toEqual([]);
    const moved = event('RECURRENCE-ID;VALUE=DATE:20260410', 'DTSTART;VALUE=DATE:20260413');
    expect(days(calendar(labour, moved))).toEqual([['2026-04-13', '2026-04-13']]);
  });
});

describe('titles', () => {
  const titled = (title: string, uid: string) =>
    event(start, end).replace('Product weekly', title).replace('weekly@example', uid);
  const text = calendar(titled('Product weekly', 'a'), titled('Équipe\\, rétro', 'b'), titled('Lunch', 'c'));
  const count = (titleFilter: string, isPattern = false) =>
    read(text, { titleFilter, isPattern }).events.length;

  test.each([
    ['', 3],
    ['product', 1],
    ['WEEKLY', 1],
    ['equipe, retro', 1],
    ['RÉTRO', 1],
    ['u', 3],
    ['un', 1],
    ['.', 0],
  ])('hold %j in %i of three', (filter, expected) => {
    expect(count(filter)).toBe(expected);
  });

  test('match a pattern', () => {
    expect(count('^(product|lunch)', true)).toBe(2);
    expect(count('weekly$', true)).toBe(1);
  });

  test('are compared for each repetition by itself', () => {
    const series = event(start, end, weekly);
    const special = event(
      'RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000',
      'DTSTART:20260310T090000Z',
    ).replace('Product weekly', 'Offsite');
    const both = calendar(series, special);
    expect(ends(both, { titleFilter: 'product' })).toEqual(['2026-03-03 09:30', '2026-03-17 09:30']);
    expect(ends(both, { titleFilter: 'offsite' })).toEqual(['2026-03-10 09:00']);
  });

  test('may be folded over lines, with a language', () => {
    const folded = event(start, end).replace(
      'SUMMARY:Product weekly',
      'SUMMARY;LANGUAGE="de:x":Product w\r\n eek\r\n\tly',
    );
    expect(ends(calendar(folded), { titleFilter: 'product weekly' })).toHaveLength(1);
  });

  test('are not kept', () => {
    expect(JSON.stringify(read(text))).not.toMatch(/product|weekly|example/i);
  });

  test('cannot be compared with what is no pattern', () => {
    expect(patternProblem('(weekly')).toContain('not a pattern that I can use');
    expect(patternProblem('(weekly|daily)')).toBeNull();
    expect(titleTest('weekly|daily', true)('DAILY')).toBe(true);
  });
});

describe('a calendar', () => {
  test('is read for its time only', () => {
    const daily = event('DTSTART:20200101T090000Z', 'DTEND:20200101T093000Z', 'RRULE:FREQ=DAILY');
    const { events } = read(calendar(daily));
    expect(events[0]?.endsAt.toISOString()).toBe('2026-03-02T09:30:00.000Z');
    expect(events.at(-1)?.endsAt.toISOString()).toBe('2026-04-30T09:30:00.000Z');
    const ended = { from: new Date('2026-03-02T09:15:00.000Z') };
    expect(ends(calendar(daily), ended)[0]).toBe('2026-03-02 09:30');
  });

  test('may be empty, and hold what is no event', () => {
    const todo = 'BEGIN:VTODO\r\nUID:x\r\nDTSTART:20260303T090000Z\r\nEND:VTODO';
    expect(read(calendar())).toEqual({ events: [], unreadable: 0 });
    expect(read(calendar(todo))).toEqual({ events: [], unreadable: 0 });
  });

  test('does not take an alarm for its event', () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'DURATION:PT2H', 'SUMMARY:Wake up', 'END:VALARM'];
    expect(ends(calendar(event(start, ...alarm, end)), { titleFilter: 'product' })).toEqual([
      '2026-03-03 09:30',
    ]);
  });

  test.each([
    ['a rule that is none', [start, 'RRULE:FREQ=SOMETIMES']],
    ['no beginning', ['DTEND:20260303T093000Z']],
    ['a beginning that is none', ['DTSTART:tomorrow']],
    ['two beginnings', [start, start]],
    ['every second since 1970', ['DTSTART:19700101T000000Z', 'RRULE:FREQ=SECONDLY']],
    ['every minute', ['DTSTART:20260303T000000Z', 'RRULE:FREQ=MINUTELY']],
    [
      'every second, put another way',
      [start, 'RRULE:FREQ=HOURLY;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=1,2,3,4,5,6'],
    ],
  ])('with %s loses that event and no other', (_name, lines) => {
    const strange = event(...lines).replace('weekly@example', 'strange@example');
    expect(read(calendar(strange, event(start, end)))).toMatchObject({
      events: [{ lastDay: '2026-03-03' }],
      unreadable: 1,
    });
  });

  test('gives the earliest thousand', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      event(start, end, 'RRULE:FREQ=DAILY').replace('weekly@example', `id ${index}`),
    );
    const { events } = read(calendar(...many));
    expect(events).toHaveLength(mostEvents);
    expect(events.at(-1)?.endsAt.toISOString().slice(0, 10)).toBe('2026-04-05');
  });

  test.each([
    ['<!doctype html><html></html>', 'it is a web page and not a calendar'],
    ['', 'it is not a calendar'],
    ['{"error":"no"}', 'it is not a calendar'],
    [calendar(event(start, end)).slice(0, -20), 'it breaks off in the middle'],
  ])('is not %j', (text, cause) => {
    expect(() => read(text)).toThrow(cause);
  });

  test.each(['__proto__', 'constructor', 'vcalendar', 'type'])('may call an event %s', (uid) => {
    expect(ends(calendar(event(start, end).replace('weekly@example', uid)))).toEqual(['2026-03-03 09:30']);
  });

  test('may leave its events without ids', () => {
    const nameless = event(start, end).replace('UID:weekly@example\r\n', '');
    const other = event('DTSTART:20260304T090000Z').replace('UID:weekly@example\r\n', '');
    expect(ends(calendar(nameless, other))).toEqual(['2026-03-03 09:30', '2026-03-04 09:00']);
  });
});
