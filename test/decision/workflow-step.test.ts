// A workflow's step: what it asks, who owns the decision, what it is told, and how long we try to tell it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { castBallot } from '../../src/decision/cast-ballot.ts';
import { emptyRound } from '../../src/decision/empty-round.ts';
import { endWorkflowStep, tryWorkflowStep } from '../../src/decision/end-workflow-steps.ts';
import { rootPlace, stepOutputs } from '../../src/decision/load-workflow-step.ts';
import { loseRound } from '../../src/decision/lose-round.ts';
import { startWorkflowStep } from '../../src/decision/start-workflow-step.ts';
import { decisionsIn, loadDecision } from '../../src/decision/store.ts';
import { readStepRun, type StepRun, workflowStepDue } from '../../src/decision/workflow-step.ts';
import { findStep } from '../../src/decision/workflow-store.ts';
import { saveConversation } from '../../src/people/store.ts';
import { dayMs, hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { openRounds } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import {
  acme,
  ana,
  ben,
  board,
  bot,
  chloe,
  conversation,
  dmitri,
  gus,
  leaves,
  monday,
  product,
  refusalOf,
  town,
} from '../people/town.ts';
import { again, answers, asks, closes, records } from './team.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const setUp = (id: string = ana, place: string = product) =>
  setUpRitual(db, monday, id, place, {
    name: 'Product weekly',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
    personIds: [],
  });
const runs = (change: Partial<StepRun> = {}) => {
  const run = {
    executionId: 'Fx1',
    channelId: product,
    decision: 'Drop the importer',
    ownerId: null,
    ...change,
  };
  startWorkflowStep(db, monday, run);
  return findStep(db, run.executionId);
};
const decisionOf = (executionId = 'Fx1') => {
  const decision = loadDecision(db, findStep(db, executionId)?.decisionId ?? 0);
  if (!decision) throw new Error(`${executionId} has no decision`);
  return decision;
};
const rows = (table: string) => db.all(`SELECT * FROM ${table}`).length;

describe('the event', () => {
  const event = {
    type: 'function_executed',
    function: { callback_id: 'ask_customers' },
    function_execution_id: 'Fx1',
    bot_access_token: 'xwfp-secret',
    inputs: { channel: product, decision: 'Drop it', owner: ben, more: 'than we need' },
  };

  test('is read for what we need, and its token is not kept', () => {
    expect(readStepRun(event)).toEqual({
      executionId: 'Fx1',
      channelId: product,
      decision: 'Drop it',
      ownerId: ben,
    });
  });

  test('may say nothing that we can use, which is for the workflow to hear', () => {
    expect(readStepRun({ ...event, inputs: { channel: 7 } })).toEqual({
      executionId: 'Fx1',
      channelId: '',
      decision: '',
      ownerId: null,
    });
    expect(readStepRun({ ...event, inputs: undefined })?.ownerId).toBeNull();
  });

  test('of another step is none of our business', () => {
    expect(readStepRun({ ...event, function: { callback_id: 'another' } })).toBeNull();
    expect(readStepRun({ ...event, function: null })).toBeNull();
    expect(readStepRun({ ...event, function_execution_id: undefined })).toBeNull();
  });
});

describe('a step', () => {
  test('opens a round for the ritual’s facilitator and waits', () => {
    setUp();
    expect(runs()).toMatchObject({ state: 'waiting', problem: null, attempts: 0 });
    expect(decisionOf()).toMatchObject({ statement: 'Drop the importer', ownerId: ana, recordedBy: ana });
    expect(openRounds(db, product)).toMatchObject([{ trigger: 'workflow step', name: 'Product weekly' }]);
    expect(alarmAt(db, workflowStepDue, 'Fx1')).toBeNull();
  });

  test('joins the round that is open', () => {
    const round = asks(db);
    runs({ ownerId: ben });
    expect(decisionsIn(db, round.id)).toMatchObject([{ ownerId: ben }]);
    expect(rows('round')).toBe(1);
  });

  test('opens its own where the open round is about to close', () => {
    const { windowEndsAt } = asks(db);
    const step = { channelId: product, decision: 'Drop the importer', ownerId: ben };
    startWorkflowStep(db, later(windowEndsAt, -hourMs), { ...step, executionId: 'Fx1' });
    expect(openRounds(db, product).map(({ trigger }) => trigger)).toEqual(['workflow step', 'hand']);
  });

  test('names an owner where there is no ritual, who then runs the round', () => {
    runs({ ownerId: ben });
    expect(openRounds(db, product)).toMatchObject([{ ritualId: null, facilitatorId: ben }]);
  });

  test('writes people’s names as they are read', () => {
    runs({ ownerId: ana, decision: 'Let <@UBEN> decide &amp; tell' });
    expect(decisionOf().statement).toBe('Let @Ben decide & tell');
  });

  test('that is brought again has no second effect', () => {
    setUp();
    runs();
    runs();
    expect([rows('round'), rows('decision'), rows('workflow_step')]).toEqual([1, 1, 1]);
    expect(refusedStep({ executionId: 'Fx2', channelId: 'CNOWHERE' }).attempts).toBe(0);
    runs({ executionId: 'Fx2', channelId: 'CNOWHERE' });
    expect(rows('workflow_step')).toBe(2);
  });
});

function refusedStep(change: Partial<StepRun>) {
  const step = runs(change);
  if (step?.problem == null) throw new Error('it was not refused');
  expect(step.state).toBe('due');
  expect(alarmAt(db, workflowStepDue, step.executionId)).toEqual(monday);
  return step;
}

describe('a step is refused, and nothing else happens,', () => {
  const because = (change: Partial<StepRun>) => {
    const before = [rows('round'), rows('decision'), rows('message'), rows('audit')];
    const { problem } = refusedStep(change);
    expect([rows('round'), rows('decision'), rows('message'), rows('audit')]).toEqual(before);
    return problem;
  };

  test('where the bot cannot ask', () => {
    expect(because({ channelId: 'CNOWHERE', ownerId: ana })).toContain('I am not in this channel yet');
    expect(because({ executionId: 'Fx2', channelId: '', ownerId: ana })).toContain(
      'I am not in this channel yet',
    );
    expect(because({ executionId: 'Fx3', channelId: acme, ownerId: ana })).toContain(
      'shared with another organization',
    );
    saveConversation(db, conversation(product, { isArchived: true }));
    expect(because({ executionId: 'Fx4', ownerId: ana })).toContain('archived');
  });

  test('where nobody would own the decision, or somebody who cannot', () => {
    expect(because({})).toBe(
      'This channel has no ritual, so nobody owns the decision yet. Choose an owner in the workflow’s step.',
    );
    const cannot = 'The owner must be one person who is still here and can read this channel, and no bot.';
    expect(because({ executionId: 'Fx2', ownerId: bot })).toBe(cannot);
    expect(because({ executionId: 'Fx3', ownerId: 'UNOBODY' })).toBe(cannot);
    expect(because({ executionId: 'Fx4', channelId: board, ownerId: ana })).toBe(cannot);
    leaves(db, gus);
    expect(because({ executionId: 'Fx5', ownerId: gus })).toBe(cannot);
  });

  test('without a decision, with one that is too long, and in a full round', () => {
    expect(because({ ownerId: ana, decision: '  ' })).not.toBe('');
    expect(because({ executionId: 'Fx2', ownerId: ana, decision: 'x'.repeat(3001) })).toContain('3,000');
    for (let n = 0; n < 8; n += 1) records(db);
    expect(because({ executionId: 'Fx3', ownerId: ana })).toContain('holds eight decisions already');
  });
});

describe('at the reveal', () => {
  test('the steps of the round’s decisions are due, whoever waits elsewhere goes on waiting', () => {
    setUp();
    runs();
    runs({ executionId: 'Fx2', channelId: board, ownerId: dmitri });
    closes(db, decisionOf());
    expect(findStep(db, 'Fx1')).toMatchObject({ state: 'due', dueSince: monday });
    expect(alarmAt(db, workflowStepDue, 'Fx1')).toEqual(monday);
    expect(findStep(db, 'Fx2')).toMatchObject({ state: 'waiting', dueSince: null });
  });

  test('the outputs count the answers and say what the rule says', () => {
    runs({ ownerId: ana });
    answers(db, decisionOf(), { [ana]: 'love', [ben]: 'accept', [gus]: 'dislike' });
    closes(db, decisionOf());
    expect(stepOutputs(db, decisionOf().id, 'https://x/p1')).toEqual({
      round_link: 'https://x/p1',
      decision_number: decisionOf().id,
      tally: '1 love, 1 accept, 1 dislike, 0 unsure',
      must_reconsider: true,
    });
  });

  test('nobody has answered, and nothing is said of reconsidering', () => {
    runs({ ownerId: ana });
    closes(db, decisionOf());
    const outputs = stepOutputs(db, decisionOf().id, '');
    expect(outputs).toMatchObject({ tally: 'nobody answered' });
    expect(outputs).not.toHaveProperty('must_reconsider');
  });

  test('a private channel’s answers stay there, also when the channel became private or shared meanwhile', () => {
    runs({ channelId: board, ownerId: dmitri });
    answers(db, decisionOf(), { [dmitri]: 'dislike', [chloe]: 'dislike' });
    closes(db, decisionOf());
    const nothing = { round_link: 'l', decision_number: decisionOf().id, tally: 'private' };
    expect(stepOutputs(db, decisionOf().id, 'l')).toEqual(nothing);

    runs({ executionId: 'Fx2', ownerId: ana });
    const open = decisionOf('Fx2');
    closes(db, open);
    for (const change of [{ isPrivate: true }, { isShared: true }]) {
      saveConversation(db, conversation(product, change));
      expect(stepOutputs(db, open.id, 'l')).toEqual({ ...nothing, decision_number: open.id });
    }
  });

  test('an anonymous round with fewer than four answers tells neither tally nor result', () => {
    runs({ ownerId: ana });
    db.run('UPDATE round SET anonymous = 1');
    for (const id of [ana, ben, gus]) castBallot(db, monday, id, decisionOf().id, { verdict: 'dislike' });
    closes(db, decisionOf());
    expect(stepOutputs(db, decisionOf().id, 'l')).toEqual({
      round_link: 'l',
      decision_number: decisionOf().id,
      tally: 'too few answers to tell',
    });
  });

  test('a round that loses its place lets its steps go, without a link', () => {
    runs({ ownerId: ana });
    loseRound(db, monday, decisionOf().roundId, { kind: 'refused', problem: 'channel_not_found' });
    expect(findStep(db, 'Fx1')?.state).toBe('due');
    expect(rootPlace(db, decisionOf().id)).toBeNull();
  });

  test('a round that holds a step’s decision cannot be called empty', () => {
    runs({ ownerId: ana });
    expect(refusalOf(() => emptyRound(db, monday, ana, decisionOf().roundId)).sentence).toContain(
      'not empty',
    );
    expect(again(db, decisionOf()).ruling).toBeNull();
  });
});

describe('telling Slack', () => {
  beforeEach(() => {
    runs({ ownerId: ana });
    closes(db, decisionOf());
  });
  const tries = (at: Date) => tryWorkflowStep(db, at, 'Fx1');

  test('sets the next try first, with pauses that grow to an hour', () => {
    const pauses: number[] = [];
    let now = monday;
    for (let n = 1; n <= 9; n += 1) {
      expect(tries(now)?.attempts).toBe(n);
      const next = alarmAt(db, workflowStepDue, 'Fx1') ?? now;
      pauses.push((next.getTime() - now.getTime()) / minuteMs);
      now = next;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('is given up after a day of trying, and no alarm is left', () => {
    for (let n = 1; n <= 20; n += 1) expect(tries(later(monday, n * hourMs))?.attempts).toBe(n);
    expect(tries(later(monday, dayMs))?.state).toBe('due');
    endless();
    expect(tries(later(monday, dayMs + 1))?.state).toBe('lost');
    expect(findStep(db, 'Fx1')?.state).toBe('lost');
    expect(alarmAt(db, workflowStepDue, 'Fx1')).toBeNull();
    expect(tries(later(monday, 2 * dayMs))).toBeNull();
  });

  test('is not given up for a day on which the bot was down', () => {
    expect(tries(monday)?.state).toBe('due');
    expect(tries(later(monday, 3 * dayMs))?.state).toBe('due');
    expect(alarmAt(db, workflowStepDue, 'Fx1')).not.toBeNull();
  });

  /** The ticker takes an alarm down before it runs. */
  function endless() {
    db.run('DELETE FROM alarm WHERE kind = @kind', { kind: workflowStepDue });
  }

  test('ends once: what was told is not tried again', () => {
    tries(monday);
    endWorkflowStep(db, 'Fx1', 'told');
    expect(alarmAt(db, workflowStepDue, 'Fx1')).toBeNull();
    expect(tries(later(monday, minuteMs))).toBeNull();
    expect(tryWorkflowStep(db, monday, 'Fx-unheard-of')).toBeNull();
  });

  test('does not begin before the reveal', () => {
    runs({ executionId: 'Fx2', ownerId: ana });
    expect(tryWorkflowStep(db, monday, 'Fx2')).toBeNull();
  });
});
