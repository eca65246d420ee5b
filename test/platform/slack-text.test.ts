// People's words keep their meaning on the way into Slack's markup and back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as text from '../../src/platform/slack-text.ts';
import { anyCharacter } from '../any-character.ts';

const { cut, escaped, escapedWithin, quote, readBack } = text;

/** Whole characters of every plane, with the ones that Slack's markup gives a meaning more often than chance. */
const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: anyCharacter, maxLength: 8 }) },
      fc.constantFrom(
        '&',
        '<',
        '>',
        '&amp;',
        '&lt;',
        '<@U1|ana>',
        '<!here>',
        '|',
        '\n',
        '🪑',
        '👩‍🚀',
        '*bold*',
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** Words with line breaks of every kind between them, and what grows when it is escaped. */
const broken = fc
  .array(fc.constantFrom('\n', '\r', '\r\n', '\u2028', '\u2029', '&', '<', 'so', '🪑'), { maxLength: 400 })
  .map((pieces) => pieces.join(''));

/** Half of a character that takes two UTF-16 units. */
const halves = (shown: string) => !shown.isWellFormed();

const nobody = () => undefined;

describe('escaping', () => {
  test('touches exactly & < > and nothing else', () => {
    expect(escaped('Tom & Jerry <b>"5 > 4"</b> *x* _y_ `z` &amp;')).toBe(
      'Tom &amp; Jerry &lt;b&gt;"5 &gt; 4"&lt;/b&gt; *x* _y_ `z` &amp;amp;',
    );
  });

  test('leaves nothing that Slack could read as a mention, link or command', () => {
    fc.assert(
      fc.property(words, (typed) => {
        expect(escaped(typed)).not.toMatch(/[<>]/);
      }),
    );
  });

  test('is undone by reading back, whatever was typed', () => {
    fc.assert(
      fc.property(words, (typed) => {
        expect(readBack(escaped(typed), nobody)).toBe(typed);
      }),
    );
  });
});

describe('cutting', () => {
  test('leaves alone what is short enough', () => {
    expect(cut('twelve chars', 12)).toBe('twelve chars');
    expect(cut('twelve chars', 11)).toBe('twelve cha…');
  });

  test('never halves a character', () => {
    expect(cut('ab🪑c', 4)).toBe('ab…');
    expect(cut('🪑🪑', 3)).toBe('🪑…');
  });

  test('never exceeds its length, and keeps a beginning of the words', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 120 }), (typed, most) => {
        const shown = cut(typed, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(halves(shown)).toBe(false);
        if (typed.length > most) expect(shown.endsWith('…')).toBe(true);
        expect(typed.startsWith(shown === typed ? shown : shown.slice(0, -1))).toBe(true);
      }),
    );
  });

  test('of escaped words counts what Slack counts, and never halves an escape', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 200 }), (typed, most) => {
        const shown = escapedWithin(typed, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(halves(shown)).toBe(false);
        const back = readBack(shown, nobody);
        expect(typed.startsWith(back === typed ? back : back.slice(0, -1))).toBe(true);
        if (escaped(typed).length <= most) expect(back).toBe(typed);
      }),
    );
  });
});

describe('a quotation', () => {
  test('marks every line', () => {
    expect(quote('It fails.\r\nTwice & a day.')).toBe('> It fails.\n> Twice &amp; a day.');
  });

  test('has at most twenty lines and a sign that there were more', () => {
    const lines = quote(Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n')).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('> …');
    expect(lines[19]).toBe('> line 19');
    expect(quote('a\n'.repeat(19)).split('\n')).toHaveLength(20);
  });

  test('never exceeds its length, and every line of it is marked', () => {
    fc.assert(
      fc.property(fc.oneof(words, broken), fc.integer({ min: 60, max: 600 }), (typed, most) => {
        const shown = quote(typed, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(halves(shown)).toBe(false);
        expect(shown).not.toMatch(/[\r\u2028\u2029]/);
        for (const line of shown.split('\n')) expect(line.startsWith('> ')).toBe(true);
      }),
    );
  });
});

describe('reading back what Slack escaped', () => {
  const names: Record<string, string> = { U1: 'ana', C1: 'export' };
  const nameOf = (id: string) => names[id];

  test.each([
    ['<@U1|ana> said so', '@ana said so'],
    ['<@U1> said so', '@ana said so'],
    ['<@U9> said so', '@U9 said so'],
    ['it is <#C1|export>', 'it is #export'],
    ['it is <#C1>', 'it is #export'],
    ['it is <#C1|>', 'it is #export'],
    ['it is <#C9|>', 'it is #C9'],
    ['<!here> <!channel>', '@here @channel'],
    ['<!subteam^S1|@leads>', '@leads'],
    ['<!date^1392734382^{date_short}|Feb 18, 2014>', 'Feb 18, 2014'],
    ['see <https://a.example/?a=1&amp;b=2>', 'see https://a.example/?a=1&b=2'],
    ['see <https://a.example|our page>', 'see our page (https://a.example)'],
    ['see <https://a.example|https://a.example>', 'see https://a.example'],
    ['<mailto:ana@a.example|ana@a.example>', 'ana@a.example'],
    ['<tel:+4930123456|+49 30 123456>', '+49 30 123456'],
    ['<tel:+4930123456>', '+4930123456'],
    ['5 &lt; 6 &amp;&amp; 7 &gt; 6', '5 < 6 && 7 > 6'],
    ['&amp;lt; stays an escape', '&lt; stays an escape'],
    ['a <- b and <unknown thing>', 'a <- b and <unknown thing>'],
  ])('%s', (typed, wanted) => {
    expect(readBack(typed, nameOf)).toBe(wanted);
  });
});

describe('small words', () => {
  test('count and mention', () => {
    expect([0, 1, 2].map((n) => text.count(n, 'decision'))).toEqual([
      '0 decisions',
      '1 decision',
      '2 decisions',
    ]);
    expect(text.count(2, 'person', 'people')).toBe('2 people');
    expect(text.mention('U1')).toBe('<@U1>');
    expect(text.channelLink('C1')).toBe('<#C1>');
  });

  test('tell a time in the reader’s zone, with UTC for readers that cannot draw it', () => {
    const at = new Date('2026-03-02T08:05:59.999Z');
    expect(text.dateTime(at)).toBe('<!date^1772438759^{date_short_pretty} at {time}|2026-03-02 08:05 UTC>');
    expect(text.day(at)).toBe('<!date^1772438759^{date_short_pretty}|2026-03-02>');
  });
});
