// A meeting's end is noticed by its schedule, by a huddle or by hand, and one meeting opens one round.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

let scene: Scene;
const product = () => scene.channels.productWeekly;
const roots = () => scene.workspace.messages(product()).filter(({ isFromBot }) => isFromBot);
const rounds = () =>
  scene.db.all<{ trigger: string; state: string; at: string }>(
    'SELECT trigger, state, substr(opened_at, 1, 16) AS at FROM round ORDER BY opened_at',
  );
const command = async (words: string, name: 'ana' | 'ben' = 'ana') =>
  (await scene.as(name).types(`/ritual ${words}`, { in: product() })).text;

/** Ana opens the page of all triggers. */
async function opensTriggers() {
  await scene.as('ana').types('/ritual setup', { in: product() });
  await scene.as('ana').clicks('More times, calendars, huddles, quiet days');
}

describe('on a schedule', () => {
  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  test('of every two weeks, the question comes every other Tuesday', async () => {
    await scene.as('ana').types('/ritual setup', { in: product() });
    await scene.as('ana').fills({
      'Days it ends on': ['Tuesday'],
      'Time it ends': '10:30',
      'How often': 'Every 2 weeks',
      'A day on which it is held': '2026-03-12',
    });
    await scene.as('ana').submits();
    expect(scene.read(scene.topForm('ana'))).toContain('I ask every 2 weeks on Tuesdays at 10:30');
    await scene.travelTo('2026-04-10T08:00:00Z');
    // Berlin turned its clocks forward on 29 March.
    expect(rounds().map(({ at }) => at)).toEqual([
      '2026-03-10T09:30',
      '2026-03-24T09:30',
      '2026-04-07T08:30',
    ]);
  });

  test('of several times, each asks; one that is removed asks no more', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await opensTriggers();
    await scene.as('ana').clicks('Add a time');
    await scene.as('ana').fills({
      'Days it ends on': ['Friday'],
      'Time it ends': '16:00',
      'How often': 'Monthly, the last such day',
    });
    await scene.as('ana').submits();
    expect(scene.read(scene.topForm('ana'))).toContain('Added: on the last Friday of the month at 16:00.');
    await scene.as('ana').clicks('Add a time');
    await scene.as('ana').fills({ 'Days it ends on': ['Tuesday'], 'Time it ends': '10:40' });
    await scene.as('ana').submits();
    await scene.as('ana').closes({ all: true });

    const status = await command('status');
    expect(status).toContain(
      'Asks on Tuesdays at 10:30, on the last Friday of the month at 16:00 and on Tuesdays at 10:40',
    );
    await scene.travelTo('2026-03-04T08:00:00Z');
    expect(rounds().map(({ at }) => at)).toEqual(['2026-03-03T09:30', '2026-03-03T09:40']);
    await opensTriggers();
    const page = scene.read(scene.topForm('ana'));
    expect(page).toContain('On Tuesdays at 10:40');
    await scene.as('ana').clicks('Remove', { nth: 3 });
    expect(scene.read(scene.topForm('ana'))).not.toContain('10:40');
    await scene.travelTo('2026-03-28T08:00:00Z');
    expect(rounds().map(({ at }) => at)).toEqual([
      '2026-03-03T09:30',
      '2026-03-03T09:40',
      '2026-03-10T09:30',
      '2026-03-17T09:30',
      '2026-03-24T09:30',
      '2026-03-27T15:00',
    ]);
  });

  test('nothing is asked on a day that is skipped, nor on quiet days', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    const told = await command('skip tuesday');
    expect(told).toContain('Nothing is asked on Tue 3 Mar 2026. I ask next');
    await opensTriggers();
    await scene.as('ana').clicks('Change');
    await scene.as('ana').fills({ 'Days on which nothing is asked': '2026-03-03\n16 Mar – 20 Mar\nnever' });
    const refused = await scene.as('ana').submits();
    expect(Object.values(refused.errors).join()).toContain('“never” is no day that I can read');
    await scene.as('ana').fills({ 'Days on which nothing is asked': '2026-03-03\n16 Mar – 20 Mar' });
    await scene.as('ana').submits();
    expect(scene.read(scene.topForm('ana'))).toContain('Mon 16 Mar 2026 – Fri 20 Mar 2026');
    await scene.as('ana').closes({ all: true });
    await scene.travelTo('2026-03-31T08:00:00Z');
    expect(rounds().map(({ at }) => at)).toEqual(['2026-03-10T09:30', '2026-03-24T09:30']);
  });

  test('the status foretells the next three rounds and says why', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await command('skip 10 March');
    const status = await command('status', 'ben');
    expect(status.match(/by its schedule/g)).toHaveLength(3);
    expect(status).toMatch(/Next: .*3.*Then: .*17.*Then: .*24.*Quiet: Tue 10 Mar 2026/s);
  });

  test('a stranger to the ritual changes nothing of it', async () => {
    await scene.setUpRitual('ana', 'productWeekly');
    expect(await command('skip friday', 'ben')).toContain('Only the facilitator @Ana');
    expect(await command('skip')).toContain('Say which day to skip');
    expect(await command('skip 3/4')).toContain('Say which day to skip');
    expect(await command('skip 2026-02-01')).toContain('has gone by');
  });
});

describe.each(modes)('a huddle, over %s', (mode: Mode) => {
  beforeEach(async () => {
    scene = await Scene.open({ mode });
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await opensTriggers();
    await scene.as('ana').clicks('Turn on');
    await scene.as('ana').closes({ all: true });
  });
  afterEach(() => scene.close());

  async function huddles(minutes: number, names: ('ana' | 'ben' | 'grace')[]) {
    const huddle = scene.workspace.startHuddle(scene.people.ana, product());
    scene.clock.advanceMs(minutes * 60_000);
    scene.workspace.endHuddle(
      huddle,
      names.map((name) => scene.people[name]),
    );
    await scene.settle();
    return huddle;
  }

  test('that ends opens one round for those who were there', async () => {
    await huddles(20, ['ana', 'ben']);
    expect(rounds()).toEqual([{ trigger: 'huddle', state: 'open', at: '2026-03-02T08:20' }]);
    expect(scene.readRoot('productWeekly')).toContain('Product weekly* has ended');
    await scene.record('ana', 'productWeekly', 'Drop phone support');
    expect(scene.readRoot('productWeekly')).toContain('0 of 2 answered');
    await scene.workspace.redeliverLastEvent();
    await scene.settle();
    expect(rounds()).toHaveLength(1);
  });

  test('that was short, or that nobody joined, was no meeting', async () => {
    await huddles(4, ['ana', 'ben']);
    await huddles(30, ['ana']);
    expect(rounds()).toEqual([]);
    expect(scene.db.all('SELECT * FROM inbox WHERE kept IS NOT NULL')).toEqual([]);
  });

  test('told twice by Slack is one', async () => {
    const huddle = await huddles(20, ['ana', 'ben']);
    scene.workspace.endHuddle(huddle, [scene.people.ana, scene.people.ben]);
    await scene.settle();
    await scene.travelTo('2026-03-02T12:00:00Z');
    scene.workspace.endHuddle(huddle, [scene.people.ana, scene.people.ben]);
    await scene.settle();
    expect(rounds()).toHaveLength(1);
  });

  test('and the schedule see one meeting: the schedule joins, and names the people', async () => {
    await scene.travelTo('2026-03-03T09:00:00Z');
    await huddles(25, ['ana', 'ben']);
    await scene.travelTo('2026-03-03T09:31:00Z');
    expect(rounds()).toEqual([{ trigger: 'huddle', state: 'open', at: '2026-03-03T09:25' }]);
    expect(roots()).toHaveLength(1);
    await scene.restart();
    await scene.travelTo('2026-03-03T10:31:00Z');
    expect(rounds()).toHaveLength(1);
  });

  test('after the schedule decides whom the round waits for: those who were there, and who has answered', async () => {
    await scene.as('ana').types('/ritual setup', { in: product() });
    await scene.as('ana').fills({ 'Who is asked': ['@Hiro', '@Ben'] });
    await scene.as('ana').submits();
    await scene.as('ana').closes();
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ana', 'productWeekly', 'Drop phone support');
    await scene.answer('ben', 'productWeekly', 'They’d love it');
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('1 of 2 answered');
    await huddles(10, ['ana', 'grace']);
    const [root] = roots();
    expect(root && scene.read(root)).toContain('1 of 3 answered');
    expect(rounds()).toHaveLength(1);
  });

  test('in a channel without it, or whose ritual does not ask after huddles, is nobody’s business', async () => {
    await opensTriggers();
    await scene.as('ana').clicks('Turn off');
    await scene.as('ana').closes({ all: true });
    await huddles(20, ['ana', 'ben']);
    expect(rounds()).toEqual([]);
  });
});

describe.each(modes)('by hand, over %s', (mode: Mode) => {
  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  test('a message becomes the statement of a decision, with the link to it', async () => {
    const message = scene.workspace.postAs('@Ben', product(), 'Let us drop phone support, @Ana agrees');
    await scene.as('ana').usesShortcut('Ask about this decision', { on: message });
    expect(scene.read(scene.topForm('ana'))).toContain('Let us drop phone support, @Ana agrees');
    await scene.as('ana').submits();
    await scene.settle();
    await scene.travelTo('2026-03-02T08:01:00Z');
    expect(scene.readRoot('productWeekly')).toContain('Let us drop phone support, @Ana agrees');
    expect(JSON.stringify(scene.root('productWeekly').blocks)).toContain('|the message>');
    expect(rounds()).toMatchObject([{ trigger: 'hand' }]);
  });

  test('the global shortcut asks in the channel that is chosen, if whoever asks belongs to it', async () => {
    await scene.as('ana').usesShortcut('Record a decision');
    await scene.as('ana').fills({ 'What was decided': 'Close the Oslo office' });
    await scene.as('ana').fills({ 'The channel of the team that decided it': '#finance-close' });
    const refused = await scene.as('ana').submits();
    expect(refused.modal && scene.read(refused.modal)).toContain('Only members of this channel can do this');
    await scene.as('ana').closes();
    await scene.as('ana').fills({ 'The channel of the team that decided it': '#product-weekly' });
    await scene.as('ana').submits();
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Close the Oslo office');
  });

  test('the schedule joins what was asked by hand just before the meeting’s end', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:20:00Z');
    await scene.record('ben', 'productWeekly', 'Drop phone support');
    await scene.travelTo('2026-03-03T09:31:00Z');
    expect(rounds()).toEqual([{ trigger: 'hand', state: 'open', at: '2026-03-03T09:20' }]);
    await scene.travelTo('2026-03-10T09:31:00Z');
    expect(rounds()).toHaveLength(2);
  });
});

describe('a third form', () => {
  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  test('says beside its first input why nothing was saved, for Slack stacks no fourth', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await opensTriggers();
    await scene.as('ana').clicks('Add a time');
    await scene.as('ana').fills({ 'Days it ends on': ['Friday'] });
    scene.workspace.leave('@Ana', product());
    await scene.settle();
    const refused = await scene.as('ana').submits();
    expect(Object.values(refused.errors).join()).toContain('Only members of this channel can do this');
    expect(refused.failure).toBeNull();
  });
});
