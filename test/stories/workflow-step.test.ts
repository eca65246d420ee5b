// Somebody's workflow asks what customers would think, and goes on when the answers are in.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { later, minuteMs } from '../../src/platform/clock.ts';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;
  const runsStep = async (decision: string, inputs: Record<string, string> = {}) => {
    const { ben } = scene.people;
    const execution = await scene.workspace.runStep('ask_customers', {
      channel: product().id,
      decision,
      owner: ben.id,
      ...inputs,
    });
    await scene.settle();
    return execution;
  };
  const closes = async () => {
    await scene.as('chloe').types('/ritual close', { in: product() });
    await scene.settle();
  };
  const told = () => scene.workspace.calls.filter(({ method }) => method.startsWith('functions.'));

  test('it asks the team, and a day later it is told the answers', async () => {
    const execution = await runsStep('Drop phone support');
    expect(scene.readRoot('productWeekly')).toContain('Drop phone support · owner @Ben');
    for (const name of ['ana', 'ben', 'grace'] as const)
      await scene.answer(name, 'productWeekly', 'They’d love it');
    await scene.answer('hiro', 'productWeekly', 'They’d dislike it');
    await scene.answer('farid', 'productWeekly', 'They’d dislike it');
    await scene.settle();
    expect(execution.state).toBe('running');

    await scene.travelTo('2026-03-03T09:00:00Z');
    expect(execution).toMatchObject({ state: 'succeeded' });
    expect(execution.outputs).toEqual({
      round_link: expect.stringMatching(/^https:\/\/stand-in\.slack\.com\/archives\/C\w+\/p\d+$/),
      tally: '3 love, 0 accept, 2 dislike, 0 unsure',
      must_reconsider: true,
      decision_number: 1,
    });
    await scene.travelTo('2026-03-05T09:00:00Z');
    expect(told()).toHaveLength(1);
  });

  test('an event that is brought twice, and a restart in between, ask and tell once', async () => {
    const execution = await runsStep('Drop phone support');
    await scene.workspace.redeliverLastEvent();
    await scene.restart();
    expect(scene.workspace.messages(product())).toHaveLength(1);
    expect(scene.readRoot('productWeekly').match(/Drop phone support/g)).toHaveLength(1);
    await closes();
    expect(execution.state).toBe('succeeded');
    expect(told()).toHaveLength(1);
  });

  test('what cannot be asked is told to whoever runs the workflow', async () => {
    const elsewhere = scene.workspace.addChannel({
      name: 'elsewhere',
      members: ['@ana'],
      botIsMember: false,
    });
    const execution = await runsStep('Drop phone support', { channel: elsewhere.id });
    expect(execution).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('/invite @Empty Chair'),
    });
    expect(scene.db.all('SELECT id FROM round')).toEqual([]);
  });

  test('what a private channel answered stays in it', async () => {
    const execution = await runsStep('Sell the Berlin office', {
      channel: scene.channels.boardRoom.id,
      owner: scene.people.dmitri.id,
    });
    await scene.answer('dmitri', 'boardRoom', 'They’d dislike it');
    await scene.travelTo('2026-03-03T09:00:00Z');
    expect(execution.outputs).toEqual({
      round_link: expect.stringContaining('/archives/'),
      tally: 'private',
      decision_number: 1,
    });
  });

  test('a bot that was down at the reveal tells it when it is back', async () => {
    const execution = await runsStep('Drop phone support');
    await scene.stop();
    await scene.travelTo('2026-03-03T12:00:00Z');
    expect(execution.state).toBe('running');
    await scene.start();
    expect(execution.state).toBe('succeeded');
  });
});

describe('when Slack has troubles', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.close());

  const runsAndCloses = async () => {
    const execution = await scene.workspace.runStep('ask_customers', {
      channel: scene.channels.productWeekly.id,
      decision: 'Drop phone support',
      owner: scene.people.ben.id,
    });
    await scene.settle();
    await scene.as('chloe').types('/ritual close', { in: scene.channels.productWeekly });
    await scene.settle();
    return execution;
  };
  const passes = (minutes: number) => scene.travelTo(later(scene.clock.now(), minutes * minuteMs));
  const state = () => scene.db.one<{ state: string }>('SELECT state FROM workflow_step')?.state;
  const tries = () =>
    scene.workspace.calls.filter(({ method }) => method === 'functions.completeSuccess').length;

  test('a failure is tried again, and the workflow is told once', async () => {
    scene.workspace.failNext('functions.completeSuccess', { status: 503 }, { times: 2 });
    const execution = await runsAndCloses();
    expect(execution.state).toBe('running');
    await passes(5);
    expect(execution.state).toBe('succeeded');
    await passes(120);
    expect([tries(), state()]).toEqual([3, 'told']);
  });

  test('an answer that is lost on the way is not taken for a refusal', async () => {
    scene.workspace.failNext('functions.completeSuccess', { losesReply: true });
    const execution = await runsAndCloses();
    expect([execution.state, state()]).toEqual(['succeeded', 'due']);
    await passes(5);
    expect([tries(), state()]).toEqual([2, 'told']);
  });

  test('Slack’s pause is kept', async () => {
    scene.workspace.failNext('functions.completeSuccess', { status: 429, retryAfterSeconds: 600 });
    await runsAndCloses();
    await passes(9);
    expect([tries(), state()]).toEqual([1, 'due']);
    await passes(2);
    expect([tries(), state()]).toEqual([2, 'told']);
  });

  test('a workflow that ended meanwhile is let go, with a line in the log', async () => {
    scene.workspace.failNext('functions.completeSuccess', { error: 'function_execution_not_found' });
    await runsAndCloses();
    expect(state()).toBe('lost');
    expect(
      scene.log.filter((line) => line.includes('Slack refuses the end of a workflow step')),
    ).toHaveLength(1);
    await passes(120);
    expect(tries()).toBe(1);
  });

  test('a root that is gone leaves the link empty, a root that cannot be looked up is tried again', async () => {
    scene.workspace.failNext('chat.getPermalink', { status: 500 });
    scene.workspace.failNext('chat.getPermalink', { error: 'message_not_found' });
    const execution = await runsAndCloses();
    expect([tries(), state()]).toEqual([0, 'due']);
    await passes(2);
    expect(execution.outputs).toMatchObject({ round_link: '', decision_number: 1 });
  });

  test('a day without Slack is enough', async () => {
    scene.workspace.failNext('functions.completeSuccess', { status: 503 }, { times: 100 });
    const execution = await runsAndCloses();
    await passes(26 * 60);
    expect([execution.state, state()]).toEqual(['running', 'lost']);
    expect(tries()).toBeLessThan(40);
    expect(scene.log.join('\n')).toContain('could not be told for a day and is given up');
  });

  test('the workflow’s own token and words are in no log and no table', async () => {
    await runsAndCloses();
    const kept = JSON.stringify(scene.db.all('SELECT * FROM inbox'));
    expect(`${kept}${scene.log.join('')}`).not.toMatch(/xwfp|Drop phone support/);
  });
});
