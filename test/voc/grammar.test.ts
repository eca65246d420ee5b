// What stands after /voc: the customer's words, and what is said about them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/platform/refusal.ts';
import { readBack } from '../../src/platform/slack-text.ts';
import { anyCharacter } from '../any-character.ts';
import { readDraft } from './town.ts';

const nothing = {
  customer: null,
  segment: null,
  source: null,
  stage: null,
  score: null,
  themes: [],
  saidOn: null,
};

/** The sentence with which a line is refused. */
function refusalOf(line: string): string {
  try {
    readDraft(line);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error(`taken: ${line}`);
}

describe('a whole line', () => {
  it('is read into its words, its customer and everything known besides', () => {
    const line =
      'The export takes twenty minutes and then fails -- Acme  #export nps:6 segment:mid source:support stage:use said:2026-11-20';
    expect(readDraft(line)).toEqual({
      words: 'The export takes twenty minutes and then fails',
      customer: 'Acme',
      segment: 'mid',
      source: 'support',
      stage: 'use',
      score: { scale: 'nps', value: 6 },
      themes: ['export'],
      saidOn: '2026-11-20',
    });
  });

  it('takes what follows the words in any order, with the customer in between', () => {
    const read = readDraft('Slow -- #export Acme stage:use Corp #speed csat:2');
    expect(read).toMatchObject({
      customer: 'Acme Corp',
      stage: 'use',
      score: { scale: 'csat', value: 2 },
      themes: ['export', 'speed'],
    });
  });

  it.each(['--', '—'])('takes %s for the separator, as keyboards do', (dash) => {
    expect(readDraft(`We love it ${dash} Acme`)).toMatchObject({ words: 'We love it', customer: 'Acme' });
  });

  it('takes a line break before the separator', () => {
    expect(readDraft('Slow\nand broken\n-- Acme')).toMatchObject({
      words: 'Slow\nand broken',
      customer: 'Acme',
    });
  });

  it('splits at the last separator', () => {
    expect(readDraft('It is slow -- very slow -- Acme')).toMatchObject({
      words: 'It is slow -- very slow',
      customer: 'Acme',
    });
  });

  it.each(['run it with --force please', 'foo--bar is odd', 'we waited—and waited', 'a---b', '--- broken'])(
    'leaves dashes inside words alone: %s',
    (words) => expect(readDraft(words)).toEqual({ ...nothing, words }),
  );

  it('takes an em dash before a long sentence for prose', () => {
    const words = `We gave up — ${'because nobody answered us for weeks and weeks '.repeat(3).trim()}`;
    expect(readDraft(words)).toEqual({ ...nothing, words });
  });

  it('takes themes and pairs at the very end without any separator', () => {
    expect(readDraft('The export is slow #export NPS:6')).toEqual({
      ...nothing,
      words: 'The export is slow',
      themes: ['export'],
      score: { scale: 'nps', value: 6 },
    });
  });

  it.each([
    'we are your #1',
    'the #export is slow today',
    'it failed at 10:30',
    'see https://acme.example/a:b',
    'thanks :smile:',
    'the ratio is 3:1',
    'std::vector',
    'he said: no',
  ])('leaves alone what only looks like markup: %s', (words) => {
    expect(readDraft(words)).toEqual({ ...nothing, words });
  });

  it('keeps what looks like a pair once the words are ended', () => {
    expect(readDraft('It says error:timeout --').words).toBe('It says error:timeout');
  });

  it('takes values of several words in straight or curly quotes', () => {
    expect(readDraft('Slow -- Acme source:“sales call” stage:"set up"')).toMatchObject({
      source: 'sales call',
      stage: 'set up',
    });
  });

  it('takes a space after the colon', () => {
    expect(readDraft('Slow -- Acme nps: 6 segment: mid')).toMatchObject({
      customer: 'Acme',
      segment: 'mid',
      score: { scale: 'nps', value: 6 },
    });
  });

  it('takes a channel for the theme of its name', () => {
    const words = readBack('Slow &amp; broken -- Acme <#C123|export_team> &lt;b&gt;', () => undefined);
    expect(readDraft(words)).toMatchObject({
      words: 'Slow & broken',
      customer: 'Acme <b>',
      themes: ['export-team'],
    });
  });

  it.each([
    ['<http://acme.example|acme.example> is down', 'acme.example is down'],
    [
      '<https://acme.example/a?b=1&amp;c|our docs> are old',
      'our docs (https://acme.example/a?b=1&c) are old',
    ],
    ['<https://acme.example/>', 'https://acme.example/'],
    ['<mailto:jane@acme.com|jane@acme.com> wrote', 'jane@acme.com wrote'],
    ['<tel:+4930901820|+49 30 901820> rang', '+49 30 901820 rang'],
    ['&lt;!channel&gt; and <!here> and <!channel|channel>', '<!channel> and @here and @channel'],
    ['&amp;lt; is no tag', '&lt; is no tag'],
    ['a < b | c > d', 'a < b | c > d'],
  ])('takes words as they were typed: %s', (sent, words) => {
    expect(readDraft(readBack(sent, () => undefined)).words).toBe(words);
  });

  it('keeps each theme once, in lower case', () => {
    expect(readDraft('Slow #Export #export #Größe').themes).toEqual(['export', 'größe']);
  });
});

describe('what is refused', () => {
  it.each([
    ['', /Type what the customer said/],
    ['-- Acme', /Type what the customer said/],
    ['#export nps:6', /Type what the customer said/],
    ['\u200b\u200b -- Acme', /Type what the customer said/],
    ['Slow -- Acme colour:red', /colour:.*segment:, source:, stage:.*nps:, csat:, ces: and csi:/],
    ['Slow colour:red', /end their words with ` -- `/],
    ['Slow -- segment:huge', /high, mid, low/],
    ['Slow -- segment:mid segment:low', /segment: stands there twice/],
    ['Slow -- Acme customer:Bolt', /The customer stands there twice/],
    ['Slow -- nps:6 csat:4', /one score/],
    ['Slow -- nps:6 nps:6', /one score/],
    ['Slow -- nps:6.5', /NPS is a whole number from 0 to 10/],
    ['Slow -- said:2026-02-30', /said: takes a day/],
    ['Slow -- said:yesterday', /said: takes a day/],
    ['Slow -- #ex/port', /A theme is one word/],
    [`Slow -- #${'a'.repeat(41)}`, /at most 40 characters/],
    [`Slow -- ${Array.from({ length: 11 }, (_, n) => `#t${n}`).join(' ')}`, /11 themes/],
    [`Slow -- ${'A'.repeat(81)}`, /customer has at most 80/],
    [`Slow -- ${'k'.repeat(9000)}:x`, /I don’t know/],
  ])('%s', (line, sentence) => {
    expect(refusalOf(line)).toMatch(sentence);
    expect(refusalOf(line).length).toBeLessThan(600);
  });

  it.each([
    ['nps', 0, 10],
    ['csat', 1, 5],
    ['ces', 1, 7],
    ['csi', 0, 100],
  ])('%s outside %i to %i', (scale, least, most) => {
    expect(readDraft(`Slow -- ${scale}:${least}`).score).toEqual({ scale, value: least });
    expect(readDraft(`Slow -- ${scale}:${most}`).score).toEqual({ scale, value: most });
    for (const value of [least - 1, most + 1]) {
      expect(refusalOf(`Slow -- ${scale}:${value}`)).toContain(`from ${least} to ${most}`);
    }
  });

  it('words of more than 8,000 characters, with their number', () => {
    expect(readDraft('x'.repeat(8_000)).words).toHaveLength(8_000);
    expect(refusalOf(`${'x'.repeat(8_001)} -- Acme`)).toContain(
      '8,001 characters; a voice has at most 8,000',
    );
    expect(refusalOf('a <!channel> '.repeat(800))).toContain('10,399 characters');
  });
});

describe('any line', () => {
  const plainWord = fc
    .stringMatching(/^[A-Za-zÀ-ž0-9.,!?&<>*_~`'"()-]{1,12}$/)
    .filter((word) => word !== '--');
  const plainWords = fc
    .array(plainWord, { minLength: 1, maxLength: 30 })
    .map((words) => words.join(' '))
    .filter((words) => /[\p{L}\p{N}]/u.test(words));

  it('gives back words without markup unchanged, with and without a customer', () => {
    fc.assert(
      fc.property(plainWords, (words) => {
        expect(readDraft(words)).toEqual({ ...nothing, words });
        expect(readDraft(`${words} -- Acme #export`)).toEqual({
          ...nothing,
          words,
          customer: 'Acme',
          themes: ['export'],
        });
      }),
    );
  });

  it('takes a mood, and refuses what is none', () => {
    expect(readDraft('The line was dead -- mood:bad')).toMatchObject({ unhappy: true, customer: null });
    expect(readDraft('All fine -- Acme mood:good')).not.toHaveProperty('unhappy');
    expect(() => readDraft('Hm -- mood:purple')).toThrow('After mood: comes bad or good.');
  });

  it('gives back any words once they are ended with --', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (text) => {
        const words = text.replaceAll('\0', '').toWellFormed().trim();
        fc.pre(/[\p{L}\p{N}\p{P}\p{S}]/u.test(words));
        expect(readDraft(`${text} -- Acme`).words).toBe(words);
      }),
    );
  });

  it('is read or refused with a sentence, and nothing else', () => {
    const bit = fc.oneof(
      fc.constantFrom(
        '--',
        '—',
        '#',
        '#a',
        'nps:',
        'nps:6',
        'said:',
        '"',
        '“',
        ':',
        'segment:mid',
        '\ud800',
        '\0',
      ),
      fc.string({ unit: anyCharacter, maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 20 }), fc.constantFrom(' ', '', '\n'), (bits, gap) => {
        try {
          readDraft(bits.join(gap));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is read quickly, however odd it is', () => {
    for (const odd of ['#a ', 'a:b ', '-- ', '"', 'aaaa', ':']) {
      const startedAt = performance.now();
      try {
        readDraft(odd.repeat(20_000 / odd.length));
      } catch {}
      expect(performance.now() - startedAt, odd).toBeLessThan(500);
    }
  });
});
