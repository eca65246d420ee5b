// Looking back: on its day the owner of what stands is asked what customers thought, and says so with a reason.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askOutcome } from '../../src/decision/ask-outcome.ts';
import { reviewDue } from '../../src/decision/await-outcome.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { evidenceFor } from '../../src/decision/evidence-store.ts';
import type { Matter } from '../../src/decision/matter.ts';
import { mattersOfDecision } from '../../src/decision/matter-store.ts';
import type { Outcome } from '../../src/decision/outcome.ts';
import { passMattersOn } from '../../src/decision/pass-matters-on.ts';
import { findSuccessor } from '../../src/decision/store.ts';
import { tellOutcome } from '../../src/decision/tell-outcome.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { loadReminders } from '../../src/home/load-reminders.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { personLeft } from '../../src/people/read-directory.ts';
import { findPerson, savePerson } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { ana, ben, board, chloe, dmitri, eve, gus, leaves, monday, refusalOf, town } from '../people/town.ts';
import { again, answers, closes, owed, records } from './team.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

/** Monday the 13th of April at nine in Berlin, where the clocks have changed meanwhile. */
const sixWeeksOn = new Date('2026-04-13T07:00:00.000Z');

/** Ben owns it, and the team would love it. */
function loved(change = {}): Decision {
  const decision = records(db, { ownerId: ben, ...change });
  answers(db, decision, { [ana]: 'love', [ben]: 'love', [gus]: 'accept' });
  return closes(db, decision);
}

/** And its day has come. */
function lookedAt(change = {}): Decision {
  const decision = loved(change);
  askOutcome(db, sixWeeksOn, decision.id);
  return again(db, decision);
}

function review(decision: Decision): Matter {
  const found = mattersOfDecision(db, decision.id).findLast(({ kind }) => kind === 'review');
  if (!found) throw new Error('nobody looks back');
  return found;
}

const tells = (decision: Decision, outcome: Outcome, more = {}, id: string = ben, at = sixWeeksOn) =>
  tellOutcome(db, at, id, review(decision).id, {
    outcome,
    reason: ' They told us ',
    voiceIds: [],
    againOn: null,
    ...more,
  });

describe('the day', () => {
  test.each([
    [null, '2026-04-13T07:00:00.000Z', 'six weeks on, at nine where its owner is'],
    ['2026-03-14', '2026-03-16T08:00:00.000Z', 'a Saturday: the Monday after'],
  ])('of %s is %s (%s)', (reviewOn, wanted, _why) => {
    const decision = loved({ reviewOn });
    expect(alarmAt(db, reviewDue, decision.id)?.toISOString()).toBe(wanted);
  });

  test('waits for the close of its round', () => {
    const decision = records(db, { ownerId: ben });
    expect(alarmAt(db, reviewDue, decision.id)).toBeNull();
    askOutcome(db, sixWeeksOn, decision.id);
    expect(mattersOfDecision(db, decision.id)).toEqual([]);
  });

  test('asks its owner once, in their next note, for fourteen days', () => {
    const decision = lookedAt();
    expect(review(decision)).toMatchObject({
      kind: 'review',
      because: 'date',
      ownerId: ben,
      dueAt: later(sixWeeksOn, 14 * dayMs),
    });
    expect(alarmAt(db, reminderDue, ben)).toEqual(sixWeeksOn);
    expect(loadReminders(db, sixWeeksOn, ben, null).matters).toHaveLength(1);
    expect(owed(db)).not.toContain('owner outside to UBEN');
    askOutcome(db, sixWeeksOn, decision.id);
    expect(mattersOfDecision(db, decision.id)).toHaveLength(1);
  });

  test('asks nobody about what was reversed or withdrawn, before or after it came', () => {
    const [early, late] = [loved(), loved()];
    withdrawDecision(db, monday, ben, early.id, 'We mixed two up');
    expect(alarmAt(db, reviewDue, early.id)).toBeNull();
    askOutcome(db, sixWeeksOn, early.id);
    expect(mattersOfDecision(db, early.id)).toEqual([]);
    askOutcome(db, sixWeeksOn, late.id);
    withdrawDecision(db, sixWeeksOn, ben, late.id, 'We mixed two up');
    expect(review(late).ending).toBe('moot');
    expect(refusalOf(() => tells(late, 'love')).sentence).toContain('This is asked no more');
  });

  test('of what was changed is that of the change, unless it is past', () => {
    const decision = records(db, { ownerId: ben, reviewOn: '2026-03-05' });
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' });
    closes(db, decision);
    const at = later(monday, 5 * dayMs);
    askOutcome(db, at, decision.id);
    const [first] = mattersOfDecision(db, decision.id);
    const end = { ending: 'changed', reason: 'Shops need it', statement: 'Keep it for a year' } as const;
    endMatter(db, at, ben, first?.id ?? 0, end);
    expect(review(decision).ending).toBe('moot');
    const successor = findSuccessor(db, decision.id);
    expect(successor?.reviewOn).toBe('2026-04-18');
    expect(alarmAt(db, reviewDue, successor?.id ?? 0)?.toISOString()).toBe('2026-04-20T07:00:00.000Z');
  });

  test('finds the next in line where its owner has left', () => {
    const decision = loved();
    leaves(db, ben);
    passMattersOn(db, monday, ben);
    expect(again(db, decision).ownerId).toBe(ben);
    askOutcome(db, sixWeeksOn, decision.id);
    expect(review(decision).ownerId).toBe(ana);
    expect(again(db, decision).ownerId).toBe(ana);
    expect(owed(db)).toContain('inherited to UANA');
  });

  test('with nobody to ask waits for somebody who comes by, looked for every day', () => {
    const decision = loved();
    for (const id of [ana, ben, gus, chloe, eve]) leaves(db, id);
    askOutcome(db, sixWeeksOn, decision.id);
    expect(review(decision).ownerId).toBe(ben);
    expect(alarmAt(db, personLeft, ben)).toEqual(later(sixWeeksOn, dayMs));
    const back = findPerson(db, eve);
    if (back) savePerson(db, { ...back, rank: 'primary owner', leftAt: null });
    passMattersOn(db, later(sixWeeksOn, dayMs), ben);
    expect(review(decision).ownerId).toBe(eve);
  });
});

describe('a blind spot that is open when customers have spoken', () => {
  /** Half of the team did not know. */
  function unknown(): Decision {
    const decision = records(db, { ownerId: ben });
    answers(db, decision, { [ana]: 'unsure', [ben]: 'unsure', [gus]: 'love' });
    closes(db, decision);
    askOutcome(db, sixWeeksOn, decision.id);
    return again(db, decision);
  }
  const blindSpot = (decision: Decision) =>
    mattersOfDecision(db, decision.id).find(({ kind }) => kind === 'blind spot');

  test.each(['love', 'accept', 'dislike'] as const)('is learnt about with the outcome: %s', (outcome) => {
    const decision = unknown();
    expect(blindSpot(decision)?.ending).toBeNull();
    tells(decision, outcome, {}, chloe);
    const learnt = { ending: 'learnt', endedBy: chloe, reason: 'They told us', outcome: null };
    expect(blindSpot(decision)).toMatchObject(learnt);
    expect(loadReminders(db, sixWeeksOn, ben, null).matters).toEqual([]);
    expect(db.all("SELECT person_id, did FROM audit WHERE did IN ('told', 'learnt')")).toEqual([
      { person_id: chloe, did: 'told' },
      { person_id: chloe, did: 'learnt' },
    ]);
  });

  test('stays where nobody knows still', () => {
    const decision = unknown();
    tells(decision, 'unknown');
    expect(blindSpot(decision)?.ending).toBeNull();
  });

  test('keeps the ending that it had', () => {
    const decision = unknown();
    const end = { ending: 'let stand', reason: 'Too small' } as const;
    endMatter(db, sixWeeksOn, ben, blindSpot(decision)?.id ?? 0, end);
    tells(decision, 'love');
    expect(blindSpot(decision)).toMatchObject({ ending: 'let stand', reason: 'Too small' });
  });
});

describe('the outcome', () => {
  test.each(['love', 'accept', 'dislike', 'unknown'] as const)('is %s, once, with a reason', (outcome) => {
    const decision = lookedAt();
    tells(decision, outcome);
    expect(again(db, decision).outcome).toBe(outcome);
    expect(review(decision)).toMatchObject({ ending: 'told', outcome, reason: 'They told us', endedBy: ben });
    expect(refusalOf(() => tells(decision, 'love')).sentence).toContain('settled already: looked back on by');
    askOutcome(db, later(sixWeeksOn, dayMs), decision.id);
    expect(mattersOfDecision(db, decision.id)).toHaveLength(1);
  });

  test('is for its owner and the sponsor to tell, of a review, with a reason', () => {
    const decision = lookedAt();
    expect(refusalOf(() => tells(decision, 'love', {}, ana)).sentence).toContain('Only <@UBEN>');
    expect(refusalOf(() => tells(decision, 'love', { reason: ' ' })).field).toBe('reason');
    const { id } = review(decision);
    const told = { ending: 'told', reason: 'x' } as const;
    expect(refusalOf(() => endMatter(db, monday, ben, id, told)).sentence).toBe('This cannot end like that.');
    tells(decision, 'love', {}, chloe);
    expect(again(db, decision).outcome).toBe('love');
  });

  test('cites customers’ words, as far as the channel may read them', () => {
    const decision = lookedAt();
    const keeps = (conversationId: string, id: string) =>
      keepVoice(
        db,
        monday,
        id,
        { conversationId, messageTs: null },
        {
          words: 'Chat answers in a minute',
          customer: 'Acme',
          segment: null,
          source: null,
          stage: null,
          score: null,
          themes: [],
          saidOn: null,
        },
      ).voice.id;
    const [open, secret] = [keeps(decision.conversationId, ana), keeps(board, dmitri)];
    const withSecret = () => tells(decision, 'love', { voiceIds: [secret] }, chloe);
    expect(refusalOf(() => db.transaction(withSecret)).field).toBe('evidence');
    expect(review(decision).ending).toBeNull();
    tells(decision, 'love', { voiceIds: [open] });
    expect(evidenceFor(db, decision.id).map(({ voiceId }) => voiceId)).toEqual([open]);
  });

  test('that is still unknown may wait for another day, once', () => {
    const decision = lookedAt();
    for (const againOn of ['2026-04-13', '2026-10-13']) {
      expect(refusalOf(() => tells(decision, 'unknown', { againOn })).field).toBe('again_on');
    }
    expect(refusalOf(() => tells(decision, 'love', { againOn: '2026-05-04' })).sentence).toContain(
      'is known',
    );
    tells(decision, 'unknown', { againOn: '2026-05-04' });
    expect(again(db, decision)).toMatchObject({ outcome: null, reviewOn: '2026-05-04' });
    const monday4 = new Date('2026-05-04T07:00:00.000Z');
    expect(alarmAt(db, reviewDue, decision.id)).toEqual(monday4);
    askOutcome(db, monday4, decision.id);
    const twice = () => tells(decision, 'unknown', { againOn: '2026-06-04' }, ben, monday4);
    expect(refusalOf(twice).field).toBe('again_on');
    tells(decision, 'unknown', {}, ben, monday4);
    expect(again(db, decision).outcome).toBe('unknown');
  });

  test('leaves no words and no opinion in the trail', () => {
    tells(lookedAt(), 'dislike');
    const trail = JSON.stringify(db.all('SELECT * FROM audit'));
    expect(trail).toContain('told');
    expect(trail).not.toMatch(/dislike|They told us/);
  });
});
