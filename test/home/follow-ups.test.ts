// Promises to customers come in a person's one note of a day, and are not lost when that note is taken back.
import { beforeEach, describe, expect, test } from 'vitest';
import { loadHome } from '../../src/home/load-home.ts';
import { remindLess } from '../../src/home/remind-less.ts';
import type { Database } from '../../src/platform/database.ts';
import { closeFollowUp } from '../../src/voc/close-follow-up.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { ownVoice } from '../../src/voc/own-voice.ts';
import { ana, ben, monday, product, town } from '../people/town.ts';
import { readDraft } from '../voc/town.ts';
import { Mornings } from './mornings.ts';

let db: Database;
let mornings: Mornings;
beforeEach(() => {
  db = town();
  mornings = new Mornings(db);
  for (const words of ['The export fails -- Acme', 'The import fails -- Bolt']) {
    keepVoice(db, monday, ana, { conversationId: product, messageTs: null }, readDraft(words));
  }
});

const gives = (voiceId: number, dueOn: string) =>
  ownVoice(db, mornings.now, ana, voiceId, { ownerId: ben, dueOn });
/** The numbers of the voices told in each note that Ben got. */
const told = () =>
  mornings.remindersOf(ben).map(({ reminders }) => reminders?.followUps.map(({ voice }) => voice.id));

describe('a follow-up that somebody else gave', () => {
  test('is told once at the next moment, then before its day and after it, until it is closed', async () => {
    gives(1, '2026-03-20');
    await mornings.passTo('2026-03-18T20:00:00Z');
    expect(told()).toEqual([[1]]);
    await mornings.passTo('2026-03-19T20:00:00Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-02T08:00', '2026-03-19T08:00']);
    await mornings.passTo('2026-03-24T20:00:00Z');
    expect(told()).toHaveLength(3);
    closeFollowUp(db, mornings.now, ben, 1, 'Told them');
    await mornings.passTo('2026-04-30T20:00:00Z');
    expect(told()).toHaveLength(3);
  });

  test('shares a note with the others, and waits for the next day when today’s has gone', async () => {
    gives(1, '2026-03-20');
    await mornings.passTo('2026-03-02T09:00:00Z');
    gives(2, '2026-03-20');
    await mornings.passTo('2026-03-04T20:00:00Z');
    expect(told()).toEqual([[1], [2]]);
    expect(mornings.timesOf(ben)).toEqual(['2026-03-02T08:00', '2026-03-03T08:00']);
  });

  test('is told when they are back, if their status said that they were away', async () => {
    mornings.away.add(ben);
    gives(1, '2026-03-20');
    await mornings.passTo('2026-03-03T20:00:00Z');
    expect(told()).toEqual([]);
    mornings.away.delete(ben);
    await mornings.passTo('2026-03-05T20:00:00Z');
    expect(told()).toEqual([[1]]);
    expect(mornings.timesOf(ben)).toEqual(['2026-03-04T08:00']);
  });

  test('stands in the App Home only, for somebody who wants no reminders', async () => {
    remindLess(db, monday, ben, 'all');
    gives(1, '2026-03-04');
    await mornings.passTo('2026-03-10T20:00:00Z');
    expect(told()).toEqual([]);
    expect(loadHome(db, mornings.now, ben).followUps.items.map(({ voice }) => voice.id)).toEqual([1]);
  });
});
