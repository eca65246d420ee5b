// Whatever people write, the messages about their decisions stay within what Slack takes.
import { describe, expect, test } from 'vitest';
import {
  lengthOfBlocks,
  maxBlocksLength,
  messageBlocks,
  modalView,
} from '../../sandbox/block-kit/surfaces.ts';
import { endMatterForm } from '../../src/decision/matter-view.ts';
import {
  inheritedMessage,
  lostMessage,
  ownerOutsideMessage,
  storyMessage,
  storyPage,
} from '../../src/decision/owner-view.ts';
import { revealMessage } from '../../src/decision/reveal-view.ts';
import { rootMessage } from '../../src/decision/root-view.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { ana, monday } from '../people/town.ts';
import { ampersands, decisionOf, matterOf, roundFactsOf, toldOf } from './extremes.ts';

/** What Slack would complain of; '' when it takes the message. */
function complaintsOf({ blocks }: Message): string {
  const read = messageBlocks.safeParse(blocks);
  const complaints = read.success ? [] : read.error.issues.map(({ path, message }) => `${path}: ${message}`);
  if (read.success && lengthOfBlocks(read.data) > maxBlocksLength) complaints.push('msg_blocks_too_long');
  return complaints.join('\n');
}

/** Everybody has spoken about each of them. */
const speakers = () => new Map(eight().map(({ decision }) => [decision.id, 12_345]));

const eight = () => Array.from({ length: 8 }, (_, index) => toldOf(123_450 + index));

describe('a root with eight decisions of three thousand characters', () => {
  const settled = (told: ReturnType<typeof toldOf>) => ({
    ...told,
    matters: [matterOf(told.decision.id, 'kept')],
    successorId: 654_321,
  });

  const plainly = (told: ReturnType<typeof toldOf>) => ({
    ...told,
    decision: { ...told.decision, statement: 'x'.repeat(3000) },
  });

  test.each(['open', 'closed'] as const)('is taken by Slack while it is %s', (state) => {
    for (const decisions of [eight(), eight().map(settled), eight().map(plainly)]) {
      expect(complaintsOf(rootMessage(roundFactsOf(state, decisions), speakers()))).toBe('');
    }
  });

  test.each([
    ['open', () => roundFactsOf('open', eight().map(plainly))],
    ['closed and settled', () => roundFactsOf('closed', eight().map(settled))],
  ])('stays under ten thousand characters while it is %s', (_state, facts) => {
    expect(JSON.stringify(rootMessage(facts(), speakers()).blocks).length).toBeLessThan(10_000);
  });

  test('lets every one of them be read whole and answered', () => {
    const open = JSON.stringify(rootMessage(roundFactsOf('open', eight())).blocks);
    for (const { decision } of eight()) {
      expect(open).toContain(`*Decision ${decision.id}*`);
      expect(open).toContain(`"answer.${decision.id}"`);
    }
    // The form behind [Why / change] shows a statement whole; for [Read] itself there is no room.
    expect(open.match(/"answer\.form"/g)).toHaveLength(8);
  });
});

describe('a message that holds the most that people can write', () => {
  const place = { name: ampersands(80), isOpen: false, closesAt: monday };
  const many = () => [1, 2, 3, 4, 5].map((id) => matterOf(id, id < 5 ? 'kept' : null));

  test.each([
    ['the reveal', () => revealMessage(roundFactsOf('closed', eight()), monday)],
    ['what was lost', () => lostMessage(ampersands(80), 'it is gone', eight(), monday)],
    [
      'what is inherited',
      () =>
        inheritedMessage(
          Array.from({ length: 30 }, (_, id) => toldOf(id)),
          monday,
        ),
    ],
    ['what an owner outside is told', () => ownerOutsideMessage(toldOf(1, { matters: many() }), monday)],
    ['the whole story', () => storyMessage(toldOf(1, { matters: many() }), place, monday)],
  ])('%s', (_what, draw) => {
    expect(complaintsOf(draw())).toBe('');
  });

  test('the whole story as a page, and the form that ends a matter', () => {
    const page = modalView.safeParse(storyPage(toldOf(1, { matters: many() }), place, monday));
    expect(page.error?.issues ?? []).toEqual([]);
    for (const ending of ['kept', 'changed', 'reversed'] as const) {
      const shown = modalView.safeParse(endMatterForm(matterOf(1), decisionOf(1, { ownerId: ana }), ending));
      expect(shown.error?.issues ?? []).toEqual([]);
    }
  });
});
