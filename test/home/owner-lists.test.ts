// On the day of a digest its owners get their own lists, and nudges: in the one note of a day, and never in two.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endMatter } from '../../src/decision/end-matter.ts';
import { openMattersOf } from '../../src/decision/matter-store.ts';
import { nudgeOwner } from '../../src/digest/nudge-owner.ts';
import { asksOf } from '../../src/digest/owner-ask-store.ts';
import { remindersMessage } from '../../src/home/reminders-view.ts';
import { turnRemindersOff } from '../../src/people/reminders-store.ts';
import { savePerson } from '../../src/people/store.ts';
import { dayMs, hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { addQuietDays } from '../../src/ritual/quiet-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { answers, closes, records } from '../decision/team.ts';
import { tellWeek } from '../digest/told.ts';
import { ana, ben, chloe, gus, leaves, monday, person, product, town } from '../people/town.ts';
import { Mornings } from './mornings.ts';

/** The Monday of the digest, nine in Berlin. */
const due = later(monday, 7 * dayMs);

let db: Database;
let mornings: Mornings;

/** Ana owns a decision to reconsider within seven days: on the Monday of the digest it is not near enough to remind of. */
async function disliked(at = later(due, -dayMs)) {
  const decision = records(db, {}, { at });
  answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' }, at);
  closes(db, decision, at);
  const [matter] = openMattersOf(db, ana);
  if (!matter) throw new Error('nothing is to be reconsidered');
  await mornings.passTo(later(due, -minuteMs));
  return matter;
}

beforeEach(() => {
  db = town();
  const wishes = {
    name: 'Product',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
  };
  setUpRitual(db, later(monday, -30 * dayMs), ana, product, { ...wishes, personIds: [] });
  mornings = new Mornings(db);
});
afterEach(() => db.close());

describe('an owner’s list', () => {
  test('comes on the day of the digest, in their one note', async () => {
    const matter = await disliked();
    tellWeek(db, due);
    await mornings.passTo(later(due, 10 * hourMs));
    expect(mornings.timesOf(ana)).toEqual(['2026-03-09T08:00']);
    expect(mornings.remindersOf(ana)[0]?.reminders?.matters.map((one) => one.matter.id)).toEqual([matter.id]);
    await mornings.passTo(later(due, 2 * dayMs));
    expect(mornings.timesOf(ana)).toHaveLength(1);
  });

  test('goes into the note that went out that morning already, without another message', async () => {
    const soon = await disliked(later(due, -6 * dayMs));
    await mornings.passTo(due);
    expect(mornings.timesOf(ana)).toEqual(['2026-03-09T08:00']);
    const decision = records(db, { statement: 'Raise the price' }, { at: later(due, -dayMs) });
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' }, due);
    closes(db, decision, due);
    tellWeek(db, later(due, minuteMs));
    await mornings.passTo(later(due, hourMs));
    expect(mornings.timesOf(ana)).toHaveLength(1);
    const told = mornings.remindersOf(ana)[0]?.reminders?.matters.map((one) => one.matter.id);
    expect(told).toEqual([soon.id, soon.id + 1]);
  });

  test('waits for the morning where the owner lives', async () => {
    await disliked();
    savePerson(db, person(ana, { timeZone: 'America/Los_Angeles' }));
    tellWeek(db, due);
    await mornings.passTo(later(due, 23 * hourMs));
    expect(mornings.timesOf(ana)).toEqual(['2026-03-09T16:00']);
  });

  test('is told on the first day after quiet days', async () => {
    await disliked();
    addQuietDays(db, 1, { first: '2026-03-09', last: '2026-03-09' });
    tellWeek(db, due);
    await mornings.passTo(later(due, 10 * hourMs));
    expect(mornings.timesOf(ana)).toEqual([]);
    await mornings.passTo(later(due, 34 * hourMs));
    expect(mornings.timesOf(ana)).toEqual(['2026-03-10T08:00']);
  });

  test('is told on the first day on which its owner is here again', async () => {
    await disliked();
    mornings.away.add(ana);
    tellWeek(db, due);
    await mornings.passTo(later(due, 10 * hourMs));
    mornings.away.delete(ana);
    await mornings.passTo(later(due, 34 * hourMs));
    expect(mornings.timesOf(ana)).toEqual(['2026-03-10T08:00']);
  });

  test('is nothing for whoever left, wants no reminders, or settled it before', async () => {
    const matter = await disliked();
    tellWeek(db, due);
    endMatter(db, due, ana, matter.id, { ending: 'kept', reason: 'The law asks for it' });
    await mornings.passTo(later(due, hourMs));
    turnRemindersOff(db, ben, 'all');
    db.run(
      "UPDATE matter SET owner_id = @ben, ending = NULL, ended_at = NULL WHERE kind = 'reconsideration'",
      {
        ben,
      },
    );
    tellWeek(db, later(due, 7 * dayMs));
    leaves(db, gus);
    await mornings.passTo(later(due, 8 * dayMs));
    expect(mornings.notes.filter(({ drawing }) => drawing === 'reminders')).toEqual([]);
  });
});

describe('a nudge', () => {
  test('is told once, with the name of whoever asks', async () => {
    const matter = await disliked();
    nudgeOwner(db, due, chloe, { kind: 'matter', id: matter.id }, '');
    await mornings.passTo(later(due, 3 * dayMs));
    const [note, ...more] = mornings.remindersOf(ana);
    expect(more).toEqual([]);
    if (!note?.reminders) throw new Error('nobody was nudged');
    const shown = JSON.stringify(remindersMessage(note.reminders, note.at, note.day));
    expect(shown).toContain(`<@${chloe}> asks about this one.`);
    expect(asksOf(db, ana, null)).toEqual([]);
  });

  test('beside the list of the same day makes one note', async () => {
    const matter = await disliked();
    tellWeek(db, due);
    nudgeOwner(db, later(due, 1), chloe, { kind: 'matter', id: matter.id }, '');
    await mornings.passTo(later(due, 2 * dayMs));
    expect(mornings.timesOf(ana)).toHaveLength(1);
    expect(mornings.remindersOf(ana)[0]?.reminders?.asks).toEqual([
      { kind: 'matter', id: matter.id, nudgedBy: chloe },
    ]);
  });

  test('after the note of the day waits for that of the next', async () => {
    const matter = await disliked();
    tellWeek(db, due);
    await mornings.passTo(later(due, hourMs));
    nudgeOwner(db, mornings.now, chloe, { kind: 'matter', id: matter.id }, '');
    await mornings.passTo(later(due, 2 * dayMs));
    expect(mornings.timesOf(ana)).toEqual(['2026-03-09T08:00', '2026-03-10T08:00']);
  });
});
