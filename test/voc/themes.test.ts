// Themes: suggested, counted with their trend, renamed and joined.
import { beforeEach, describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { findVoices } from '../../src/voc/find-voices.ts';
import { foundMessage } from '../../src/voc/found-view.ts';
import { loadOffers } from '../../src/voc/load-confirmation.ts';
import { goOnRenaming, renameTheme, themeRenamed } from '../../src/voc/rename-theme.ts';
import { tellScores } from '../../src/voc/tell-scores.ts';
import { countThemes } from '../../src/voc/theme-store.ts';
import { themesMessage, trendOf } from '../../src/voc/theme-view.ts';
import { ana, ben, board, chloe, dan, everyone, now, numbersFound, says, town } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});

const themesOf = () =>
  db.all<{ themes: string }>('SELECT themes FROM voice ORDER BY id').map(({ themes }) => themes);

/** Lets the alarms of a renaming run, as the ticker would; says how many there were. */
function finishRenaming(): number {
  for (let ran = 0; ; ran += 1) {
    const alarm = db.one<{ key: string }>('SELECT key FROM alarm WHERE kind = @kind', { kind: themeRenamed });
    if (!alarm) return ran;
    db.run('DELETE FROM alarm WHERE kind = @kind', { kind: themeRenamed });
    goOnRenaming(db, now, alarm.key);
  }
}

describe('suggested themes', () => {
  const suggested = (personId: string, typed: string, where: string = everyone) => {
    const { voice } = says(db, personId, where, typed);
    return loadOffers(db, now, personId, voice).suggestedThemes;
  };

  it('are those in use that the words name, in either number', () => {
    says(db, ana, everyone, 'Slow #exports');
    says(db, ana, everyone, 'Dear #price');
    expect(suggested(ben, 'The export does what it should')).toEqual(['exports']);
    expect(suggested(ben, 'The export does what it should #exports')).toEqual([]);
  });

  it('are those that several similar voices carry', () => {
    says(db, ana, everyone, 'The accountant waits for her numbers #reporting');
    expect(suggested(ben, 'Our accountant asks for numbers again')).toEqual([]);
    says(db, ana, everyone, 'My accountant never gets the numbers #reporting');
    expect(suggested(ben, 'The accountant got wrong numbers')).toEqual(['reporting']);
  });

  it('are those of a voice that says the same, even of one', () => {
    says(db, ana, everyone, 'Nothing works at noon any more #speed');
    expect(suggested(ben, 'Nothing works at noon any more')).toEqual(['speed']);
  });

  it('are none that only others’ private voices carry', () => {
    says(db, ana, board, 'The layoffs hurt us all #layoffs');
    expect(suggested(dan, 'We heard about layoffs', 'DANA')).toEqual([]);
    expect(suggested(ben, 'We heard about layoffs')).toEqual(['layoffs']);
  });

  it('are three at the most', () => {
    for (const theme of ['alpha', 'beta', 'gamma', 'delta']) says(db, ana, everyone, `x #${theme}`);
    expect(suggested(ben, 'alpha beta gamma delta')).toHaveLength(3);
  });
});

describe('the list of themes', () => {
  const turn = later(now, -28 * dayMs);
  const counted = (personId: string) =>
    countThemes(db, later(turn, -28 * dayMs), turn, viewerOf(db, personId));

  it('counts four weeks and the four before, of what the viewer may read', () => {
    says(db, ana, everyone, 'a #export #speed', later(now, -dayMs));
    says(db, ana, everyone, 'b #export', later(now, -27 * dayMs));
    says(db, ana, everyone, 'c #export', later(now, -29 * dayMs));
    says(db, ana, everyone, 'd #export', later(now, -57 * dayMs));
    says(db, ana, board, 'e #layoffs', later(now, -dayMs));
    expect(counted(dan)).toEqual([
      { theme: 'export', lately: 2, before: 1 },
      { theme: 'speed', lately: 1, before: 0 },
    ]);
    expect(counted(ben).map(({ theme }) => theme)).toContain('layoffs');
  });

  it.each([
    [4, 3, '↑ rising'],
    [5, 4, ''],
    [2, 3, '↓ falling'],
    [3, 4, ''],
    [3, 0, '✦ new'],
    [2, 0, ''],
    [0, 3, '↓ falling'],
  ])('calls %i after %i “%s”', (lately, before, trend) => {
    expect(trendOf({ theme: 'export', lately, before })).toBe(trend);
  });

  it('fits a message, however many and long they are', () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ theme: 'ü'.repeat(40), lately: n, before: 500 }));
    const { blocks } = themesMessage(many);
    expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
    expect(JSON.stringify(blocks)).toContain('more');
    expect(JSON.stringify(themesMessage([]).blocks)).toContain('No voice that you can see');
  });
});

describe('renaming', () => {
  it('gives every voice the new name, whoever may read it, and nothing else', () => {
    says(db, ana, everyone, 'a #exports #speed');
    says(db, ana, board, 'b #speed #exports');
    says(db, ana, everyone, 'c #exports-team');
    says(db, ana, everyone, 'd #export');
    renameTheme(db, now, chloe, 'exports', 'export');
    finishRenaming();
    expect(themesOf()).toEqual(['export speed', 'speed export', 'exports-team', 'export']);
    expect(numbersFound(db, chloe, '#export')).toEqual([1, 2, 4]);
    db.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
  });

  it('goes in small steps, and holds for what is typed meanwhile and later', () => {
    for (let n = 0; n < 120; n += 1) says(db, ana, everyone, `number ${n} #exports`);
    renameTheme(db, now, chloe, 'exports', 'export');
    expect(says(db, ana, everyone, 'meanwhile #exports').voice.themes).toEqual(['export']);
    expect(finishRenaming()).toBe(4);
    expect(new Set(themesOf())).toEqual(new Set(['export']));
  });

  it('leaves a theme once on a voice that had both', () => {
    says(db, ana, everyone, 'a #exports #export');
    renameTheme(db, now, chloe, 'exports', 'export');
    finishRenaming();
    expect(themesOf()).toEqual(['export']);
  });

  it('goes on from name to name, and back again', () => {
    says(db, ana, everyone, 'a #one');
    renameTheme(db, now, chloe, 'one', 'two');
    finishRenaming();
    renameTheme(db, now, chloe, 'two', 'three');
    finishRenaming();
    expect(says(db, ana, everyone, 'b #one').voice.themes).toEqual(['three']);
    renameTheme(db, now, chloe, 'three', 'one');
    finishRenaming();
    expect(says(db, ana, everyone, 'c #one #two').voice.themes).toEqual(['one']);
    expect(themesOf()).toEqual(['one', 'one', 'one']);
  });

  it('finds themes of several words, and of no Latin letters', () => {
    says(db, ana, everyone, 'a #sign-up #größe #価格');
    renameTheme(db, now, chloe, 'sign-up', 'onboarding');
    renameTheme(db, now, chloe, '価格', 'price');
    finishRenaming();
    expect(themesOf()).toEqual(['onboarding größe price']);
  });

  it('has its old name find it, and says so to whoever may read a voice that carries it', () => {
    says(db, ana, board, 'a #layoffs');
    renameTheme(db, now, chloe, 'layoffs', 'leaving');
    finishRenaming();
    const searched = (personId: string, typed: string) =>
      findVoices(db, now, personId, { typed, page: 0, readWords: String });
    const bens = searched(ben, '#layoffs');
    expect(bens.voices.map(({ id }) => id)).toEqual([1]);
    expect(bens.renamed).toEqual([{ from: 'layoffs', into: 'leaving' }]);
    expect(JSON.stringify(foundMessage(bens).blocks)).toContain('#layoffs is now #leaving.');
    expect(searched(ben, '#leaving').renamed).toEqual([]);
    expect(searched(dan, '#layoffs')).toMatchObject({ voices: [], renamed: [] });
  });

  it('holds for scores that are asked for by the old name', () => {
    says(db, ana, everyone, 'a #exports nps:9');
    renameTheme(db, now, chloe, 'exports', 'export');
    finishRenaming();
    expect(tellScores(db, now, ana, '#exports', String).all).toMatchObject([{ n: 1 }]);
  });

  it('is for the sponsor, and in the audit log', () => {
    says(db, ana, everyone, 'a #exports');
    expect(() => renameTheme(db, now, ana, 'exports', 'export')).toThrow(
      'Only the sponsor, <@UCHLOE>, can rename',
    );
    expect(finishRenaming()).toBe(0);
    renameTheme(db, now, chloe, 'exports', 'export');
    expect(db.all("SELECT person_id, subject FROM audit WHERE did = 'renamed a theme'")).toEqual([
      { person_id: chloe, subject: 'theme exports to export' },
    ]);
  });
});
