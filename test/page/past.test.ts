// The company's past: lived through the product's own doors, with every kind of matter in it, and something to do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { livePast, weeksOfPast } from '../../sandbox/past.ts';
import { prepare, Stage } from '../../sandbox/stage.ts';

describe('the company’s past', () => {
  let stage: Stage;
  const weeks: number[] = [];

  beforeAll(async () => {
    stage = new Stage(await prepare({}));
    await stage.start();
    await livePast(stage, (week) => weeks.push(week));
  }, 60_000);
  afterAll(async () => {
    await stage.close();
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

  test('has about a hundred voices, and a digest for every week', async () => {
    const { chloe } = stage.company.people;
    const found = await stage.workspace.as(chloe).types('/voc search export', { in: '#product-weekly' });
    expect(found.text).toMatch(/export[\s\S]*export/i);
    expect(stage.db.one<{ count: number }>('SELECT count(*) AS count FROM voice')?.count).toBeGreaterThan(90);
    const told = stage.workspace.directMessages(chloe).map((it) => stage.workspace.readable(it));
    expect(told.filter((it) => /week to/i.test(it)).length).toBeGreaterThanOrEqual(weeksOfPast);
  });

  test('ends just before a meeting does, with something open', async () => {
    const meetingMs = stage.nextOf('meeting')?.getTime() ?? 0;
    expect(meetingMs - stage.clock.now().getTime()).toBeLessThanOrEqual(5 * 60_000);
    await stage.workspace.as('@hiro').opensHome();
    await stage.settle();
    const home = stage.workspace.home('@hiro');
    expect(home && stage.workspace.readable(home)).toMatch(/reconsider/);
    expect(stage.workspace.ephemerals('@ana')).toEqual([]);
  });
});
