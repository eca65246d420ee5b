// A matter goes to somebody else only when they take it: never two owners, never none.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptOffer, declineOffer, lapseOffer } from '../../src/decision/answer-offer.ts';
import { offerLapses } from '../../src/decision/close-offer.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { loadOffer, offersTo } from '../../src/decision/load-offer.ts';
import type { Matter } from '../../src/decision/matter.ts';
import { openMattersOf } from '../../src/decision/matter-store.ts';
import { offerMatter } from '../../src/decision/offer-matter.ts';
import { passMattersOn } from '../../src/decision/pass-matters-on.ts';
import { putOffMatter, requirePutOff } from '../../src/decision/put-off-matter.ts';
import { loadReminders } from '../../src/home/load-reminders.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import {
  ana,
  ben,
  board,
  bot,
  chloe,
  dmitri,
  gus,
  leaves,
  monday,
  refusalOf,
  town,
  wile,
} from '../people/town.ts';
import { again, answers, closes, owed, records } from './team.ts';

let db: Database;
let decision: Decision;
let matter: Matter;
beforeEach(() => {
  db = town();
  const recorded = records(db, { ownerId: ben });
  answers(db, recorded, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' });
  decision = closes(db, recorded);
  matter = now();
});
afterEach(() => db.close());

/** The one open matter, whoever owns it. */
function now(): Matter {
  const [open] = [ana, ben, gus, chloe, dmitri].flatMap((id) => openMattersOf(db, id));
  if (!open) throw new Error('nothing is open');
  return open;
}

const offers = (to: string | null, id: string = ben, at = monday) => offerMatter(db, at, id, matter.id, to);

describe('an offer', () => {
  test('leaves its owner its owner, and asks the other in person', () => {
    offers(gus);
    expect(now()).toMatchObject({ ownerId: ben, offer: { to: gus, at: monday, state: 'open' } });
    expect(again(db, decision).ownerId).toBe(ben);
    expect(owed(db)).toContain('offer to UGUS');
    expect(offersTo(db, gus).map(({ matter: { id } }) => id)).toEqual([matter.id]);
    expect(alarmAt(db, offerLapses, matter.id)).toEqual(later(monday, 3 * dayMs));
  });

  test('at night reaches them in the morning, and its three days begin then', () => {
    offers(gus, ben, later(monday, 14 * hourMs));
    const morning = later(monday, dayMs);
    expect(now().offer?.at).toEqual(morning);
    expect(alarmAt(db, offerLapses, matter.id)).toEqual(later(morning, 3 * dayMs));
  });

  test('is for its owner and the sponsor to make, to somebody else who may own it', () => {
    expect(refusalOf(() => offers(gus, ana)).sentence).toContain('Only <@UBEN>');
    for (const id of [null, ben, bot, wile]) expect(refusalOf(() => offers(id)).field).toBe('person');
    leaves(db, gus);
    expect(refusalOf(() => offers(gus)).field).toBe('person');
    offers(ana, chloe);
    expect(now().offer?.to).toBe(ana);
  });

  test('of what was decided in private goes to those who may read it', () => {
    const secret = records(db, { ownerId: dmitri }, { id: dmitri, place: board });
    closes(db, secret);
    const [theirs] = openMattersOf(db, dmitri);
    const attempt = () => offerMatter(db, monday, dmitri, theirs?.id ?? 0, ana);
    expect(refusalOf(attempt).field).toBe('person');
  });

  test('takes the place of the one before, which cannot be taken any more', () => {
    const first = offers(gus);
    expect(refusalOf(() => offers(gus)).sentence).toContain('has been asked already');
    offers(ana);
    expect(refusalOf(() => acceptOffer(db, monday, gus, matter.id)).sentence).toBe(
      'This is not offered to you any more. It is with <@UBEN>.',
    );
    expect(loadOffer(db, `${matter.id} ${gus} ${first.at.toISOString()}`)).toBeNull();
    acceptOffer(db, monday, ana, matter.id);
    expect(now()).toMatchObject({ ownerId: ana, offer: null });
  });
});

describe('taking it', () => {
  test('makes the decision and all that is open of it theirs, once', () => {
    offers(gus);
    acceptOffer(db, later(monday, dayMs), gus, matter.id);
    expect(now()).toMatchObject({ id: matter.id, ownerId: gus, offer: null, dueAt: matter.dueAt });
    expect(again(db, decision).ownerId).toBe(gus);
    expect(openMattersOf(db, ben)).toEqual([]);
    expect(alarmAt(db, offerLapses, matter.id)).toBeNull();
    expect(alarmAt(db, reminderDue, gus)).not.toBeNull();
    expect(refusalOf(() => acceptOffer(db, monday, gus, matter.id)).sentence).toContain('It is yours.');
    expect(refusalOf(() => offers(ana)).sentence).toContain('Only <@UGUS>');
  });

  test('is for whom it was offered to', () => {
    offers(gus);
    expect(refusalOf(() => acceptOffer(db, monday, ana, matter.id)).sentence).toContain('not offered to you');
    expect(refusalOf(() => declineOffer(db, monday, chloe, matter.id)).sentence).toContain('not offered');
    expect(now().ownerId).toBe(ben);
  });

  test('comes too late once it is settled', () => {
    offers(gus);
    endMatter(db, monday, ben, matter.id, { ending: 'kept', reason: 'It pays' });
    expect(refusalOf(() => acceptOffer(db, monday, gus, matter.id)).sentence).toContain('not offered to you');
    expect(alarmAt(db, offerLapses, matter.id)).toBeNull();
    expect(offersTo(db, gus)).toEqual([]);
  });
});

describe('what nobody takes', () => {
  const told = () => loadReminders(db, monday, ben, null).matters.map(({ matter: { id } }) => id);

  test.each([
    ['declined', () => void declineOffer(db, monday, gus, matter.id)],
    ['lapsed', () => lapseOffer(db, monday, matter.id)],
    [
      'lapsed',
      () => {
        leaves(db, gus);
        passMattersOn(db, monday, gus);
      },
    ],
  ])('is %s and stays with its owner, who is told in their note', (state, happens) => {
    offers(gus);
    expect(told()).toEqual([]);
    happens();
    expect(now()).toMatchObject({ ownerId: ben, offer: { to: gus, state } });
    expect(told()).toEqual([matter.id]);
    // It is nine in the morning for Ben, and he has had no note today.
    expect(alarmAt(db, reminderDue, ben)).toEqual(monday);
    expect(refusalOf(() => acceptOffer(db, monday, gus, matter.id)).sentence).toContain('not offered to you');
    offers(ana, ben, later(monday, hourMs));
    expect(now().offer?.state).toBe('open');
  });

  test('goes along when its owner leaves, and then nobody else is asked', () => {
    offers(gus);
    leaves(db, ben);
    passMattersOn(db, monday, ben);
    expect(now()).toMatchObject({ ownerId: ana, offer: null });
    expect(alarmAt(db, offerLapses, matter.id)).toBeNull();
  });
});

describe('putting it off', () => {
  const puts = (until: string | null, reason = 'Audit week', id: string = ben, at = monday) =>
    putOffMatter(db, at, id, matter.id, { until, reason });

  test('gives it a later date at the same hour, once', () => {
    // Due Monday the 9th at nine in Berlin; fourteen days on.
    expect(puts('2026-03-23')).toEqual(new Date('2026-03-23T08:00:00.000Z'));
    expect(now()).toMatchObject({ putOffBecause: 'Audit week', dueAt: new Date('2026-03-23T08:00:00.000Z') });
    expect(refusalOf(() => puts('2026-03-24')).sentence).toContain('once already');
    expect(refusalOf(() => requirePutOff(db, matter.id, ben)).sentence).toContain('once already');
  });

  test('stays within fourteen days of its date, or of today when that is past', () => {
    for (const day of [null, '2026-03-09', '2026-03-24'])
      expect(refusalOf(() => puts(day)).field).toBe('until');
    const late = later(monday, 30 * dayMs);
    expect(refusalOf(() => puts('2026-03-23', 'Late', ben, late)).field).toBe('until');
    expect(puts('2026-04-15', 'Late', ben, late)).toEqual(new Date('2026-04-15T07:00:00.000Z'));
  });

  test('needs a reason and its owner', () => {
    expect(refusalOf(() => puts('2026-03-20', ' ')).field).toBe('reason');
    expect(refusalOf(() => puts('2026-03-20', 'x'.repeat(2001))).field).toBe('reason');
    expect(refusalOf(() => puts('2026-03-20', 'Why not', ana)).sentence).toContain('Only <@UBEN>');
    expect(now().putOffBecause).toBeNull();
  });
});
