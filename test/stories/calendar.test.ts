// A facilitator adds a calendar, sees what it holds, and the question comes when its meetings end.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CalendarFeed, holiday, meeting, secret } from '../ritual/calendar-feed.ts';
import { type Mode, modes, Scene } from './scene.ts';

let scene: Scene;
let feed: CalendarFeed;

const product = () => scene.channels.productWeekly;
const roots = () => scene.workspace.messages(product()).filter(({ isFromBot }) => isFromBot).length;
const form = () => scene.read(scene.topForm('ana'));
const weekly = meeting({ from: '20260303T140000', to: '20260303T143000', also: ['RRULE:FREQ=WEEKLY'] });

/** Ana opens the page of all triggers, from the setting up as far down as forms can lie. */
async function opensForm() {
  await scene.as('ana').types('/ritual setup', { in: product() });
  await scene.as('ana').clicks('More times, calendars, huddles, quiet days');
  await scene.as('ana').clicks('Add a calendar');
}

async function enters(values: Record<string, string | string[]> = {}) {
  await scene.as('ana').fills({ 'Secret address of the calendar': feed.url, ...values });
  const sent = await scene.as('ana').submits();
  await scene.settle();
  return Object.values(sent.errors).join();
}

async function uses() {
  await scene.as('ana').submits();
  await scene.settle();
}

async function open(mode: Mode = 'socket', settings: Record<string, string> = {}) {
  feed = await CalendarFeed.open();
  feed.holds(weekly);
  scene = await Scene.open({ mode, settings });
  await scene.setUpRitual('ana', 'productWeekly', { weekdays: [] });
}

afterEach(async () => {
  expect(scene.workspace.warnings).toEqual([]);
  const seen = [
    scene.log,
    scene.workspace.calls,
    scene.workspace.messages(product()),
    scene.db.all('SELECT * FROM audit'),
    scene.db.all('SELECT * FROM message'),
    scene.db.all('SELECT * FROM alarm'),
  ];
  expect(JSON.stringify(seen)).not.toContain(secret);
  await scene.close();
  await feed.close();
});

describe.each(modes)('over %s', (mode: Mode) => {
  beforeEach(() => open(mode));

  test('a calendar is entered, read, used; its meeting ends, and the question is there', async () => {
    await opensForm();
    expect(await enters({ 'Part of the title': 'product' })).toBe('');
    expect(form()).toMatch(/I can read `?127\.0\.0\.1:\d+\/…\/a1b2/);
    expect(form()).toContain('I would ask when these end, and more after them');
    expect(form().match(/• /g)).toHaveLength(5);
    expect(scene.db.all('SELECT * FROM calendar')).toEqual([]);
    await uses();
    expect(form()).toContain('The calendar is added.');
    expect(form()).toContain('whose title holds “product” ends');
    await scene.as('ana').closes({ all: true });
    const status = await scene.as('ben').types('/ritual status', { in: product() });
    expect(status.text).toContain('by its calendar');

    await scene.travelTo('2026-03-03T13:29:00Z');
    expect(roots()).toBe(0);
    await scene.travelTo('2026-03-03T13:31:00Z');
    expect(scene.readRoot('productWeekly')).toContain('*Product weekly* has ended');
    feed.holds(weekly.replaceAll('20260303T14', '20260303T16'));
    await scene.travelTo('2026-03-10T13:35:00Z');
    expect(roots()).toBe(1);
    await scene.travelTo('2026-03-10T15:35:00Z');
    expect(roots()).toBe(2);
  });
});

describe('a calendar', () => {
  beforeEach(() => open());

  test('that cannot be read can be tried again, or entered anew', async () => {
    await opensForm();
    feed.status = 404;
    await enters();
    expect(form()).toContain('I could not read this calendar: its server says that it is not there.');
    await uses();
    expect(form()).toContain('its server says that it is not there.');
    feed.status = 200;
    await uses();
    expect(form()).toContain('I would ask when these end');
    feed.status = 500;
    await scene.as('ana').closes();
    await scene.as('ana').clicks('Add a calendar');
    await enters();
    await scene.as('ana').clicks('Enter it anew');
    feed.status = 200;
    await enters({ 'Part of the title': 'no such meeting' });
    expect(form()).toContain('No event of the next sixty days matches “no such meeting”.');
    expect(scene.db.all('SELECT * FROM calendar')).toEqual([]);
  });

  test('whose reading is lost on its way to the form can be read again', async () => {
    await opensForm();
    scene.workspace.failNext('views.update', { error: 'internal_error' }, { times: 2 });
    await enters();
    expect(form()).toContain('If nothing more comes, press *Read it again*.');
    await uses();
    expect(form()).toContain('I would ask when these end');
    await uses();
    expect(form()).toContain('The calendar is added.');
  });

  test('is refused beside its field where its address or its pattern is none', async () => {
    await opensForm();
    expect(await enters({ 'Secret address of the calendar': 'my calendar' })).toBe(
      'I cannot use this address: it is not a web address.',
    );
    const pattern = ['The part of the title is a pattern (regular expression)'];
    expect(await enters({ 'Part of the title': '(weekly', 'For experts': pattern })).toContain(
      'This is not a pattern that I can use.',
    );
    expect(feed.asked).toEqual([]);
    expect(await enters({ 'Part of the title': '^product (weekly|daily)$', 'For experts': pattern })).toBe(
      '',
    );
    expect(form()).toContain('I would ask when these end');
  });

  test('that was entered before a restart, or long ago, is to be entered again', async () => {
    await opensForm();
    await enters();
    await scene.restart();
    await uses();
    expect(form()).toContain('Please enter it again.');
    await scene.as('ana').closes();
    await scene.as('ana').clicks('Add a calendar');
    await enters();
    await scene.travelTo(new Date(scene.clock.now().getTime() + 16 * 60_000));
    await uses();
    expect(form()).toContain('Please enter it again.');
    expect(scene.db.all('SELECT * FROM calendar')).toEqual([]);
  });

  test('is not waited for by whoever closes the form', async () => {
    await opensForm();
    await scene.as('ana').fills({ 'Secret address of the calendar': feed.url });
    const sending = scene.as('ana').submits();
    await scene.as('ana').closes({ all: true });
    await sending;
    await scene.settle();
    expect(scene.log.filter((line) => /"level":(40|50)/.test(line))).toEqual([]);
  });

  test('that is added twice is added once', async () => {
    for (const _time of [1, 2]) {
      await opensForm();
      await enters();
      await uses();
      if (_time === 2) expect(form()).toContain('This ritual follows this calendar already.');
      await scene.as('ana').closes({ all: true });
    }
    expect(scene.db.all('SELECT * FROM calendar')).toHaveLength(1);
  });

  test('of holidays keeps the question away, and is removed', async () => {
    const daily = weekly.replace('WEEKLY', 'DAILY');
    feed.holds(daily, holiday('20260303'), holiday('20260406'));
    await opensForm();
    await enters();
    await uses();
    await scene.as('ana').clicks('Add a calendar');
    await enters({ 'What it holds': 'Its all-day events are holidays: quiet days' });
    expect(form()).toContain('I would ask nothing on these days');
    expect(form()).toContain('Tue 3 Mar 2026');
    await uses();
    expect(form()).toContain('Not on the holidays of the calendar');
    await scene.as('ana').closes({ all: true });
    await scene.travelTo('2026-03-03T14:00:00Z');
    expect(roots()).toBe(0);
    await scene.travelTo('2026-03-04T14:00:00Z');
    expect(roots()).toBe(1);
    await scene.as('ana').types('/ritual setup', { in: product() });
    await scene.as('ana').clicks('More times, calendars, huddles, quiet days');
    await scene.as('ana').clicks('Remove', { nth: 1 });
    expect(form()).not.toContain('When an event of the calendar');
    await scene.as('ana').closes({ all: true });
    await scene.travelTo('2026-03-05T14:00:00Z');
    expect(roots()).toBe(1);
  });

  test('that fails for long is told to the facilitator once, without its address', async () => {
    await opensForm();
    await enters();
    await uses();
    await scene.as('ana').closes({ all: true });
    feed.status = 403;
    await scene.travelTo('2026-03-03T08:00:00Z');
    const told = scene.notes('ana').filter((note) => note.includes('I cannot read the calendar'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('its server refuses to show it');
    expect(told[0]).not.toContain(secret);
    await scene.travelTo('2026-03-03T14:00:00Z');
    expect(roots()).toBe(1);
  });

  test('cannot be added by whoever may not set the ritual up', async () => {
    await scene.as('ben').types('/ritual setup', { in: product() });
    expect(scene.lastPrivateText('ben')).toContain('Only the facilitator');
  });
});

test('of this machine is not read in earnest', async () => {
  await open('socket', { ALLOW_LOCAL_FEEDS: '' });
  await opensForm();
  expect(await enters()).toContain('its address does not begin with https://');
  const inside = feed.url.replace('http:', 'https:');
  expect(await enters({ 'Secret address of the calendar': inside })).toContain(
    'leads into a private network',
  );
  await enters({ 'Secret address of the calendar': inside.replace('127.0.0.1', 'localhost') });
  expect(form()).toContain('its address leads into a private network');
  expect(feed.asked).toEqual([]);
});
