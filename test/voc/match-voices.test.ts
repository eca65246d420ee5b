// The chair speaks: which voices are offered for a decision, in which order, and to whom.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/people/person.ts';
import { viewerOf } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { conceptsOf } from '../../src/voc/match.ts';
import { countMatches, matchVoices } from '../../src/voc/match-voices.ts';
import { anyCharacter } from '../any-character.ts';
import {
  ana,
  ben,
  board,
  chloe,
  conversationViewer,
  dan,
  everyone,
  gus,
  keepsMany,
  partners,
  says,
  town,
} from './town.ts';

const decision = 'Drop phone support on the free plan';

let db: Database;
beforeEach(() => {
  db = town();
});

const viewerFor = (reader: string | Viewer) => (typeof reader === 'string' ? viewerOf(db, reader) : reader);

function matches(words: string, reader: string | Viewer = conversationViewer(everyone), most = 5): number[] {
  return matchVoices(db, words, viewerFor(reader), most).map(({ voice }) => voice.id);
}

const count = (words: string, reader: string | Viewer = conversationViewer(everyone)) =>
  countMatches(db, words, viewerFor(reader));

/** Voices about other matters, so that words have something to be rare among. */
function smallTalk(conversationId = everyone): void {
  for (const words of [
    'The export fails',
    'Our invoice lacks the number',
    'The dashboard is slow',
    'Dark mode please',
  ])
    says(db, ana, conversationId, words);
}

describe('what is offered', () => {
  it('is nothing in a workspace where nobody has spoken', () => {
    expect(matches(decision)).toEqual([]);
    expect(count(decision)).toBe(0);
  });

  it('is found among the first few voices, under its own name or another', () => {
    says(db, ana, everyone, 'The phone support saved our payroll');
    says(db, ana, everyone, 'I rang and your support stayed on the line');
    smallTalk();
    expect(matches(decision)).toEqual([1, 2]);
  });

  it('is nothing that shares a word only by chance, or only what is done', () => {
    smallTalk();
    says(db, ana, everyone, 'The free sample was nice');
    says(db, ana, everyone, 'You should drop that plan of yours');
    expect(matches(decision)).toEqual([]);
  });

  it('is nothing for a statement that names no matter', () => {
    says(db, ana, everyone, 'We start next week, and then we want to see more');
    for (const words of ['Start next week', 'Yes', '!!!', '', '12', 'We want to do it now']) {
      expect(matches(words), words).toEqual([]);
      expect(count(words), words).toBe(0);
    }
  });

  it('is nothing that shares what is done and when, but not the matter', () => {
    says(db, ana, everyone, 'We start next week with the new team');
    smallTalk();
    expect(matches('Start next week with the new team and the zebra')).toEqual([]);
    expect(matches('Start next week with the new export')).toEqual([2]);
  });

  it('counts themes as words', () => {
    says(db, ana, everyone, 'Never again #phone-support');
    smallTalk();
    expect(matches(decision)).toEqual([1]);
  });

  it('takes a customer’s name for one only where the statement writes it as a name', () => {
    says(db, ana, everyone, 'The discount is too small -- Acme');
    says(db, ana, everyone, 'We like it here -- Phone Support Ltd');
    smallTalk();
    expect(matches('Give Acme a discount')).toEqual([1]);
    expect(matches(decision)).toEqual([]);
  });

  it('knows products and versions by their numbers and capitals', () => {
    says(db, ana, everyone, 'Our auditor asks for SOC 2');
    says(db, ana, everyone, 'AI answers everything wrong');
    smallTalk();
    expect(matches('Get certified for SOC 2')).toEqual([1]);
    expect(matches('Let AI write the answers')).toEqual([2]);
  });

  it('comes best first, and the newer of two that are alike first', () => {
    const at = (day: string) => new Date(`${day}T10:00:00.000Z`);
    says(db, ana, everyone, 'Phone support is why we stay', at('2026-11-02'));
    says(db, ana, everyone, 'Phone support is why we stay', at('2026-11-03'));
    says(db, ana, everyone, 'Phone support is why we stay', at('2026-11-01'));
    says(db, ana, everyone, 'The calls to support are why we stay', at('2026-11-04'));
    smallTalk();
    expect(matches('Drop phone support')).toEqual([2, 1, 3, 4]);
    expect(matches('Drop phone support', conversationViewer(everyone), 2)).toEqual([2, 1]);
  });

  it('leaves out what holds much less than the best', () => {
    says(db, ana, everyone, 'Phone support on the free plan is why we stay');
    says(db, ana, everyone, 'Phone support is why we stay');
    smallTalk();
    expect(matches(decision)).toEqual([1]);
    expect(matches('Drop phone support')).toEqual([2, 1]);
  });

  it('is no transcript that mentions everything', () => {
    says(
      db,
      ana,
      everyone,
      `Phone support, and ${'then we spoke about something else entirely '.repeat(100)}`,
    );
    smallTalk();
    expect(matches(decision)).toEqual([]);
  });

  it('is found for a long statement by what stands at its beginning', () => {
    says(db, ana, everyone, 'The phone support saved our payroll');
    smallTalk();
    const because =
      'because hardly anybody calls and agents cost more than subscriptions bring in every quarter';
    expect(matches(`${decision}, ${because}. ${'We looked at figures. '.repeat(120)}`)).toEqual([1]);
  });
});

describe('how many customers spoke', () => {
  it('counts a customer once however often they spoke, and each voice without one', () => {
    says(db, ana, everyone, 'Phone support is slow -- Acme');
    says(db, ana, everyone, 'Phone support is rude -- ACME');
    says(db, ana, everyone, 'Phone support is great -- Globex');
    says(db, ana, everyone, 'Phone support is fine');
    says(db, ana, everyone, 'Phone support is okay');
    smallTalk();
    expect(count('Drop phone support')).toBe(4);
    expect(matches('Drop phone support')).toHaveLength(5);
  });

  it('counts more than are shown', () => {
    for (let n = 0; n < 12; n += 1) says(db, ana, everyone, 'Phone support is slow');
    smallTalk();
    expect(matches('Drop phone support')).toHaveLength(5);
    expect(count('Drop phone support')).toBe(12);
  });
});

describe('what others said in private', () => {
  it.each([
    ['a public channel', conversationViewer(everyone), [1]],
    ['the board', conversationViewer(board), [1, 2]],
    ['a channel shared with partners', conversationViewer(partners), [1, 3]],
    ['a member of the board', ben, [1, 2]],
    ['somebody elsewhere', dan, [1]],
    ['a guest', gus, [1]],
    ['the sponsor', chloe, [1, 2, 3]],
  ])('is matched and counted as %s may read', (_who, reader, numbers) => {
    for (const place of [everyone, board, partners]) says(db, ana, place, 'The phone support is slow');
    expect(matches('Drop phone support', reader).sort()).toEqual(numbers);
    expect(count('Drop phone support', reader)).toBe(numbers.length);
  });

  it('moves nobody else’s shares, however often its words were said', () => {
    says(db, ana, everyone, 'The phone support is slow');
    says(db, ana, everyone, 'I want a person on the phone');
    smallTalk();
    const shown = () =>
      [decision, 'Drop phone support', 'Answer the phone'].map((words) =>
        matchVoices(db, words, conversationViewer(everyone), 5).map(({ voice, share }) => [voice.id, share]),
      );
    const before = shown();
    expect(before.flat()).not.toEqual([]);
    for (let n = 0; n < 60; n += 1)
      says(db, ana, board, 'The phone, the phone, the free plan and its support');
    expect(shown()).toEqual(before);
  });
});

describe('thousands of voices', () => {
  const insert = (conversationId: string, words: string, times: number) =>
    keepsMany(db, times, { conversationId, words });

  it('in private do not hide an old one', () => {
    says(db, ana, everyone, 'The phone support is slow');
    insert(board, 'The phone support is slow', 2_500);
    expect(matches('Drop phone support')).toEqual([1]);
    expect(count('Drop phone support')).toBe(1);
  });

  it('that all say one word make it tell little', () => {
    says(db, ana, everyone, 'The phone is old');
    insert(everyone, 'The support is what it is', 2_500);
    insert(everyone, 'The phone support is slow', 3);
    expect(matches('Drop phone support')).toEqual([2504, 2503, 2502, 1]);
  });
});

describe('what a statement names', () => {
  const names = (words: string) => conceptsOf(words).map(({ said }) => said);

  it('is told from grammar, once each', () => {
    expect(names('We’ll drop the phone, and the Phone support, on the free plan')).toEqual([
      'drop',
      'phone',
      'support',
      'free',
      'plan',
    ]);
  });

  it('keeps numbers, capitals and phrases together', () => {
    expect(names('Charge 4.95 to log in to the EU, as of 3G')).toEqual([
      'charge',
      '4.95',
      'log in',
      'eu',
      '3g',
    ]);
  });

  it('is at most 24 things', () => {
    expect(names(Array.from({ length: 90 }, (_none, n) => `matter${n}`).join(' '))).toHaveLength(24);
  });
});

describe('what FTS5 would take for its own language', () => {
  const odd = ['"', '*', '(', ')', ':', '^', '-', '+', 'AND', 'OR', 'NOT', 'NEAR(', ' ', '{', '}', '\0', "'"];

  it.each(odd.map((bit) => [bit]))('changes nothing: %j', (bit) => {
    says(db, ana, everyone, 'The phone support is slow');
    smallTalk();
    expect(matches(`Drop phone ${bit} support`)).toEqual([1]);
  });

  it('never throws', () => {
    says(db, ana, everyone, 'The phone support is slow');
    const noise = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.constantFrom(...odd, 'phone', 'support'), { maxLength: 30 }).map((bits) => bits.join('')),
    );
    fc.assert(
      fc.property(noise, (words) => {
        expect(matches(words).length).toBeLessThanOrEqual(1);
        expect(count(words)).toBe(matches(words).length);
      }),
      { numRuns: 500 },
    );
  });
});
