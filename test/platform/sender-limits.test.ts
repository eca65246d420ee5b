// Where Slack limits the whole workspace it is left alone as a whole, and asked again carefully; all else goes on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Person } from '../../sandbox/world.ts';
import { stored } from '../../src/platform/clock.ts';
import { health } from '../../src/platform/health.ts';
import { nextMessageDueAt } from '../../src/platform/outbox.ts';
import { PostOffice } from './post-office.ts';

let office: PostOffice;
let channels: Channel[];
beforeEach(async () => {
  office = await PostOffice.open();
  channels = Array.from({ length: 12 }, (_, index) => addChannel(`team-${index}`));
});
afterEach(async () => {
  expect(office.workspace.warnings).toEqual([]);
  await office.close();
});

/** Four lanes, and what the first of them took up before the second heard of the limit. */
const mostTogether = 5;

const addChannel = (name: string) => office.workspace.addChannel({ name, members: [office.ana] });

/** How many of them have their message, each once. */
function posted(places: Channel[] = channels): number {
  const counts = places.map((channel) => office.texts(channel).length);
  expect(Math.max(...counts)).toBeLessThanOrEqual(1);
  return counts.filter((count) => count === 1).length;
}

function limits(method: string, retryAfterSeconds = 30, times = 1_000): void {
  office.workspace.failNext(method, { status: 429, retryAfterSeconds }, { times });
}

/** How many were put off one by one; the others wait without having been looked at. */
function putOff(): number {
  return office.db.all("SELECT 1 FROM message WHERE problem = 'ratelimited'").length;
}

/** Twelve channels are owed a message when Slack takes none any more. */
async function isLimited() {
  for (const channel of channels) office.owe('round 1', channel);
  limits('chat.postMessage');
  await office.drain();
}

test('a pause is kept also where it could not be written down', async () => {
  office.owe('round 1');
  await office.drain();
  office.db.script(`
    CREATE TRIGGER locked BEFORE UPDATE OF problem ON message WHEN new.problem = 'ratelimited'
      BEGIN SELECT RAISE(ABORT, 'database is locked'); END;`);
  office.redraw('round 1');
  limits('chat.update', 30, 1);
  await expect(office.after(3)).rejects.toThrow('locked');
  office.db.script('DROP TRIGGER locked');
  await office.after(29);
  expect(office.callsOf('chat.update')).toBe(1);
  await office.after(1);
  expect(office.callsOf('chat.update')).toBe(2);
});

describe('a limit for the whole workspace', () => {
  test('is met by those that are under way together, and by no other', async () => {
    await isLimited();
    const met = office.callsOf('chat.postMessage');
    expect(met).toBeLessThanOrEqual(mostTogether);
    expect(putOff()).toBe(met);
    await office.after(10);
    office.owe('round 2', addChannel('one-more'));
    await office.after(19);
    expect(office.callsOf('chat.postMessage')).toBe(met);
    expect(putOff()).toBe(met);
  });

  test('ends: everybody has their message, once', async () => {
    await isLimited();
    office.workspace.clearFaults();
    await office.after(29);
    expect(posted()).toBe(0);
    await office.after(1);
    expect(posted()).toBe(channels.length);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test('lasts as long as the longest pause that Slack named', async () => {
    for (const channel of channels.slice(0, 3)) office.owe('round 1', channel);
    limits('chat.postMessage', 10, 1);
    limits('chat.postMessage', 40, 1);
    limits('chat.postMessage', 20, 1);
    await office.drain();
    await office.after(39);
    expect(office.callsOf('chat.postMessage')).toBe(3);
    await office.after(1);
    expect(posted()).toBe(3);
  });

  test('that goes on is found out by two calls, not by all lanes', async () => {
    await isLimited();
    const met = office.callsOf('chat.postMessage');
    await office.after(30);
    expect(office.callsOf('chat.postMessage')).toBe(met + 2);
    await office.after(29);
    expect(office.callsOf('chat.postMessage')).toBe(met + 2);
    office.workspace.clearFaults();
    await office.after(1);
    expect(posted()).toBe(channels.length);
  });

  test('is not taken for one where Slack took another message in between', async () => {
    const [first, second, third, fourth] = channels.map((channel) => () => {
      office.owe('round 1', channel);
      return office.drain();
    });
    limits('chat.postMessage', 30, 1);
    await first?.();
    await second?.();
    limits('chat.postMessage', 30, 1);
    await third?.();
    await fourth?.();
    expect(channels.slice(0, 4).map((channel) => office.texts(channel).length)).toEqual([0, 1, 0, 1]);
  });

  test('keeps no edit back', async () => {
    office.owe('round 1', office.product);
    await office.drain();
    await isLimited();
    office.redraw('round 1');
    office.says.set('round 1', '1 of 7');
    await office.after(3);
    expect(office.texts()).toEqual(['1 of 7']);
  });

  test('of edits keeps no post back', async () => {
    for (const channel of channels) office.owe('round 1', channel);
    await office.drain();
    limits('chat.update');
    office.says.set('round 1', '1 of 7');
    office.redraw('round 1');
    await office.after(3);
    const met = office.callsOf('chat.update');
    expect(met).toBeLessThanOrEqual(mostTogether);
    expect(putOff()).toBe(met);
    office.owe('round 2', office.product);
    await office.after(10);
    expect(office.texts()).toEqual(['round 2']);
    expect(office.callsOf('chat.update')).toBe(met);
    office.workspace.clearFaults();
    await office.after(20);
    expect(channels.flatMap((channel) => office.texts(channel))).toEqual(channels.map(() => '1 of 7'));
  });

  test('keeps nobody from finding out what became of a message whose reply was lost', async () => {
    office.owe('week 9');
    office.workspace.failNext('chat.postMessage', { losesReply: true });
    await office.drain();
    office.clock.advanceMs(60_000);
    await isLimited();
    const [found] = office.workspace.messages(office.product);
    expect(office.row('week 9').ts).toBe(found?.ts);
    expect(office.texts()).toEqual(['week 9']);
  });

  test('keeps back what was looked for in vain, and it is posted once', async () => {
    office.owe('week 9');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    await isLimited();
    const met = office.callsOf('chat.postMessage');
    await office.after(29);
    expect(office.callsOf('chat.postMessage')).toBe(met);
    office.workspace.clearFaults();
    await office.after(60);
    await office.after(60);
    expect(office.texts()).toEqual(['week 9']);
    expect(posted()).toBe(channels.length);
  });

  test('leaves nothing in doubt: what was limited need not be looked for', async () => {
    await isLimited();
    expect(office.db.all("SELECT DISTINCT state FROM message WHERE drawing = 'note'")).toEqual([
      { state: 'due' },
    ]);
  });
});

describe('a limit for opening direct messages', () => {
  let people: Person[];
  beforeEach(() => {
    people = Array.from({ length: 9 }, (_, index) => office.workspace.addPerson({ name: `P${index}` }));
  });

  test('holds whoever is written to for the first time, and nobody else', async () => {
    office.owe('week 9', office.ana);
    await office.drain();
    limits('conversations.open');
    for (const person of people) office.owe('week 9', person);
    await office.drain();
    const met = office.callsOf('conversations.open');
    expect(met).toBeLessThanOrEqual(1 + mostTogether);
    expect(putOff()).toBe(met - 1);
    office.owe('week 10', office.ana);
    office.owe('week 10');
    await office.after(10);
    expect(office.notes()).toEqual(['week 9', 'week 10']);
    expect(office.texts()).toEqual(['week 10']);
    expect(office.callsOf('conversations.open')).toBe(met);
    office.workspace.clearFaults();
    await office.after(20);
    expect(people.flatMap((person) => office.notes(person))).toEqual(people.map(() => 'week 9'));
  });
});

describe('a limit for looking into channels', () => {
  test('holds what is looked for, and no post', async () => {
    for (const channel of channels) office.owe('round 1', channel);
    office.workspace.failNext('chat.postMessage', { losesReply: true }, { times: channels.length });
    await office.drain();
    limits('conversations.history');
    await office.after(60);
    const met = office.callsOf('conversations.history');
    expect(met).toBeLessThanOrEqual(mostTogether);
    expect(putOff()).toBe(met);
    office.owe('round 2');
    await office.after(10);
    expect(office.texts()).toEqual(['round 2']);
    expect(office.callsOf('conversations.history')).toBe(met);
    office.workspace.clearFaults();
    await office.after(20);
    // What was found is edited once, for it may show less than the facts say now.
    await office.after(3);
    expect(posted()).toBe(channels.length);
    expect(office.db.all("SELECT 1 FROM message WHERE state <> 'sent'")).toEqual([]);
    expect(office.callsOf('chat.postMessage')).toBe(channels.length + 1);
  });

  test('holds after a restore whatever must be looked for, though it was never tried', async () => {
    const until = stored(new Date('2026-03-09T08:00:00.000Z'));
    for (const [name, value] of [
      ['held_since', stored(office.clock.now())],
      ['held_until', until],
    ] as const) {
      office.db.run('INSERT INTO setting (name, value) VALUES (@name, @value)', { name, value });
    }
    for (const channel of channels) office.owe('round 1', channel);
    limits('conversations.history');
    await office.drain();
    const met = office.callsOf('conversations.history');
    expect(met).toBeLessThanOrEqual(mostTogether);
    await office.after(29);
    expect(office.callsOf('conversations.history')).toBe(met);
    office.workspace.clearFaults();
    await office.after(1);
    expect(posted()).toBe(channels.length);
  });
});

describe('a sender that waits for Slack', () => {
  test('is not stuck, however long the pause, and does nothing meanwhile', async () => {
    for (const channel of channels) office.owe('round 1', channel);
    limits('chat.postMessage', 3_600);
    await office.drain();
    for (let minutes = 1; minutes < 60; minutes += 1) {
      office.clock.advanceMs(60_000);
      expect(await office.sender.drain()).toBe(0);
      const now = office.clock.now();
      const { movedAt } = office.sender;
      expect(movedAt).toEqual(now);
      const signs = { db: office.db, tickedAt: now, movedAt: movedAt ?? now, tokenProblem: null };
      expect(health(signs, now)).toEqual({ status: 200, says: 'ok' });
    }
    expect(nextMessageDueAt(office.db)?.toISOString()).toBe('2026-03-02T09:00:00.000Z');
  });

  test('goes on waiting when it is started anew', async () => {
    await isLimited();
    const met = office.callsOf('chat.postMessage');
    await office.restart();
    await office.after(29);
    expect(office.callsOf('chat.postMessage')).toBe(met);
    office.workspace.clearFaults();
    await office.after(1);
    expect(posted()).toBe(channels.length);
  });

  test('does not ask again in the same moment, even when Slack names no pause', async () => {
    for (const channel of channels) office.owe('round 1', channel);
    limits('chat.postMessage', 0);
    await office.drain();
    expect(office.callsOf('chat.postMessage')).toBeLessThanOrEqual(mostTogether);
    expect(nextMessageDueAt(office.db)?.getTime()).toBeGreaterThan(office.clock.now().getTime());
  });
});
