// Answers without names: cast once, changed with the token alone, revealed from four on, and never by whom.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerDecision } from '../../src/decision/answer-decision.ts';
import { tallyOf, whoAnswered } from '../../src/decision/answer-store.ts';
import { ballotsOf, lookIntoBox } from '../../src/decision/ballot-store.ts';
import { castBallot, changeBallot, isAnonymous, requireCastable } from '../../src/decision/cast-ballot.ts';
import { closeRound } from '../../src/decision/close-round.ts';
import { loadRound, type Told } from '../../src/decision/load-round.ts';
import { revealMessage } from '../../src/decision/reveal-view.ts';
import { rootMessage } from '../../src/decision/root-view.ts';
import { findStory } from '../../src/decision/show-decision.ts';
import { unansweredBy } from '../../src/decision/store.ts';
import { answersIn, noAnswers, type Verdict, verdicts } from '../../src/decision/verdict.ts';
import { savePerson } from '../../src/people/store.ts';
import { dayMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { dmitri, monday, person, product, refusalOf } from '../people/town.ts';
import { anonymousTown, casts, crowd, recordsWithoutNames, ritualWishes } from './crowd.ts';
import { again, roundOf } from './team.ts';

const [ana = '', ben = '', chloe = '', farid = '', grace = ''] = crowd;

let db: Database;
beforeEach(() => {
  db = anonymousTown();
});
afterEach(() => db.close());

const close = (roundId: number) => db.transaction(() => closeRound(db, monday, roundId, null));

function toldOf(roundId: number): Told {
  const [told] = loadRound(db, roundId)?.decisions ?? [];
  if (!told) throw new Error('nothing is told');
  return told;
}

function reveal(roundId: number): string {
  const facts = loadRound(db, roundId);
  return facts ? JSON.stringify([rootMessage(facts), revealMessage(facts, monday)]) : '';
}

describe('casting', () => {
  test('notes who has answered, and keeps what was answered where no reader of answers looks', () => {
    const decision = recordsWithoutNames(db);
    expect(isAnonymous(db, decision.id)).toBe(true);
    const cast = casts(db, decision, ben, 'dislike', 'Small shops call us');
    expect(cast.ballot).toMatchObject({ verdict: 'dislike', why: 'Small shops call us' });
    expect(whoAnswered(db, decision.id)).toEqual([ben]);
    expect(unansweredBy(db, ben)).toEqual([]);
    expect(unansweredBy(db, chloe)).toHaveLength(1);
    expect(tallyOf(db, decision.id)).toEqual(noAnswers);
    expect(ballotsOf(db, decision.id)).toEqual([]);
    expect(toldOf(decision.roundId)).toMatchObject({ answered: 1, tally: noAnswers, answers: [] });
    expect(JSON.stringify(db.all('SELECT * FROM ballot_box'))).not.toContain(cast.token);
  });

  test('is for once: a second answer is refused kindly and changes nothing', () => {
    const decision = recordsWithoutNames(db);
    casts(db, decision, ben, 'dislike');
    const before = lookIntoBox(db, decision.id);
    const second = refusalOf(() => casts(db, decision, ben, 'love'));
    expect(second.sentence).toContain('Your answer is in');
    expect(second.sentence).toContain('the private receipt');
    expect(refusalOf(() => requireCastable(db, ben, decision.id)).sentence).toContain('Your answer is in');
    expect(lookIntoBox(db, decision.id)).toEqual(before);
  });

  test('is refused to strangers, and for a why that is too long', () => {
    const decision = recordsWithoutNames(db);
    savePerson(db, person(dmitri));
    const byStranger = refusalOf(() => casts(db, decision, dmitri, 'love'));
    expect(byStranger.sentence).not.toBe('');
    const long = refusalOf(() => casts(db, decision, ben, 'love', 'x'.repeat(2001)));
    expect(long.field).toBe('why');
    expect(whoAnswered(db, decision.id)).toEqual([]);
    expect(lookIntoBox(db, decision.id)).toEqual([]);
  });

  test('is never done by name: the door for named answers refuses as a bug would', () => {
    const decision = recordsWithoutNames(db);
    const byName = () => answerDecision(db, monday, ben, { decisionId: decision.id, verdict: 'love' });
    expect(byName).toThrow('answered without names');
    expect(db.all('SELECT * FROM answer')).toEqual([]);
  });

  test('by everybody closes the round after fifteen minutes, as ever', () => {
    const decision = recordsWithoutNames(db);
    for (const id of crowd) casts(db, decision, id, 'accept');
    expect(alarmAt(db, roundCloses, decision.roundId)).toEqual(later(monday, 15 * minuteMs));
  });
});

describe('changing', () => {
  test('takes the token, keeps what is left out, and leaves one ballot of one person', () => {
    const decision = recordsWithoutNames(db);
    casts(db, decision, ana, 'love');
    const { token } = casts(db, decision, ben, 'dislike', 'Small shops call us');
    const held = { decisionId: decision.id, token };
    expect(changeBallot(db, monday, ben, held, { verdict: 'unsure' }).ballot).toMatchObject({
      verdict: 'unsure',
      why: 'Small shops call us',
    });
    changeBallot(db, monday, ben, held, { why: '' });
    const box = lookIntoBox(db, decision.id).map(({ verdict, why }) => ({ verdict, why }));
    expect(box).toHaveLength(2);
    expect(box).toEqual(expect.arrayContaining([{ verdict: 'unsure', why: null }]));
    expect(whoAnswered(db, decision.id)).toEqual([ana, ben]);
  });

  test('is refused without the token, with that of another decision, and to strangers who found one', () => {
    const decision = recordsWithoutNames(db);
    const other = recordsWithoutNames(db, 'Raise the price');
    const { token } = casts(db, decision, ben, 'dislike');
    const change = (personId: string, decisionId: number, held: string) => () =>
      changeBallot(db, monday, personId, { decisionId, token: held }, { verdict: 'love' });
    for (const held of ['', 'guessed', lookIntoBox(db, decision.id)[0]?.id ?? '']) {
      expect(refusalOf(change(ben, decision.id, held)).sentence).toContain('belongs to no answer');
    }
    expect(refusalOf(change(ben, other.id, token)).sentence).toContain('belongs to no answer');
    expect(refusalOf(change('USTRANGER', decision.id, token)).sentence).not.toBe('');
    expect(lookIntoBox(db, decision.id)[0]?.verdict).toBe('dislike');
  });
});

describe('the reveal', () => {
  test('tells tally and whys without a name, under ids that no token leads to', () => {
    const decision = recordsWithoutNames(db);
    const { token } = casts(db, decision, ben, 'dislike', 'Small shops call us');
    for (const id of [ana, chloe, farid]) casts(db, decision, id, 'love');
    const cast = lookIntoBox(db, decision.id).map(({ id }) => id);
    close(decision.roundId);
    expect(lookIntoBox(db, decision.id)).toEqual([]);
    const revealed = ballotsOf(db, decision.id);
    expect(revealed).toHaveLength(4);
    expect(revealed.filter(({ id }) => cast.includes(id))).toEqual([]);
    expect(toldOf(decision.roundId)).toMatchObject({
      answered: 4,
      tooFew: false,
      tally: { ...noAnswers, dislike: 1, love: 3 },
    });
    const shown = reveal(decision.roundId);
    expect(shown).toContain('1 of 4 thinks they’d dislike it, because…');
    expect(shown).toContain('Small shops call us');
    expect(shown).toContain('They’d love it: 3');
    for (const id of [ben, chloe, farid]) expect(shown).not.toContain(id);
    expect(shown).not.toContain('Answer late');
    expect(refusalOf(() => casts(db, decision, grace, 'love')).sentence).toContain('no late answers');
    const change = () =>
      changeBallot(db, monday, ben, { decisionId: decision.id, token }, { verdict: 'love' });
    expect(refusalOf(change).sentence).toContain('no late answers');
  });

  test('of three answers tells nothing and keeps nothing; the owner judges', () => {
    const decision = recordsWithoutNames(db);
    for (const id of [ana, ben, chloe]) casts(db, decision, id, 'dislike', 'Never!');
    close(decision.roundId);
    expect(again(db, decision).ruling).toBe('judge');
    expect(ballotsOf(db, decision.id)).toEqual([]);
    expect(db.all('SELECT * FROM ballot_box')).toEqual([]);
    expect(tallyOf(db, decision.id)).toEqual(noAnswers);
    expect(toldOf(decision.roundId)).toMatchObject({ answered: 3, tooFew: true });
    const shown = reveal(decision.roundId);
    expect(shown).toContain('Fewer than four answered');
    expect(shown).toContain('judge whether it stands, because too few answered to show');
    expect(shown).not.toMatch(/Never!|█|dislike it|Nobody answered/);
    expect(JSON.stringify(findStory(db, ana, String(decision.id)))).not.toContain('Never!');
  });

  test('of nobody’s answers says that nobody answered', () => {
    const decision = recordsWithoutNames(db);
    close(decision.roundId);
    expect(reveal(decision.roundId)).toContain('Nobody answered.');
  });

  test('judges each decision of a round by its own answers', () => {
    const decision = recordsWithoutNames(db);
    const other = recordsWithoutNames(db, 'Raise the price');
    for (const id of [ana, ben, chloe, farid]) casts(db, decision, id, 'dislike');
    casts(db, other, ana, 'dislike');
    close(decision.roundId);
    expect(again(db, decision).ruling).toBe('reconsider');
    expect(again(db, other).ruling).toBe('judge');
  });

  test('tells as many of each verdict as were cast last, whoever cast and changed in whatever order', () => {
    const name = fc.constantFrom(...crowd);
    const verdict = fc.constantFrom<Verdict>(...verdicts.map((look) => look.verdict));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, verdict), { maxLength: 30 }), (acts) => {
        const decision = recordsWithoutNames(db, `Decision of ${acts.length}`);
        const tokens = new Map<string, string>();
        const last = new Map<string, Verdict>();
        for (const [id, chosen] of acts) {
          const token = tokens.get(id);
          const held = { decisionId: decision.id, token: token ?? '' };
          if (token) changeBallot(db, monday, id, held, { verdict: chosen });
          else tokens.set(id, castBallot(db, monday, id, decision.id, { verdict: chosen }).token);
          last.set(id, chosen);
        }
        expect(lookIntoBox(db, decision.id)).toHaveLength(last.size);
        expect(whoAnswered(db, decision.id)).toEqual([...last.keys()].sort());
        close(decision.roundId);
        const shown = last.size < 4 ? [] : [...last.values()];
        const tally = tallyOf(db, decision.id);
        expect(answersIn(tally)).toBe(shown.length);
        for (const look of verdicts) {
          expect(tally[look.verdict]).toBe(shown.filter((one) => one === look.verdict).length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('an anonymous ritual', () => {
  test('needs five people who are asked, whether they are named or in the channel', () => {
    const wish = (personIds: string[]) => () =>
      setUpRitual(db, monday, ana, product, { ...ritualWishes, personIds });
    expect(refusalOf(wish(crowd.slice(0, 4)))).toEqual({
      sentence:
        'Anonymous answers need five people or more who are asked, and you name 4: with fewer, the figures would show who said what.',
      field: 'names',
    });
    expect(wish(crowd.slice(0, 5))().anonymous).toBe(true);
    const small = () => anonymousTown(undefined, crowd.slice(0, 4));
    expect(refusalOf(small).sentence).toContain('this channel has 4');
  });

  test('that becomes named, or the other way round, leaves an open round as it was asked', () => {
    const decision = recordsWithoutNames(db);
    setUpRitual(db, monday, ana, product, { ...ritualWishes, anonymous: false });
    expect(roundOf(db, decision).anonymous).toBe(true);
    casts(db, decision, ben, 'love');
    close(decision.roundId);
    const next = recordsWithoutNames(db, 'Raise the price');
    expect(roundOf(db, next).anonymous).toBe(false);
    answerDecision(db, later(monday, dayMs), ben, { decisionId: next.id, verdict: 'love' });
    setUpRitual(db, monday, ana, product, ritualWishes);
    expect(isAnonymous(db, next.id)).toBe(false);
  });

  test('stays anonymous when nothing is said about it', () => {
    const { anonymous: _anonymous, ...silent } = ritualWishes;
    expect(setUpRitual(db, monday, ana, product, silent).anonymous).toBe(true);
  });
});
