// A program says that a meeting ended: what it may say, which rituals it means, and who may name the meeting.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../../src/people/store.ts';
import { dayMs, later, minuteMs, secondMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { addWebhookMeeting } from '../../src/ritual/add-webhook-meeting.ts';
import { hearWebhook } from '../../src/ritual/hear-webhook.ts';
import { pauseRitual } from '../../src/ritual/pause-ritual.ts';
import { addQuietDays } from '../../src/ritual/quiet-store.ts';
import { removeWebhookMeeting } from '../../src/ritual/remove-webhook-meeting.ts';
import { lastRound, openRounds } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { type MeetingReport, meetingKey, readReport, readZoomNews } from '../../src/ritual/webhook.ts';
import { meetingsOfRitual, webhookLines } from '../../src/ritual/webhook-store.ts';
import { ana, ben, board, chloe, dmitri, monday, product, refusalOf, town } from '../people/town.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const at = (ms: number) => later(monday, ms);

describe('what any tool says', () => {
  const read = (value: unknown) => readReport(bytes(value), '1772438400', monday);

  test('is a meeting, when it ended and a name for this end', () => {
    expect(read({ meeting: ' Product weekly ', ended_at: '2026-03-02T08:55:00+01:00', id: 'end-7' })).toEqual(
      {
        names: ['Product weekly'],
        endedAt: new Date('2026-03-02T07:55:00Z'),
        key: 'webhook:end-7',
      },
    );
  });

  test('may leave out the time, which is now, and the name, which is when it was signed', () => {
    expect(read({ meeting: '42', more: { than: 'we need' } })).toEqual({
      names: ['42'],
      endedAt: monday,
      key: 'webhook:1772438400',
    });
  });

  test.each([
    ['no JSON', 'meeting=42'],
    ['nothing', ''],
    ['a list', []],
    ['no meeting', { ended_at: '2026-03-02T08:00:00Z' }],
    ['a blank meeting', { meeting: '  ' }],
    ['a number', { meeting: 42 }],
    ['too long a meeting', { meeting: 'x'.repeat(201) }],
    ['a time without a zone', { meeting: '42', ended_at: '2026-03-02T08:00:00' }],
    ['a time that is none', { meeting: '42', ended_at: 'yesterday' }],
    ['a day that is none', { meeting: '42', ended_at: '2026-02-30T08:00:00Z' }],
  ])('is refused with what to send, when it is %s', (_what, value) => {
    expect(refusalOf(() => read(value)).sentence).toMatch(/^Send JSON with “meeting” \(its ID or topic\)/);
  });

  test('about a time to come or long past is refused, and a clock that is a little ahead is not', () => {
    const ended = (ms: number) => ({ meeting: '42', ended_at: at(ms).toISOString() });
    expect(read(ended(5 * minuteMs)).endedAt).toEqual(monday);
    expect(refusalOf(() => read(ended(5 * minuteMs + secondMs))).sentence).toContain('ends in the future');
    expect(read(ended(-dayMs)).endedAt).toEqual(at(-dayMs));
    expect(refusalOf(() => read(ended(-dayMs - secondMs))).sentence).toContain('more than a day ago');
  });
});

describe('what Zoom says', () => {
  const ended = {
    event: 'meeting.ended',
    event_ts: monday.getTime(),
    payload: {
      account_id: 'AAAAAABBBB',
      object: {
        id: '86537167305',
        uuid: '4444AAAiAAAAAiAiAiiAii==',
        host_id: 'x1yCzABCDEfg23HiJKl4mN',
        topic: 'Product weekly',
        type: 8,
        start_time: '2026-03-02T07:30:00Z',
        timezone: 'Europe/Berlin',
        duration: 30,
        end_time: '2026-03-02T07:59:30Z',
      },
    },
  };

  test('of a meeting that ended names it by id and topic', () => {
    expect(readZoomNews(bytes(ended), monday)).toEqual({
      ended: {
        names: ['86537167305', 'Product weekly'],
        endedAt: new Date('2026-03-02T07:59:30Z'),
        key: 'webhook:4444AAAiAAAAAiAiAiiAii==',
      },
    });
  });

  test('may come with a number for the id, without a topic, and with its own time only', () => {
    const bare = {
      ...ended,
      event_ts: at(-minuteMs).getTime(),
      payload: { object: { id: 86537167305, uuid: 'u' } },
    };
    expect(readZoomNews(bytes(bare), monday)).toEqual({
      ended: { names: ['86537167305'], endedAt: at(-minuteMs), key: 'webhook:u' },
    });
  });

  test('to prove who we are is a plain token', () => {
    const asked = {
      event: 'endpoint.url_validation',
      payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' },
      event_ts: 1,
    };
    expect(readZoomNews(bytes(asked), monday)).toEqual({ validate: 'qgg8vlvZRS6UYooatFL8Aw' });
  });

  test('that would have us sign a request for somebody is refused', () => {
    const forging = {
      event: 'endpoint.url_validation',
      payload: { plainToken: 'v0:1772438400:{"event":"meeting.ended"}' },
    };
    expect(refusalOf(() => readZoomNews(bytes(forging), monday)).sentence).toContain('not as Zoom writes');
  });

  test('of anything else is left alone, and what is no notification is refused', () => {
    expect(readZoomNews(bytes({ event: 'meeting.started', payload: {} }), monday)).toEqual({ other: true });
    for (const odd of ['', '[]', '{}', { event: 'meeting.ended', payload: { object: { id: '1' } } }]) {
      expect(refusalOf(() => readZoomNews(bytes(odd), monday)).sentence).toContain('not as Zoom writes');
    }
  });
});

test('a meeting’s name is compared without its capitals, its extra spaces and the spaces of a number', () => {
  expect(meetingKey(' Product  WEEKLY ')).toBe('product weekly');
  expect(meetingKey('ÜBERGABE')).toBe('übergabe');
  expect(meetingKey('U\u0308bergabe')).toBe('übergabe');
  expect(['865 3716 7305', '865-3716-7305', '86537167305'].map(meetingKey)).toEqual(
    Array(3).fill('86537167305'),
  );
  expect(meetingKey('2026 - Q1')).toBe('2026 - q1');
});

describe('in a town', () => {
  let db: Database;
  beforeEach(() => {
    db = town();
    setUp(ana, product);
  });
  afterEach(() => db.close());

  const setUp = (id: string, place: string) =>
    setUpRitual(db, monday, id, place, {
      name: 'Product weekly',
      functionId: null,
      question: '',
      timeZone: 'Europe/Berlin',
      schedule: null,
      personIds: [],
    });
  const names = (typed: string, id: string = ana, place: string = product) =>
    addWebhookMeeting(db, monday, id, place, typed);
  const report = (change: Partial<MeetingReport> = {}): MeetingReport => ({
    names: ['865 3716 7305'],
    endedAt: monday,
    key: 'webhook:1',
    ...change,
  });
  const hears = (
    change: Partial<MeetingReport> = {},
    signature = `v0=${JSON.stringify(change)}`,
    now = monday,
  ) => db.transaction(() => hearWebhook(db, now, signature, report(change)));
  const roundsIn = (place: string) => openRounds(db, place).length;

  test('facilitator and sponsor name a meeting, and nobody else', () => {
    addMember(db, product, chloe);
    names('86537167305');
    names('Product weekly', chloe);
    const refused = [ben, dmitri].map((id) => refusalOf(() => names('Mine', id)).sentence);
    expect(refused).toEqual([
      expect.stringContaining('Only the facilitator <@UANA>'),
      expect.stringContaining('Only members of this channel'),
    ]);
    expect(webhookLines(db, 1).map(({ text }) => text)).toEqual([
      'when a webhook says that “86537167305” has ended',
      'when a webhook says that “Product weekly” has ended',
    ]);
  });

  test('a meeting is named once, with words, and twenty at most', () => {
    names('Product weekly');
    expect(refusalOf(() => names('product  WEEKLY'))).toEqual({
      sentence: 'This ritual names that meeting already.',
      field: 'meeting',
    });
    expect(refusalOf(() => names('  ')).sentence).toBe('Type the meeting’s ID or its topic.');
    expect(refusalOf(() => names('x'.repeat(201))).sentence).toContain('at most 200 characters');
    for (let n = 1; n < 20; n += 1) names(`Meeting ${n}`);
    expect(refusalOf(() => names('One more')).sentence).toContain('twenty meetings already');
    expect(meetingsOfRitual(db, 1)).toHaveLength(20);
  });

  test('a name with markup in it is shown as it was typed', () => {
    names('R&D <weekly>');
    expect(webhookLines(db, 1)[0]?.text).toContain('“R&amp;D &lt;weekly&gt;”');
  });

  test('a meeting that nobody names any more asks nobody', () => {
    names('86537167305');
    const [meeting] = meetingsOfRitual(db, 1);
    const id = meeting?.id ?? 0;
    expect(refusalOf(() => removeWebhookMeeting(db, monday, ben, id)).sentence).toContain(
      'Only the facilitator',
    );
    expect(hears()).toBe('asked');
    expect(removeWebhookMeeting(db, monday, ana, id)?.id).toBe(1);
    expect(removeWebhookMeeting(db, monday, ana, id)).toBeNull();
    expect(hears({ key: 'webhook:2', endedAt: at(60 * minuteMs) }, 'v0=2', at(60 * minuteMs))).toBe(
      'unknown',
    );
  });

  test('every ritual that names the meeting asks, each once, whichever of its names it knows', () => {
    setUp(dmitri, board);
    names('86537167305');
    names('Product weekly');
    names('PRODUCT WEEKLY', dmitri, board);
    expect(hears({ names: ['86537167305', 'Product weekly'] })).toBe('asked');
    expect([roundsIn(product), roundsIn(board)]).toEqual([1, 1]);
    expect(openRounds(db, product)[0]).toMatchObject({ trigger: 'webhook', late: false, openedAt: monday });
  });

  test('a replay has no second effect, nor has the same end in another request', () => {
    names('86537167305');
    expect(hears({}, 'v0=a')).toBe('asked');
    expect(hears({}, 'v0=a')).toBe('replayed');
    expect(hears({}, 'v0=b')).toBe('quiet');
    expect(roundsIn(product)).toBe(1);
  });

  test('a request that no ritual heard is heard once the meeting is named', () => {
    expect(hears({}, 'v0=a')).toBe('unknown');
    names('86537167305');
    expect(hears({}, 'v0=a')).toBe('asked');
  });

  test('the next end of the same meeting asks again', () => {
    names('86537167305');
    hears();
    const nextWeek = at(7 * dayMs);
    expect(hears({ key: 'webhook:2', endedAt: nextWeek }, 'v0=2', nextWeek)).toBe('asked');
    expect(roundsIn(product)).toBe(2);
  });

  test('a paused ritual and a quiet day ask nothing', () => {
    names('86537167305');
    addQuietDays(db, 1, { first: '2026-03-02', last: '2026-03-02' });
    expect(hears()).toBe('quiet');
    pauseRitual(db, monday, ana, product);
    expect(hears({ key: 'webhook:2', endedAt: at(dayMs) }, 'v0=2', at(dayMs))).toBe('quiet');
    expect(roundsIn(product)).toBe(0);
  });

  test('an end that is told two hours late is recorded as missed', () => {
    names('86537167305');
    expect(hears({ endedAt: at(-120 * minuteMs) })).toBe('quiet');
    expect(roundsIn(product)).toBe(0);
    expect(lastRound(db, 1, 'missed')).toMatchObject({ trigger: 'webhook', openedAt: at(-120 * minuteMs) });
  });
});
