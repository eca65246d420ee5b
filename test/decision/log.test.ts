// The log: what people look for, what they find, and what they may not see.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Decision } from '../../src/decision/decision.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { logStates, readLogSearch } from '../../src/decision/log.ts';
import { logMessage } from '../../src/decision/log-view.ts';
import { openMattersOf } from '../../src/decision/matter-store.ts';
import { lookUpLog } from '../../src/decision/search-log.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { replaceMembers, saveConversation } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import {
  ana,
  ben,
  board,
  chloe,
  conversation,
  dmitri,
  gus,
  monday,
  product,
  refusalOf,
  town,
} from '../people/town.ts';
import { answers, closes, records } from './team.ts';

const today = '2026-03-02';
const reads = (text: string) => readLogSearch(text, today, (typed) => typed);

describe('what is typed', () => {
  test('is words and filters', () => {
    expect(
      reads(
        'phone team:"Product weekly" owner:<@UANA|ana> state:kept verdict:dislike since:2026-01-01 support',
      ),
    ).toEqual({
      terms: ['phone', 'support'],
      team: 'Product weekly',
      conversationId: null,
      ownerId: 'UANA',
      state: 'kept',
      verdict: 'dislike',
      since: '2026-01-01',
      until: null,
    });
    expect(reads('team:<#CPRODUCT|product>')).toMatchObject({ conversationId: 'CPRODUCT', terms: [] });
  });

  test.each([
    ['2026-02-01', '2026-02-01'],
    ['yesterday', '2026-03-01'],
    ['today', '2026-03-02'],
    ['friday', '2026-02-27'],
    ['monday', '2026-03-02'],
    ['"1 Oct"', '2025-10-01'],
    ['"1 Mar"', '2026-03-01'],
    ['2026-12-24', '2026-12-24'],
  ])('since:%s means %s, for the log looks back', (typed, day) => {
    expect(reads(`since:${typed}`).since).toBe(day);
  });

  test('a leap day is the last there was', () => {
    expect(readLogSearch('since:"29 Feb"', '2027-06-01', (typed) => typed).since).toBe('2024-02-29');
  });

  test.each(['state:"blind spot"', 'state:blindspot', 'state:BLIND'])('%s is a blind spot', (typed) => {
    expect(reads(typed).state).toBe('blind');
  });

  test.each([
    ['colour:red', 'I don’t know the filter `colour:`'],
    ['state:odd', 'reconsider, judge, blind'],
    ['verdict:bad', 'love, accept, dislike, unsure'],
    ['owner:ana', 'Type owner:@'],
    ['since:3/4', 'takes a day'],
    ['until:soon', '`until:` takes a day'],
    ['w '.repeat(41), 'at most 40 words'],
  ])('%s is refused with a sentence that helps', (typed, words) => {
    expect(refusalOf(() => reads(typed)).sentence).toContain(words);
  });
});

describe('what is found', () => {
  let db: Database;
  beforeEach(() => {
    db = town();
  });
  afterEach(() => db.close());

  const looks = (personId: string, text = '', offset = 0, at = monday) =>
    lookUpLog(db, at, personId, { text, offset });
  const found = (personId: string, text = '') =>
    looks(personId, text).entries.map(({ decision }) => decision.id);
  const at = (days: number) => later(monday, -days * dayMs);

  /** A decision whose round has closed with these verdicts of Ana, Ben and Gus. */
  function decided(statement: string, verdicts: Verdict[], when = monday): Decision {
    const decision = records(db, { statement }, { at: when });
    const given = [ana, ben, gus].slice(0, verdicts.length).map((id, index) => [id, verdicts[index]]);
    answers(db, decision, Object.fromEntries(given), when);
    return closes(db, decision, when);
  }

  test('are words in any form, the last one begun, every sign of search syntax a word', () => {
    const { id } = records(db, { statement: 'Drop phone support on the "free" plan' });
    records(db, { statement: 'Raise the price' });
    for (const text of ['phones support', 'supp', '"free"', 'drop -phone', 'phone (', 'support*']) {
      expect(found(ana, text)).toEqual([id]);
    }
    for (const text of ['phone OR price', 'statement : phone', 'NOT price', 'NEAR(phone price)']) {
      expect(found(ana, text)).toEqual([]);
    }
  });

  test('are only decisions that the reader may read', () => {
    const secret = records(
      db,
      { statement: 'Sell the company', ownerId: dmitri },
      { id: dmitri, place: board },
    );
    const open = records(db, { statement: 'Sell the old desks' });
    expect(found(ana, 'sell')).toEqual([open.id]);
    expect(found(dmitri, 'sell').sort()).toEqual([secret.id, open.id]);
    expect(found(chloe, 'sell').sort()).toEqual([secret.id, open.id]);
    saveConversation(db, conversation('CELSEWHERE'));
    replaceMembers(db, 'CELSEWHERE', [ana]);
    records(db, { statement: 'Sell elsewhere' }, { place: 'CELSEWHERE' });
    expect(found(gus, 'sell')).toEqual([open.id]);
    expect(looks(gus, 'sell').total).toBe(1);
  });

  test('stand in order of fit, and of age where the fit is the same', () => {
    const old = records(db, { statement: 'Move billing to Berlin' }, { at: at(90) });
    const fresh = records(db, { statement: 'Move billing to Bergen' });
    const weak = records(db, {
      statement: `Billing is one of many words here. ${'Much else is said as well. '.repeat(10)}`,
    });
    expect(found(ana, 'billing')).toEqual([fresh.id, old.id, weak.id]);
    expect(found(ana)).toEqual([weak.id, fresh.id, old.id]);
  });

  test('are narrowed by team, owner and days', () => {
    const decision = records(db, { ownerId: ben }, { at: at(10) });
    const newer = records(db, { statement: 'Newer' });
    expect(found(ana, `owner:<@${ben}>`)).toEqual([decision.id]);
    expect(found(ana, 'team:PROD').sort()).toEqual([decision.id, newer.id]);
    expect(found(ana, 'team:finance')).toEqual([]);
    expect(found(ana, `team:<#${product}>`)).toHaveLength(2);
    expect(found(ana, 'since:2026-02-21')).toEqual([newer.id]);
    expect(found(ana, 'until:2026-02-20')).toEqual([decision.id]);
    expect(found(ana, 'since:2026-02-20 until:2026-02-20')).toEqual([decision.id]);
  });

  test('are in exactly one state each', () => {
    const withdrawn = decided('Withdrawn', ['love', 'love', 'love']);
    withdrawDecision(db, monday, ana, withdrawn.id, 'No');
    const blind = decided('Blind', ['unsure', 'unsure', 'unsure']);
    const judge = decided('Judge', ['love']);
    const stands = decided('Stands', ['love', 'love', 'love']);
    const ends = (statement: string, ending: 'kept' | 'reversed' | 'changed') => {
      const decision = decided(statement, ['dislike', 'dislike', 'dislike']);
      const matter = openMattersOf(db, ana).find(({ decisionId }) => decisionId === decision.id);
      endMatter(db, monday, ana, matter?.id ?? 0, { ending, reason: 'So', statement: 'Instead' });
      return decision.id;
    };
    const kept = ends('Kept', 'kept');
    const reversed = ends('Reversed', 'reversed');
    const changed = ends('Changed', 'changed');
    const instead = found(ana, 'instead')[0];
    const reconsider = decided('Reconsider', ['dislike', 'dislike', 'dislike']);
    const open = records(db, { statement: 'Open' });
    const byState = Object.fromEntries(logStates.map((state) => [state, found(ana, `state:${state}`)]));
    expect(byState).toEqual({
      open: [open.id],
      reconsider: [reconsider.id],
      judge: [judge.id],
      blind: [blind.id],
      stands: [instead, stands.id],
      kept: [kept],
      changed: [changed],
      reversed: [reversed],
      withdrawn: [withdrawn.id],
    });
  });

  test('are narrowed by their most frequent verdict, after the reveal', () => {
    const disliked = decided('Disliked', ['dislike', 'dislike', 'love']);
    const tie = decided('Tie', ['dislike', 'love']);
    const open = records(db, { statement: 'Open' });
    answers(db, open, { [ana]: 'dislike' });
    expect(found(ana, 'verdict:dislike')).toEqual([tie.id, disliked.id]);
    expect(found(ana, 'verdict:love')).toEqual([tie.id]);
    expect(found(ana, 'verdict:unsure')).toEqual([]);
  });

  test('tell nothing of an anonymous round with fewer than four answers', () => {
    decided('Disliked', ['dislike', 'dislike', 'dislike']);
    expect(found(ana, 'verdict:dislike')).toHaveLength(1);
    db.run('UPDATE round SET anonymous = 1');
    expect(found(ana, 'verdict:dislike')).toEqual([]);
  });

  test('come ten a page, with a button for the next that holds the search', () => {
    for (let n = 1; n <= 23; n += 1) {
      const decision = records(db, { statement: `Number ${n} of many` });
      if (n % 8 === 0) closes(db, decision);
    }
    const shown = (offset: number) => {
      const message = logMessage(looks(ana, 'many', offset));
      return { text: message.text, more: /"value":"(\d+ many)"/.exec(JSON.stringify(message.blocks))?.[1] };
    };
    expect(shown(0)).toEqual({ text: '23 decisions; 1 to 10:', more: '10 many' });
    expect(shown(10)).toEqual({ text: '23 decisions; 11 to 20:', more: '20 many' });
    expect(shown(20)).toEqual({ text: '23 decisions; 21 to 23:', more: undefined });
    expect(shown(30).text).toBe('There is no more.');
    expect(
      new Set([0, 10, 20].flatMap((offset) => looks(ana, 'many', offset).entries.map(({ id }) => id))).size,
    ).toBe(23);
  });

  test('are nothing, kindly', () => {
    expect(logMessage(looks(ana, 'nothing')).text).toContain('Try fewer words or filters');
    expect(refusalOf(() => looks(ana, 'x'.repeat(2000))).sentence).toContain('too long');
  });
});
