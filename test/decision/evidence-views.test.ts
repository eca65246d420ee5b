// However long people’s and customers’ words are, the pages that show them stay within what Slack takes.
import { describe, expect, test } from 'vitest';
import {
  lengthOfBlocks,
  maxBlocksLength,
  messageBlocks,
  modalView,
} from '../../sandbox/block-kit/surfaces.ts';
import { answerForm } from '../../src/decision/form-views.ts';
import { historyBlocks, rewordForm, withdrawForm } from '../../src/decision/history-view.ts';
import { logMessage } from '../../src/decision/log-view.ts';
import { storyMessage, storyPage } from '../../src/decision/owner-view.ts';
import { rootMessage } from '../../src/decision/root-view.ts';
import { roundVoicesPage, voicesPage } from '../../src/decision/voices-view.ts';
import { whyText } from '../../src/decision/why-view.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { choiceText, citation } from '../../src/voc/citation.ts';
import { monday } from '../people/town.ts';
import { ampersands, decisionOf, matterOf, roundFactsOf, toldOf, voiceOf } from './extremes.ts';

function complaintsOf({ blocks }: Message): string {
  const read = messageBlocks.safeParse(blocks);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path}: ${message}`).join('\n');
  return lengthOfBlocks(read.data) > maxBlocksLength ? 'msg_blocks_too_long' : '';
}

const voices = (n: number) => Array.from({ length: n }, (_, index) => voiceOf(index + 1_000_000));
/** As many as can be listed, with labels as long as they can be. */
const segments = Array.from({ length: 20 }, (_, index) => ({
  name: `segment-${index}`,
  label: ampersands(60),
  customersShare: null,
  revenueShare: null,
}));
const withdrawn = () =>
  decisionOf(1, { fate: 'withdrawn', withdrawnBy: 'U0123456789', withdrawnBecause: ampersands(2000) });
const history = {
  chain: Array.from({ length: 15 }, (_, id) => ({
    id,
    statement: ampersands(3000),
    fate: 'changed' as const,
  })),
  trail: Array.from({ length: 20 }, () => ({
    at: monday,
    personId: 'U0123456789',
    did: 'took back voice 1234567890',
  })),
  rootLink: 'https://example.slack.com/archives/C0123456789/p1234567890123456',
  mayReword: true,
  mayWithdraw: true,
  mayReconsider: true,
};

describe('Slack takes', () => {
  test.each([
    [
      'the page of what customers said',
      () => voicesPage({ decision: decisionOf(1), cited: voices(20), spoken: voices(15) }),
    ],
    ['the page of an empty round', () => voicesPage({ decision: decisionOf(1), cited: [], spoken: [] })],
    [
      'the page of a crowded round',
      () => roundVoicesPage(Array.from({ length: 8 }, (_, id) => decisionOf(id))),
    ],
    [
      'the form of an answer',
      () => answerForm(decisionOf(1), toldOf(1).answers[0], false, { cited: voices(7), segments }),
    ],
    ['the form for correcting words', () => rewordForm(decisionOf(1))],
    ['the form for withdrawing', () => withdrawForm(decisionOf(123_456))],
    [
      'a story with a long past',
      () => storyPage(toldOf(1), { name: 'x', isOpen: false, closesAt: monday, history }, monday),
    ],
  ])('%s', (_what, draw) => {
    expect(modalView.safeParse(draw()).error?.issues ?? []).toEqual([]);
  });

  test.each([true, false])('the story as a message, with its round open: %s', (isOpen) => {
    for (const decision of [decisionOf(1), withdrawn()]) {
      const told = toldOf(1, { decision, matters: [matterOf(1, 'moot')] });
      expect(complaintsOf(storyMessage(told, { name: 'x', isOpen, closesAt: monday, history }, monday))).toBe(
        '',
      );
    }
  });

  test('a page of the log', () => {
    const entry = { id: 1, state: 'reconsider' as const, team: ampersands(80), decision: decisionOf(1) };
    const message = logMessage({
      entries: Array.from({ length: 10 }, () => entry),
      total: 5_000,
      offset: 4_980,
      text: ampersands(500),
    });
    expect(complaintsOf(message)).toBe('');
    expect(JSON.stringify(message.blocks)).toContain('"More"');
  });

  test.each(['open', 'closed'] as const)('a root whose decisions were all withdrawn, %s', (state) => {
    const eight = Array.from({ length: 8 }, (_, id) => toldOf(id, { decision: { ...withdrawn(), id } }));
    const message = rootMessage(roundFactsOf(state, eight));
    expect(complaintsOf(message)).toBe('');
    expect(JSON.stringify(message.blocks)).not.toContain('"answer.form"');
  });

  test('choices of a type-ahead, which keep the customer and the number in sight', () => {
    expect(choiceText(voiceOf(123_456))).toHaveLength(75);
    expect(choiceText(voiceOf(123_456))).toMatch(/& &+… \(123456\)$|&… &+… \(123456\)$/);
    expect(choiceText({ ...voiceOf(7), words: 'It\n\nfails', customer: null })).toBe('It fails (7)');
  });
});

describe('a why', () => {
  const why = { why: 'They call us', segment: null, voiceIds: [7] };
  const by = { by: '<@UANA>', mostCharacters: 300 };
  const voice = {
    ...voiceOf(7),
    words: 'We *call* <you> & pay',
    customer: 'Acme',
    score: null,
    permalink: null,
  };

  test('is a guess without a customer’s words, be they forgotten', () => {
    expect(whyText(why, [], by)).toBe('> They call us\n> — <@UANA> · _a guess_');
    expect(whyText({ ...why, voiceIds: [] }, [voice], by)).toContain('a guess');
  });

  test('carries them, escaped', () => {
    expect(whyText(why, [voice], by)).toBe(
      '> They call us\n> — <@UANA>\n> 🗣 “We *call* &lt;you&gt; &amp; pay” Acme · voice 7',
    );
  });

  test('may be the customer’s words alone, and nobody’s in particular', () => {
    expect(whyText({ ...why, why: null }, [voice], { ...by, by: '' })).toBe(
      '> 🗣 “We *call* &lt;you&gt; &amp; pay” Acme · voice 7',
    );
  });

  test('shows two of them, and how many more there are', () => {
    const many = [1, 2, 3, 4].map((id) => ({ ...voice, id }));
    const text = whyText({ ...why, voiceIds: [1, 2, 3, 4] }, many, by);
    expect(text.match(/🗣/g)).toHaveLength(2);
    expect(text).toContain('and 2 voices more');
  });
});

test('a citation leads to its message and stays on one line', () => {
  const voice = {
    ...voiceOf(7),
    words: 'One\ntwo',
    customer: 'Acme',
    score: null,
    permalink: 'https://x/p?a=1&b=2',
  };
  expect(citation(voice, 100)).toBe('“One two” Acme · <https://x/p?a=1&amp;b=2|voice 7>');
});

test('the past of a decision without one is short', () => {
  const none = {
    chain: [],
    trail: [],
    rootLink: null,
    mayReword: false,
    mayWithdraw: false,
    mayReconsider: false,
  };
  expect(JSON.stringify(historyBlocks(decisionOf(1), none))).not.toMatch(/Withdraw|Correct|How it changed/);
});
