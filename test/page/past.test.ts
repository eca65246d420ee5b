// The company's past: lived through the product's own doors, with every kind of matter in it, and something to do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPast, wakePast } from '../../sandbox/kept-past.ts';
import { livePast, weeksOfPast } from '../../sandbox/past.ts';
import { prepare, Stage } from '../../sandbox/stage.ts';

describe('the company’s past', () => {
  let stage: Stage;
  let woken: Stage | null;
  const weeks: number[] = [];

  beforeAll(async () => {
    stage = new Stage(await prepare({}));
    await stage.start();
    await livePast(stage, (week) => weeks.push(week));
    await keepPast(stage);
    woken = await wakePast();
    await woken?.start();
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await woken?.close();
  });

  test('went by without an objection of Slack’s or a failed call', () => {
    expect(weeks).toHaveLength(weeksOfPast);
    expect(stage.workspace.warnings).toEqual([]);
    expect(stage.workspace.calls.filter((call) => call.error)).toEqual([]);
    expect(stage.log.filter((line) => !line.includes('"level":30'))).toEqual([]);
  });

  test('has decisions that ended in each way, and some that have not', () => {
    const endings = stage.db
      .all<{ ending: string | null }>('SELECT DISTINCT ending FROM matter')
      .map(({ ending }) => ending);
    expect(endings).toEqual(
      expect.arrayContaining(['kept', 'changed', 'reversed', 'stands', 'learnt', null]),
    );
    const states = stage.db
      .all<{ state: string }>('SELECT DISTINCT state FROM round')
      .map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(['open', 'closed', 'empty', 'lapsed']));
  });

  test('has what was looked back on, a customer’s objection, a matter handed over and one put off', () => {
    const count = (where: string) =>
      stage.db.one<{ n: number }>(`SELECT count(*) AS n FROM ${where}`)?.n ?? 0;
    expect(count('decision WHERE outcome IS NOT NULL')).toBeGreaterThanOrEqual(5);
    expect(count("matter WHERE kind = 'contradiction'")).toBeGreaterThanOrEqual(1);
    expect(count("audit WHERE did = 'took over'")).toBe(1);
    expect(count('matter WHERE put_off_at IS NOT NULL')).toBe(1);
    const told = stage.workspace.directMessages(stage.company.people.chloe);
    expect(told.map((it) => stage.workspace.readable(it)).join('\n')).toMatch(
      /Right about \d+ of \d+ decisions that stood/,
    );
  });

  test('has about a hundred voices, and a digest for every week', async () => {
    const { chloe } = stage.company.people;
    const found = await stage.workspace.as(chloe).types('/voc search export', { in: '#product-weekly' });
    expect(found.text).toMatch(/export[\s\S]*export/i);
    expect(stage.db.one<{ count: number }>('SELECT count(*) AS count FROM voice')?.count).toBeGreaterThan(90);
    const told = stage.workspace.directMessages(chloe).map((it) => stage.workspace.readable(it));
    expect(told.filter((it) => /week to/i.test(it)).length).toBeGreaterThanOrEqual(weeksOfPast);
  });

  test('has voices that were promised about, corrected, joined, imported and forgotten', async () => {
    const count = (where: string) =>
      stage.db.one<{ n: number }>(`SELECT count(*) AS n FROM ${where}`)?.n ?? 0;
    const today = stage.clock.now().toISOString().slice(0, 10);
    expect(count('follow_up WHERE told IS NOT NULL')).toBe(2);
    expect(count(`follow_up WHERE told IS NULL AND due_on < '${today}'`)).toBe(1);
    expect(count(`follow_up WHERE told IS NULL AND due_on >= '${today}'`)).toBe(1);
    expect(count("audit WHERE did = 'joined'")).toBe(1);
    expect(count("import WHERE state = 'done'")).toBe(1);
    expect(count("voice WHERE words LIKE '%a whole morning%' AND customer = 'Duff Brewing'")).toBe(1);
    expect(count("voice WHERE words LIKE '%mobile map%' AND customer = 'Wayne Logistics'")).toBe(1);
    expect(count("voice WHERE words LIKE '%competitor%' AND customer = 'Hooli'")).toBe(0);
    expect(woken?.workspace.files.all.map(({ name }) => name)).toEqual(['spring-survey.csv']);
    const scores = await stage.workspace.as('@chloe').types('/voc scores', { in: '#product-weekly' });
    expect(scores.text).toMatch(/NPS/);
    await stage.workspace.as('@ana').opensHome();
    await stage.settle();
    const home = stage.workspace.home('@ana');
    expect(home && stage.workspace.readable(home)).toMatch(/Tyrell Foods[\s\S]*was due Fri 22 May/);
  });

  test('is the same when it was kept and woken, and goes on', async () => {
    const readableIn = (it: Stage | null, channel: string) =>
      it?.workspace.messages(channel).map((message) => it.workspace.readable(message));
    for (const { name } of stage.workspace.everyChannel()) {
      expect(readableIn(woken, `#${name}`)).toEqual(readableIn(stage, `#${name}`));
    }
    expect(woken?.clock.now()).toEqual(stage.clock.now());
    const before = readableIn(woken, '#product-weekly')?.length ?? 0;
    await woken?.travelTo(woken.nextOf('meeting') ?? new Date(0));
    expect(readableIn(woken, '#product-weekly')).toHaveLength(before + 1);
    const root = woken?.workspace.messages('#product-weekly').at(-1);
    await woken?.workspace.as('@ana').clicks('Record a decision', root ? { on: root } : {});
    expect(woken?.workspace.modal('@ana')).toBeDefined();
    expect(woken?.workspace.warnings).toEqual([]);
  });

  test('ends just before a meeting does, with something open', async () => {
    const meetingMs = stage.nextOf('meeting')?.getTime() ?? 0;
    expect(meetingMs - stage.clock.now().getTime()).toBeLessThanOrEqual(5 * 60_000);
    await stage.workspace.as('@grace').opensHome();
    await stage.settle();
    const home = stage.workspace.home('@grace');
    expect(home && stage.workspace.readable(home)).toMatch(/reconsider/);
    expect(stage.workspace.ephemerals('@ana')).toEqual([]);
  });
});
