// The word after a command finds its room, and help lists them all.
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../../src/platform/asked.ts';
import { CommandWords, isSlip } from '../../src/platform/command-words.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { sentence } from '../../src/platform/reply.ts';
import { answerTo } from '../../src/platform/show.ts';

let words: CommandWords;
let heard: string[];

beforeEach(() => {
  heard = [];
  words = new CommandWords('/ritual');
  for (const word of ['skip', 'status']) {
    const run = ({ text }: Command) => {
      heard.push(`${word}: ${text}`);
      return { say: sentence(word) };
    };
    words.add({ word, usage: `${word} …`, tells: `does ${word}`, run });
  }
});

const typed = (text: string): Command => ({
  personId: 'UANA',
  now: new Date(0),
  text,
  conversationId: 'CPRODUCT',
  conversationName: 'product',
});

test('a word is found in any case, and what follows it is trimmed', () => {
  words.run(typed('skip   2026-03-03 '.trim()));
  words.run(typed('SKIP\nthis one'));
  words.run(typed('status'));
  expect(heard).toEqual(['skip: 2026-03-03', 'skip: this one', 'status: ']);
});

test('help tells every word, and stands in where nothing was typed', () => {
  words.introduce('I ask.');
  const help = words.run(typed('help')).say?.text;
  expect(help).toBe(
    'I ask.\n`/ritual skip …`  does skip\n`/ritual status …`  does status\n`/ritual help`  show this',
  );
  expect(words.run(typed('')).say?.text).toBe(help);
});

test('an unknown word is refused with those that are known', () => {
  words.introduce('I ask.');
  expect(() => words.run(typed('skipping'))).toThrow(
    new Refusal('I don’t know that word after /ritual. These I know: skip, status, help.'),
  );
  expect(heard).toEqual([]);
});

test('what starts with none of the words goes whole to whoever takes the rest', () => {
  words.introduce('I record.', ({ text }) => {
    heard.push(`rest: ${text}`);
    return {};
  });
  words.run(typed('drop phone support'));
  words.run(typed(''));
  expect(heard).toEqual(['rest: drop phone support', 'rest: ']);
});

describe('where people’s words follow the command', () => {
  const refusal = (text: string): string => {
    try {
      words.run(typed(text));
      return '';
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  };

  beforeEach(() => {
    words.introduce('I record.', ({ text }) => {
      heard.push(`rest: ${text}`);
      return {};
    });
    words.reserve('log', 'close');
  });

  test.each(['statsu', 'stauts', 'Sttaus', 'statos now', 'statuss of it all'])(
    '“%s” is asked about, not published',
    (text) => {
      expect(refusal(text)).toContain('Did you mean `/ritual status`?');
      expect(refusal(text)).toContain('use the form: `/ritual` alone');
      expect(heard).toEqual([]);
    },
  );

  test('a longer text is hardly a slip', () => {
    expect(refusal('statues of the founders are removed')).toBe('');
    expect(heard).toEqual(['rest: statues of the founders are removed']);
  });

  test.each(['slow', 'ship it', 'skin the cat', 'helm', 'drop it'])('“%s” is what people say', (text) => {
    expect(refusal(text)).toBe('');
    expect(heard).toEqual([`rest: ${text}`]);
  });

  test.each(['log', 'LOG every call', 'close the shop on Sundays, and tell all of our customers'])(
    '“%s” begins with a word that is kept for later',
    (text) => {
      expect(refusal(text)).toMatch(/^`\/ritual (log|close)` is not there yet\./);
      expect(heard).toEqual([]);
    },
  );

  test('a word that is taken up later is reserved no longer', () => {
    words.add({ word: 'log', usage: 'log', tells: 'all of them', run: () => ({ say: sentence('all') }) });
    expect(words.run(typed('log')).say?.text).toBe('all');
  });
});

describe('a slip', () => {
  test.each([
    ['serach', 'search', true],
    ['seach', 'search', true],
    ['ssearch', 'search', true],
    ['searcj', 'search', true],
    ['forgot', 'forget', true],
    ['shwo', 'show', true],
    ['lsit', 'list', true],
    ['slow', 'show', false],
    ['how', 'show', false],
    ['last', 'list', false],
    ['lists', 'list', false],
    ['search', 'search', false],
    ['research', 'search', false],
    ['sreach!', 'search', false],
    ['', 'list', false],
  ])('of “%s” for “%s”: %s', (word, known, slip) => {
    expect(isSlip(word, known)).toBe(slip);
  });

  test('is any swap of two neighbours that differ', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}$/), fc.nat(), (known, n) => {
        const at = n % (known.length - 1);
        const swapped = `${known.slice(0, at)}${known[at + 1]}${known[at]}${known.slice(at + 2)}`;
        expect(isSlip(swapped, known)).toBe(swapped !== known);
      }),
    );
  });
});

describe('a refused line', () => {
  const refused = { trouble: { sentence: 'No.', field: undefined, logged: false } };
  const shown = (text: string) => JSON.stringify(answerTo(refused, '/decided', text)?.blocks);

  test('comes back with what was typed, as it was typed', () => {
    expect(shown('Drop phone support for <@U1|ana> &amp; all')).toContain(
      'You typed: /decided Drop phone support for @ana &amp; all',
    );
  });

  test('is not repeated when it is short, and is cut when a message cannot hold it', () => {
    expect(shown('show nothing')).not.toContain('You typed');
    expect(shown('&'.repeat(8000)).length).toBeLessThan(2200);
  });
});
