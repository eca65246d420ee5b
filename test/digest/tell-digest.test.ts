// The sponsor's week is told once, caught up within 48 hours, and named as missed after that.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { closeRound } from '../../src/decision/close-round.ts';
import { followDigests } from '../../src/digest/follow-digest.ts';
import { findDigest, lastDigestUntil, missedWeeks, saveFigures, weeksUntil } from '../../src/digest/store.ts';
import { keepTeams, keptTeams } from '../../src/digest/team-store.ts';
import { awaitNextDigest, digestZone, tellDigest } from '../../src/digest/tell-digest.ts';
import { digestDue, digestWanted } from '../../src/digest/week.ts';
import { findSettings, saveSettings } from '../../src/people/settings-store.ts';
import { findConversation, saveConversation, savePerson } from '../../src/people/store.ts';
import { Background } from '../../src/platform/background.ts';
import { hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { Jobs } from '../../src/platform/jobs.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { askRitual } from '../../src/ritual/ask-ritual.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ana, board, chloe, eve, leaves, person, product, town } from '../people/town.ts';
import { readableLog } from '../platform/quiet-log.ts';

const due = new Date('2026-03-02T08:00:00.000Z');

const wishes = {
  name: 'Product weekly',
  functionId: null,
  question: '',
  timeZone: 'Europe/Berlin',
  schedule: null,
  personIds: [],
};

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const plans = (now: Date, dueAt = due) => db.transaction(() => tellDigest(db, now, dueAt));

/** What the alarm does that follows: what is to be told is counted, kept and owed. */
async function counts(now: Date): Promise<void> {
  const { log, text } = readableLog();
  const background = new Background(log);
  const house = { db, clock: createClock(now), jobs: new Jobs(background), wake: () => {} };
  db.transaction(() => followDigests(house, now));
  await background.done();
  expect(text()).toBe('');
}

async function tells(now: Date, dueAt = due): Promise<void> {
  plans(now, dueAt);
  await counts(now);
}

const weeks = () =>
  db.all<{ week_of: string; state: string }>('SELECT week_of, state FROM digest ORDER BY week_of, reader');
const owed = () =>
  db.all<{ subject: string; address: string }>('SELECT subject, address FROM message ORDER BY id');

describe('a digest', () => {
  test('is told to the sponsor and waits for the next', async () => {
    await tells(due);
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'told' }]);
    expect(owed()).toEqual([{ subject: '2026-03-02', address: chloe }]);
    expect(findDigest(db, '2026-03-02')).toMatchObject({ weekOf: '2026-03-02', missedWeeks: [] });
    expect(alarmAt(db, digestDue, '')?.toISOString()).toBe('2026-03-09T08:00:00.000Z');
  });

  test('is told once, however often its hour is noticed', async () => {
    await tells(due);
    await tells(later(due, hourMs));
    expect(weeks()).toHaveLength(1);
    expect(owed()).toHaveLength(1);
  });

  test.each([
    [48 * hourMs, 'told'],
    [48 * hourMs + 1, 'missed'],
  ])('noticed %i ms late is %s', async (ms, state) => {
    await tells(later(due, ms));
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state }]);
    expect(owed()).toHaveLength(state === 'told' ? 1 : 0);
    expect(alarmAt(db, digestDue, '')?.toISOString()).toBe('2026-03-09T08:00:00.000Z');
  });

  test('after weeks away tells the last week alone, and names those that were missed', async () => {
    await tells(later(new Date('2026-03-23T08:00:00.000Z'), 5 * hourMs));
    expect(weeks()).toEqual([
      { week_of: '2026-03-02', state: 'missed' },
      { week_of: '2026-03-09', state: 'missed' },
      { week_of: '2026-03-16', state: 'missed' },
      { week_of: '2026-03-23', state: 'told' },
    ]);
    expect(owed()).toEqual([{ subject: '2026-03-23', address: chloe }]);
    expect(findDigest(db, '2026-03-23')?.missedWeeks).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
  });

  test('names a missed week in the next one that is told, and never again', async () => {
    await tells(later(due, 72 * hourMs));
    expect(missedWeeks(db)).toEqual(['2026-03-02']);
    await tells(new Date('2026-03-09T08:00:00.000Z'), new Date('2026-03-09T08:00:00.000Z'));
    await tells(new Date('2026-03-16T08:00:00.000Z'), new Date('2026-03-16T08:00:00.000Z'));
    expect(findDigest(db, '2026-03-09')?.missedWeeks).toEqual(['2026-03-02']);
    expect(findDigest(db, '2026-03-16')?.missedWeeks).toEqual([]);
    expect(findDigest(db, '2026-03-02')).toBeNull();
  });

  test('counts nothing twice when its hour is moved to an earlier day', async () => {
    setUpRitual(db, later(due, -hourMs), ana, product, wishes);
    const round = askRitual(db, later(due, -hourMs), ana, product);
    closeRound(db, later(due, -minuteMs), round.id, null);
    await tells(due);
    const thursday = new Date('2026-03-05T08:00:00.000Z');
    await tells(thursday, thursday);
    const held = ['2026-03-02', '2026-03-05'].map((week) => findDigest(db, week)?.teams[0]?.now.held);
    expect(held).toEqual([1, 0]);
    expect(lastDigestUntil(db)).toEqual(thursday);
  });

  test('goes to the primary owner in their own zone when the sponsor has left', async () => {
    leaves(db, chloe);
    expect(digestZone(db)).toBe('America/Los_Angeles');
    awaitNextDigest(db, due);
    const theirs = alarmAt(db, digestDue, '') ?? due;
    expect(theirs.toISOString()).toBe('2026-03-02T17:00:00.000Z');
    await tells(theirs, theirs);
    expect(owed()).toEqual([{ subject: '2026-03-02', address: eve }]);
  });

  test('is missed where there is nobody to tell', async () => {
    for (const id of [chloe, eve]) leaves(db, id);
    await tells(due);
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'missed' }]);
    expect(owed()).toEqual([]);
    expect(digestZone(db)).toBe('Europe/Berlin');
  });

  test('is to be told until it was counted, however often that has to begin anew', async () => {
    plans(due);
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'due' }]);
    expect(owed()).toEqual([]);
    expect(alarmAt(db, digestWanted, '')).toEqual(due);
    await counts(later(due, 3 * hourMs));
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'told' }]);
    expect(owed()).toHaveLength(1);
    expect(alarmAt(db, digestWanted, '')).toBeNull();
  });

  test('whose counting is lost has its next alarm set already', () => {
    plans(due);
    const stopping = new Background(readableLog().log);
    stopping.stop();
    const house = { db, clock: createClock(due), jobs: new Jobs(stopping), wake: () => {} };
    db.transaction(() => followDigests(house, due));
    expect(alarmAt(db, digestWanted, '')).toEqual(later(due, minuteMs));
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'due' }]);
  });

  test('that two count at once is told once', async () => {
    plans(due);
    await Promise.all([counts(due), counts(due)]);
    expect(owed()).toHaveLength(1);
  });

  test('that another start has told meanwhile is neither kept nor counted a second time', async () => {
    setUpRitual(db, later(due, -hourMs), ana, product, wishes);
    closeRound(db, later(due, -minuteMs), askRitual(db, later(due, -hourMs), ana, product).id, null);
    await tells(due);
    const told = findDigest(db, '2026-03-02');
    if (!told) throw new Error('it was told');
    const other = { ...told, disliked: [99] };
    expect(saveFigures(db, due, { reader: 'sponsor', toldTo: eve }, other)).toBe(false);
    expect(findDigest(db, '2026-03-02')).toEqual(told);
    const [week] = weeksUntil(db, due, 1);
    if (!week) throw new Error('it has a week');
    const kept = keptTeams(db, week);
    expect(kept).toMatchObject([{ held: 1 }]);
    keepTeams(
      db,
      week,
      (kept ?? []).map((team) => ({ ...team, held: 7 })),
    );
    expect(keptTeams(db, week)).toEqual(kept);
  });

  test('that could not be counted for two days is missed', async () => {
    plans(due);
    await counts(later(due, 48 * hourMs + 1));
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'missed' }]);
    expect(owed()).toEqual([]);
  });

  test('goes to whoever is the sponsor when it is counted', async () => {
    plans(due);
    leaves(db, chloe);
    await counts(due);
    expect(owed()).toEqual([{ subject: '2026-03-02', address: eve }]);
  });

  test('keeps how the teams of twelve weeks did, so that the next one need not count them', async () => {
    setUpRitual(db, later(due, -hourMs), ana, product, wishes);
    closeRound(db, later(due, -minuteMs), askRitual(db, later(due, -hourMs), ana, product).id, null);
    await tells(due);
    const kept = () => db.all<{ week_of: string }>('SELECT week_of FROM counted_week ORDER BY week_of');
    expect(kept()).toHaveLength(12);
    expect(db.all('SELECT week_of, held, kept FROM team_week')).toEqual([
      { week_of: '2026-03-02', held: 1, kept: 0 },
    ]);
    // What happens to a told week later does not change what was told of it.
    db.run("UPDATE round SET state = 'empty'");
    const monday = new Date('2026-03-09T08:00:00.000Z');
    await tells(monday, monday);
    expect(kept()).toHaveLength(13);
    expect(findDigest(db, '2026-03-09')?.teams[0]?.before).toMatchObject({ held: 1, kept: 0 });
    expect(findDigest(db, '2026-03-09')?.trend.at(-2)).toMatchObject({ weekOf: '2026-03-02', kept: 0 });
  });

  test('goes to a channel besides, which finds nothing of private conversations in it', async () => {
    saveSettings(db, { ...findSettings(db), digestChannelId: product });
    setUpRitual(db, later(due, -hourMs), chloe, board, { ...wishes, name: 'Board' });
    await tells(due);
    expect(owed()).toEqual([
      { subject: '2026-03-02', address: chloe },
      { subject: `2026-03-02 ${product}`, address: product },
    ]);
    expect(findDigest(db, '2026-03-02')?.teams).toHaveLength(1);
    expect(findDigest(db, '2026-03-02', product)?.teams).toEqual([]);
  });

  test('is missed in a channel that is open to outsiders by the time it is counted', async () => {
    saveSettings(db, { ...findSettings(db), digestChannelId: product });
    plans(due);
    const channel = findConversation(db, product);
    if (channel) saveConversation(db, { ...channel, isShared: true });
    await counts(due);
    expect(owed()).toEqual([{ subject: '2026-03-02', address: chloe }]);
    expect(missedWeeks(db, product)).toEqual(['2026-03-02']);
    expect(missedWeeks(db)).toEqual([]);
  });

  test('follows the sponsor into another zone', async () => {
    savePerson(db, person(chloe, { timeZone: 'Asia/Tokyo' }));
    awaitNextDigest(db, due);
    expect(alarmAt(db, digestDue, '')?.toISOString()).toBe('2026-03-09T00:00:00.000Z');
  });
});
