// The digest of an empty, an ordinary and an extreme week, as it is read: golden/ holds what it is to look like.
import { describe, expect, test } from 'vitest';
import { digestBlocks, digestMessage } from '../../src/digest/views.ts';
import {
  channelReader,
  complaintsOf,
  emptyWeek,
  extremeWeek,
  ordinaryWeek,
  readableMessage,
} from './weeks.ts';

const weeks = [
  ['empty', emptyWeek()],
  ['ordinary', ordinaryWeek()],
  ['extreme', extremeWeek()],
] as const;

describe.each(weeks)('an %s week', (name, facts) => {
  test('reads as it is to read, with charts', async () => {
    const message = digestMessage(facts, 'charts');
    expect(complaintsOf(message)).toBe('');
    await expect(`${message.text}\n\n${readableMessage(message)}`).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('says the same with a table, and to a channel', () => {
    for (const reader of [facts.reader, channelReader]) {
      const message = digestMessage({ ...facts, reader }, 'table');
      expect(complaintsOf(message)).toBe('');
      expect(message.text).toBe(digestMessage({ ...facts, reader }, 'charts').text);
    }
  });

  test('loses no section to the size of a message', () => {
    for (const drawn of ['charts', 'table'] as const) {
      const { blocks } = digestMessage(facts, drawn);
      expect(JSON.stringify(blocks)).not.toContain('as much as one message holds');
      expect(JSON.stringify(blocks)).toContain('*Thanks*');
    }
  });

  test('fits where no chart can stand', () => {
    expect(complaintsOf({ text: '', blocks: digestBlocks(facts, ['A note.']) })).toBe('');
  });
});
