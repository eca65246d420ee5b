// Whatever happens to decisions, each has a way forward and one owner: random histories, checked after every act.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tallyOf } from '../../src/decision/answer-store.ts';
import { reviewDue } from '../../src/decision/await-outcome.ts';
import { offerLapses } from '../../src/decision/close-offer.ts';
import { type Decision, isInForce } from '../../src/decision/decision.ts';
import { tell } from '../../src/decision/load-round.ts';
import { isSettled, type Matter } from '../../src/decision/matter.ts';
import { mattersOfDecision } from '../../src/decision/matter-store.ts';
import { findSuccessor } from '../../src/decision/store.ts';
import { noAnswers, type Tally } from '../../src/decision/verdict.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { isActive } from '../../src/people/person.ts';
import { personLeft } from '../../src/people/read-directory.ts';
import { mayOwn } from '../../src/people/roles.ts';
import { findPerson } from '../../src/people/store.ts';
import { localTime } from '../../src/people/zone.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { town } from '../people/town.ts';
import { type Act, after, History } from './history.ts';
import { roundOf } from './team.ts';

let db: Database;
beforeAll(() => {
  db = town();
});
afterAll(() => db.close());

const number = fc.noBias(fc.nat({ max: 1_000 }));
const what = fc.oneof(
  { weight: 3, arbitrary: fc.constant('record' as const) },
  { weight: 8, arbitrary: fc.constant('answer' as const) },
  { weight: 4, arbitrary: fc.constantFrom('close' as const, 'wait' as const) },
  { weight: 4, arbitrary: fc.constantFrom('end' as const, 'look' as const) },
  { weight: 4, arbitrary: fc.constantFrom('offer' as const, 'accept' as const, 'decline' as const) },
  { weight: 2, arbitrary: fc.constantFrom('putOff' as const, 'reconsider' as const, 'complain' as const) },
  { weight: 1, arbitrary: fc.constantFrom('withdraw' as const, 'leave' as const, 'comeBack' as const) },
  { weight: 1, arbitrary: fc.constantFrom('part' as const, 'join' as const) },
);
const act: fc.Arbitrary<Act> = fc.record({ what, who: number, which: number, how: number });
const acts = fc.noBias(fc.array(act, { minLength: 20, maxLength: 45, size: 'max' }));

/** A decision that Ana and Ben judged, so that there is something to do from the start. */
const beginning: Act[] = [
  { what: 'record', who: 0, which: 1, how: 9 },
  { what: 'answer', who: 0, which: 0, how: 0 },
  { what: 'answer', who: 1, which: 0, how: 1 },
  { what: 'wait', who: 0, which: 0, how: 4 },
];

/** As expect, which would take longer than all the rest here. */
function must(holds: boolean, what: string, facts: unknown): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(facts)}`);
}

/** An open matter has the owner of its decision, who may own it and is reminded, or is looked for every day. */
function checkOwner(matter: Matter, { ownerId, conversationId, audience }: Decision): void {
  must(matter.ownerId === ownerId, 'a matter is its decision’s owner’s', matter);
  const may = mayOwn(db, conversationId, audience !== 'workspace', ownerId);
  const isLookedFor = alarmAt(db, personLeft, ownerId) !== null;
  must(may || isLookedFor, 'nobody owns it, or looks for an owner', matter);
  const isReminded = alarmAt(db, reminderDue, ownerId) !== null;
  must(isReminded || !isActive(findPerson(db, ownerId)), 'its owner is not reminded', matter);
  const { offer } = matter;
  if (offer?.state !== 'open') return;
  must(offer.to !== ownerId, 'it is offered to its owner', matter);
  must(alarmAt(db, offerLapses, matter.id) !== null, 'its offer never lapses', matter);
}

/** One of a kind at a time, and a contradiction once a month, as its owners' months are. */
function checkNumbers(matters: Matter[]): void {
  const open = matters.filter(({ ending }) => ending === null).map(({ kind }) => kind);
  must(new Set(open).size === open.length, 'two of a kind are open', matters);
  const months = matters
    .filter(({ kind }) => kind === 'contradiction')
    .map(({ openedAt }) => localTime(openedAt, 'Europe/Berlin').date.slice(0, 7));
  must(new Set(months).size === months.length, 'two contradictions in a month', matters);
}

/** What became of it is what its last reconsideration says; and what is over asks nothing of anybody. */
function checkFate(decision: Decision, matters: Matter[]): void {
  const { fate, id } = decision;
  const ended = matters.filter(({ kind }) => kind === 'reconsideration').filter(isSettled);
  const last = ended.at(-1)?.ending ?? null;
  must(fate === 'withdrawn' || fate === last, 'its fate is another than its last ending', { fate, matters });
  must(fate !== 'changed' || findSuccessor(db, id)?.changesId === id, 'nothing took its place', decision);
  if (isInForce(decision)) return;
  must(
    matters.every(({ ending }) => ending !== null),
    'it is over, and still asks',
    matters,
  );
  must(alarmAt(db, reviewDue, id) === null, 'it is over, and will be looked back on', decision);
}

function checkDecision(decision: Decision): void {
  const round = roundOf(db, decision);
  const matters = mattersOfDecision(db, decision.id);
  for (const matter of matters) if (matter.ending === null) checkOwner(matter, decision);
  checkNumbers(matters);
  checkFate(decision, matters);
  if (round.state === 'open') {
    const { tally, answers } = tell(db, round, decision);
    const isHidden = tally === noAnswers && answers.length === 0;
    must(isHidden && decision.ruling === null && matters.length === 0, 'it is told too soon', decision);
    return;
  }
  must(round.state === 'closed', 'its round got lost', round);
  // The way forward: it is over, its outcome is known, it is being looked back on, or it will be.
  const isLookedAt = matters.some(({ kind, ending }) => kind === 'review' && ending === null);
  const isAhead = alarmAt(db, reviewDue, decision.id) !== null;
  const goesOn = !isInForce(decision) || decision.outcome !== null || isLookedAt || isAhead;
  must(goesOn, 'it is stranded', { decision, matters });
}

/** The answers add up to what people said, and that is what is told once the round has closed. */
function checkTally(history: History, decision: Decision): void {
  const count: Tally = { ...noAnswers };
  for (const verdict of history.said.get(decision.id)?.values() ?? []) count[verdict] += 1;
  expect(tallyOf(db, decision.id)).toEqual(count);
  const round = roundOf(db, decision);
  if (round.state === 'closed') expect(tell(db, round, decision).tally).toEqual(count);
}

const done = new Map<string, number>();

// In parts: the limit of time is each one's own.
test.each([1, 2, 3])(
  'every state of a decision has a way forward and someone who owns it, part %i',
  async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (chosen) => {
        db.script('BEGIN');
        try {
          const history = new History(db);
          for (const one of [...beginning, ...chosen]) {
            await history.act(one);
            await history.passTo(after(history.now, one));
            for (const decision of history.decisions()) checkDecision(decision);
          }
          for (const decision of history.decisions()) checkTally(history, decision);
          for (const [name, times] of history.done) done.set(name, (done.get(name) ?? 0) + times);
        } finally {
          db.script('ROLLBACK');
        }
      }),
      // A walk that fails is told before the time is over, not lost in the search for a shorter one.
      { numRuns: 100, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: true },
    );
  },
  60_000,
);

// A walk that never gets anywhere would prove nothing.
test('the walks got everywhere', () => {
  for (const name of ['end', 'look', 'accept', 'decline', 'putOff', 'reconsider', 'withdraw', 'leave']) {
    expect([name, (done.get(name) ?? 0) >= 10]).toEqual([name, true]);
  }
});
