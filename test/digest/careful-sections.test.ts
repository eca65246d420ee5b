// What sections of a digest and the lists behind them must not hide, and what they must not give away.
import { describe, expect, test } from 'vitest';
import type { Told } from '../../src/decision/load-round.ts';
import type { Tally } from '../../src/decision/verdict.ts';
import { listPage } from '../../src/digest/list-view.ts';
import type { ListPage } from '../../src/digest/load-list.ts';
import { digestMessage } from '../../src/digest/views.ts';
import { decisionOf, matterOf, toldOf } from '../decision/extremes.ts';
import { emptyWeek, many, ordinaryWeek, readableMessage, sponsorReader } from './weeks.ts';

const read = (facts = ordinaryWeek()) => readableMessage(digestMessage(facts, 'charts'));

describe('“Were we right”', () => {
  const decision = decisionOf(1, { outcome: 'dislike', statement: 'Drop phone support' });
  const none = { love: 0, accept: 0, dislike: 0, unsure: 0 };
  function line(tally: Partial<Tally>, change: Partial<Told> = {}): string {
    const answered = Object.values(tally).reduce((sum, n) => sum + n, 0);
    const told = toldOf(1, { decision, answered, tally: { ...none, ...tally }, ...change });
    const page: ListPage = {
      list: { section: 'right', items: [{ told, team: 'Product weekly', link: null }] },
      figures: emptyWeek().figures,
      reader: sponsorReader,
      functions: [],
      rates: { teams: [], segments: [] },
      page: 1,
      goneVoices: 0,
      hasMore: false,
    };
    return JSON.stringify(listPage(page).blocks);
  }

  test.each<[string, Partial<Tally>, boolean]>([
    ['one answer', { love: 1 }, false],
    ['two answers', { dislike: 2 }, false],
    ['an opinion and one who did not know', { accept: 1, unsure: 1 }, false],
    ['three anonymous answers', { love: 3 }, true],
  ])('tells the outcome, but not what %s thought', (_name, tally, tooFew) => {
    const shown = line(tally, { tooFew });
    expect(shown).toContain('Too few answers to say what we thought; customers disliked it.');
    expect(shown).not.toMatch(/We thought|beforehand/);
  });

  test('tells what three answers thought', () => {
    expect(line({ love: 2, dislike: 1 })).toContain('We thought they’d love it; customers disliked it.');
    expect(line({})).toContain('We did not agree beforehand; customers disliked it.');
  });
});

describe('what became of a disliked decision', () => {
  const became = (matters: Told['matters']) => {
    const told = toldOf(1, { decision: decisionOf(1, { statement: 'Drop it' }), tooFew: true, matters });
    const disliked = [{ told, team: 'Product weekly', link: null }];
    return /^• decision 1,.* · ([^·\n]*)$/m.exec(read({ ...emptyWeek(), disliked }))?.[1];
  };
  const review = { ...matterOf(2), kind: 'review' as const };

  test('is not hidden behind the look back that follows', () => {
    expect(became([matterOf(1, 'kept'), review])).toBe('kept');
    expect(became([matterOf(1, 'kept'), { ...review, ending: 'told', outcome: 'love' }])).toBe('kept');
    expect(became([review])).toBe('stands');
  });

  test('is what is still asked of its owner, as long as anything is', () => {
    expect(became([matterOf(1, 'kept'), review, { ...matterOf(3), kind: 'contradiction' }])).toBe(
      'contradiction: @U0123456789 by Mar 9, 2026',
    );
  });
});

describe('more than six segments', () => {
  const segment = (id: number, voices: number, unheard = false) => ({
    segment: `s${id}`,
    voices,
    customersShare: 0.1,
    revenueShare: 0.1,
    unheard,
  });
  const shown = (balance: ReturnType<typeof segment>[]) => {
    const facts = emptyWeek();
    const voices = { ...facts.figures.voices, count: 40 };
    const text = read({ ...facts, figures: { ...facts.figures, balance, voices } });
    return {
      names: [...text.matchAll(/^`[█░]+` (s\d):/gm)].map(([, name]) => name),
      rest: /^… and .*$/m.exec(text)?.[0],
    };
  };

  test('are told from the unheard and the most heard, and how many are left', () => {
    const balance = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => segment(id, id)).concat(segment(9, 0, true));
    expect(shown(balance)).toEqual({ names: ['s9', 's8', 's7', 's6', 's5', 's4'], rest: '… and 3 more' });
  });

  test('are what it takes: six stay in the order of the list', () => {
    const six = many(6, (id) => segment(id, id, id === 3));
    expect(shown(six)).toEqual({ names: six.map((one) => one.segment), rest: undefined });
  });
});
