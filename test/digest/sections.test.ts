// What single sections of a digest say and keep to themselves.
import { describe, expect, test } from 'vitest';
import type { Tally } from '../../src/decision/verdict.ts';
import { digestMessage } from '../../src/digest/views.ts';
import { decisionOf, matterOf, toldOf } from '../decision/extremes.ts';
import { channelReader, emptyWeek, many, ordinaryWeek, owedMatter, readableMessage } from './weeks.ts';

const read = (facts = ordinaryWeek()) => readableMessage(digestMessage(facts, 'charts'));

function decided(change: Parameters<typeof toldOf>[1], statement = 'Drop phone support') {
  const told = toldOf(1, { decision: decisionOf(1, { statement }), ...change });
  return { ...emptyWeek(), disliked: [{ told, team: 'Product weekly', link: null }] };
}

describe('decisions', () => {
  test.each<[string, Partial<Tally>]>([
    ['one dislike', { dislike: 1 }],
    ['two dislikes', { dislike: 2 }],
    ['a dislike and one who did not know', { dislike: 1, unsure: 1 }],
    ['two who did not know', { unsure: 2 }],
  ])('keep the tally of %s to themselves', (_name, few) => {
    const shown = read(decided({ tally: { love: 0, accept: 0, dislike: 0, unsure: 0, ...few } }));
    expect(shown).toContain('decision 1');
    expect(shown).not.toMatch(/they’d dislike it|did not know/);
  });

  test('show the tally of three answers, but not of an anonymous round that is too small', () => {
    const tally = { love: 0, accept: 0, dislike: 2, unsure: 1 };
    expect(read(decided({ tally }))).toContain('2 of 2 think they’d dislike it; 1 person did not know');
    expect(read(decided({ tally, tooFew: true }))).not.toContain('they’d dislike it');
  });

  test('say what has become of them in a word or two', () => {
    const became = (change: Parameters<typeof toldOf>[1]) =>
      /^• decision 1,.* · ([^·\n]*)$/m.exec(read(decided({ tooFew: true, ...change })))?.[1];
    expect(became({ matters: [] })).toBe('stands');
    expect(became({ matters: [matterOf(1)] })).toBe('reconsideration: @U0123456789 by Mar 9, 2026');
    expect(became({ matters: [matterOf(1, 'kept')] })).toBe('kept');
    expect(became({ matters: [matterOf(1, 'changed')], successorId: 7 })).toBe('changed: decision 7');
    const withdrawn = decisionOf(1, { fate: 'withdrawn', statement: 'Drop it' });
    expect(became({ decision: withdrawn, matters: [] })).toBe('withdrawn');
  });

  test('do not let what people write turn the rest of the line around', () => {
    expect(read(decided({}, 'Drop \u202eit'))).not.toContain('\u202e');
  });
});

describe('what is owed', () => {
  test('names owners, and nobody else', () => {
    const shown = read({ ...ordinaryWeek(), thanked: [], functionsWithoutRitual: [] });
    expect([...new Set(shown.match(/@\w+/g))].sort()).toEqual(['@UBEN', '@UGRACE']);
  });

  test('has a nudge for the sponsor, and plain names for a channel', () => {
    expect(read()).toContain('[ Nudge ]');
    const inChannel = read({ ...ordinaryWeek(), reader: channelReader });
    expect(inChannel).not.toMatch(/Nudge|Hand it over|Past digests|<@|@U/);
    expect(inChannel).toContain('ben: decision 12');
  });

  test('of the sponsor’s own opens, for nobody nudges themselves', () => {
    const owed = owedMatter(12, 'Drop phone support', 'overdue');
    const own = { ...owed, matter: { ...owed.matter, ownerId: 'UCHLOE' } };
    const shown = read({ ...ordinaryWeek(), owed: [own] });
    expect(shown).toContain('[ Open ]');
    expect(shown).not.toContain('[ Nudge ]');
  });

  test('is marked where it was settled before the message went', () => {
    const owed = owedMatter(12, 'Drop phone support', 'overdue');
    const settled = { ...owed, matter: { ...owed.matter, ending: 'kept' as const } };
    const shown = read({ ...ordinaryWeek(), owed: [settled] });
    expect(shown).toContain(
      '✅ @UBEN: decision 12, “Drop phone support” · reconsideration · since then: kept',
    );
    expect(shown).not.toContain('[ Nudge ]');
  });
});

describe('changes since last week', () => {
  test('are told only where both weeks have figures', () => {
    const facts = ordinaryWeek();
    const [one] = facts.figures.functions;
    if (!one) throw new Error('an ordinary week has functions');
    const figures = { ...facts.figures, functions: [{ ...one, before: null }] };
    figures.voices = { ...figures.voices, before: null };
    const shown = read({ ...facts, figures, keeping: facts.keeping.slice(1) });
    expect(shown).toContain('Kept in 2 of 4 meetings, 50 % · 60 % answered');
    expect(shown).not.toMatch(/[+−]\d+ points|than last week/);
  });
});

describe('teams', () => {
  test('of a thousand show the silent first, and how many are left for the list', () => {
    const facts = ordinaryWeek();
    const [team] = facts.figures.teams;
    if (!team) throw new Error('an ordinary week has teams');
    const figures = {
      ...facts.figures,
      teams: [...many(300, () => ({ ...team, silentWeeks: 5 })), ...many(700, () => team)],
    };
    const shown = read({ ...facts, figures });
    expect(shown).toContain('*300 of 1000 teams* have recorded no decision since Feb 2: ');
    expect(shown).toContain('Sales sync (Sales) (20 weeks, paused), 299 more');
    expect(shown).toContain('… and 698 more');
  });
});
