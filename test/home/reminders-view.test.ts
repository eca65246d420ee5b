// What a note of reminders says to somebody on a busy day, and that Slack takes the longest one.
import { describe, expect, test } from 'vitest';
import { lengthOfBlocks, maxBlocksLength, messageBlocks } from '../../sandbox/block-kit/surfaces.ts';
import type { AnswerDue, Reminders } from '../../src/home/load-reminders.ts';
import { fewerText, remindersMessage, remindersPart } from '../../src/home/reminders-view.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { defaultQuestion, oneThird, type Ritual } from '../../src/ritual/ritual.ts';
import { ampersands, decisionOf, matterOf, toldOf } from '../decision/extremes.ts';
import { ana, monday } from '../people/town.ts';

const now = later(monday, 2 * dayMs);
const many = <T>(n: number, make: (id: number) => T): T[] =>
  Array.from({ length: n }, (_, id) => make(id + 1));

const ritualOf = (id: number, name = ampersands(80)): Ritual => ({
  id,
  conversationId: 'C0123456789',
  audience: 'workspace',
  name,
  functionId: null,
  question: defaultQuestion,
  reconsiderAt: oneThird,
  anonymous: false,
  facilitatorId: ana,
  pausedBecause: null,
  timeZone: 'UTC',
  schedules: [],
  huddles: false,
  createdAt: monday,
});

const answerOf = (id: number, ritual = ritualOf(id)): AnswerDue => ({
  decision: decisionOf(id),
  closesAt: later(now, dayMs),
  ritual,
});

const matterDue = (id: number) => ({ matter: matterOf(id), told: toldOf(id), voice: null });
const falling = [
  [9, 10],
  [8, 10],
  [7, 10],
  [6, 10],
  [5, 10],
].map(([answered = 0, waitedFor = 1], index) => ({ weekOf: `2026-02-0${index + 1}`, answered, waitedFor }));
const adviceOf = (id: number, weeks = falling) => ({
  key: { ritualId: id, sinceWeek: '2026-02-01' },
  ritual: ritualOf(id, 'Product weekly'),
  weeks,
});

const nothing: Reminders = { matters: [], answers: [], followUps: [], advice: [], asks: [], waits: false };
const note = (change: Partial<Reminders>): Message =>
  remindersMessage({ ...nothing, ...change }, now, '2026-03-04');
const shown = (message: Message) => JSON.stringify(message.blocks);

function complaintsOf({ blocks }: Message): string {
  const read = messageBlocks.safeParse(blocks);
  const complaints = read.success ? [] : read.error.issues.map(({ path, message }) => `${path}: ${message}`);
  if (read.success && lengthOfBlocks(read.data) > maxBlocksLength) complaints.push('msg_blocks_too_long');
  return complaints.join('\n');
}

describe('the first line of a note', () => {
  test.each([
    [1, 0, '1 decision waits for your answer.'],
    [3, 0, '3 decisions wait for your answer.'],
    [0, 1, '1 decision waits for you.'],
    [0, 2, '2 decisions wait for you.'],
    [1, 1, '1 decision waits for your answer, and 1 that you own waits for you.'],
    [2, 3, '2 decisions wait for your answer, and 3 that you own wait for you.'],
  ])('counts %i to answer and %i owned', (answers, matters, words) => {
    const { text, blocks } = note({ answers: many(answers, answerOf), matters: many(matters, matterDue) });
    expect(text).toBe(words);
    expect(blocks[0]).toMatchObject({ type: 'section', text: { text: words } });
  });

  test('names the rituals when there is only advice', () => {
    expect(note({ advice: [adviceOf(1)] }).text).toBe('Product weekly: fewer people answer');
  });
});

describe('a note', () => {
  test('answers each decision with one button, and says until when', () => {
    const words = shown(note({ answers: [answerOf(12)] }));
    expect(words).toContain('Decision 12 ·');
    expect(words).toContain('"action_id":"answer.form","value":"12"');
    expect(words).toContain('until <!date');
  });

  test('offers fewer reminders at its end, for each ritual it names, once', () => {
    const product = ritualOf(3, 'Product weekly');
    const { blocks } = note({
      answers: [answerOf(1, product), answerOf(2, product), { ...answerOf(3), ritual: undefined }],
    });
    const last = blocks.at(-1);
    const [menu] = last?.type === 'actions' ? last.elements : [];
    expect(menu).toMatchObject({
      action_id: 'reminders.off',
      placeholder: { text: 'Fewer reminders' },
      options: [
        { text: { text: 'Not for Product weekly' }, value: '3' },
        { text: { text: 'None at all' }, value: 'all' },
      ],
    });
  });

  test('shows rates that round to the same with a decimal', () => {
    const close = [
      [998, 1000],
      [996, 1000],
      [994, 1000],
      [992, 1000],
      [990, 1000],
    ].map(([answered = 0, waitedFor = 1], index) => ({
      weekOf: `2026-02-0${index + 1}`,
      answered,
      waitedFor,
    }));
    expect(shown(note({ advice: [adviceOf(1, close)] }))).toContain(
      '99.8 % → 99.6 % → 99.4 % → 99.2 % → 99.0 %',
    );
  });

  test('with the most of everything is taken by Slack, and keeps its end', () => {
    const most = note({
      answers: many(24, (id) => answerOf(id)),
      matters: many(60, matterDue),
      advice: many(2, (id) => adviceOf(id)),
    });
    expect(complaintsOf(most)).toBe('');
    expect(shown(most)).toContain('The others are in the App Home tab.');
    expect(most.blocks.at(-1)?.type).toBe('actions');
  });

  test.each([
    ['answers', { answers: many(60, (id) => answerOf(id)) }],
    ['matters', { matters: many(60, matterDue) }],
  ] as const)('of sixty %s is taken by Slack', (_what, change) => {
    expect(complaintsOf(note({ ...change }))).toBe('');
  });
});

describe('the App Home says about reminders', () => {
  const words = (facts: Parameters<typeof remindersPart>[0]) => JSON.stringify(remindersPart(facts));

  test('when they come, and how to have fewer', () => {
    const told = words({ isOff: false, on: [ritualOf(1, 'Product weekly')], off: [] });
    expect(told).toContain('At most one message a working day');
    expect(told).toContain('Not for Product weekly');
    expect(told).not.toContain('Remind me again');
  });

  test('which are off, and how to have them again', () => {
    const told = words({ isOff: false, on: [], off: [ritualOf(1, 'Product weekly')] });
    expect(told).toContain('• Product weekly');
    expect(told).toContain('Remind me again');
  });

  test('that all are off, and one button to turn them on', () => {
    const told = words({ isOff: true, on: [ritualOf(1, 'Product weekly')], off: [] });
    expect(told).toContain('"action_id":"reminders.on","value":"all"');
    expect(told).not.toContain('Fewer reminders');
  });
});

test('a choice is answered with what happens now', () => {
  expect(fewerText(ritualOf(1, 'A & B'))).toContain('I will not remind you to answer *A &amp; B* any more.');
  expect(fewerText(null)).toContain('What you own still has its date.');
});
