// Evidence: customers' words cited for a decision or an answer, by those who may, for those who may read them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerDecision } from '../../src/decision/answer-decision.ts';
import { findAnswer } from '../../src/decision/answer-store.ts';
import { citeVoice, citeVoices, unciteVoice } from '../../src/decision/cite-voice.ts';
import { countSpeakers } from '../../src/decision/count-speakers.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { evidenceFor } from '../../src/decision/evidence-store.ts';
import { forgetEvidence } from '../../src/decision/forget-evidence.ts';
import { offerVoices, spokenAbout } from '../../src/decision/hear-voices.ts';
import { loadRound } from '../../src/decision/load-round.ts';
import { saveConversation } from '../../src/people/store.ts';
import { trailOf } from '../../src/platform/audit.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { voiceForgotten } from '../../src/voc/announce-voice.ts';
import { forgetVoice } from '../../src/voc/forget-voice.ts';
import {
  acme,
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
import { levels, readableLog } from '../platform/quiet-log.ts';
import { says } from '../voc/town.ts';
import { answers, closes, records } from './team.ts';

let db: Database;
let decision: Decision;
beforeEach(() => {
  db = town();
  decision = records(db);
});
afterEach(() => db.close());

/** A voice about the decision, kept somewhere. */
const heard = (
  personId: string = ana,
  place: string = product,
  words = 'We need phone support on the free plan',
) => says(db, personId, place, `${words} -- Acme`, monday).voice.id;
const cited = () => evidenceFor(db, decision.id).map(({ voiceId }) => voiceId);
const told = () => loadRound(db, decision.roundId)?.decisions[0];
const { log: quiet } = readableLog();

describe('citing a voice for a decision', () => {
  test('is for every member of its channel, once, and is shown', () => {
    const voice = heard();
    citeVoice(db, monday, ben, decision.id, voice);
    citeVoice(db, monday, ana, decision.id, voice);
    expect(evidenceFor(db, decision.id)).toEqual([
      { decisionId: decision.id, voiceId: voice, answerOf: '', citedBy: ben },
    ]);
    expect(told()?.evidence.map(({ id }) => id)).toEqual([voice]);
    const trail = trailOf(db, `decision ${decision.id}`, 10).map(
      ({ personId, did }) => `${did} by ${personId}`,
    );
    expect(trail).toEqual([`recorded by ${ana}`, `cited voice ${voice} by ${ben}`]);
  });

  test('is refused to strangers', () => {
    const voice = heard();
    expect(refusalOf(() => citeVoice(db, monday, dmitri, decision.id, voice)).sentence).toContain(
      'Only members',
    );
    expect(cited()).toEqual([]);
  });

  test('is taken back by whoever cited it, the owner and the sponsor, and by nobody else', () => {
    const voice = heard();
    for (const personId of [ben, ana, chloe]) {
      citeVoice(db, monday, ben, decision.id, voice);
      unciteVoice(db, monday, personId, decision.id, voice);
      expect(cited()).toEqual([]);
    }
    citeVoice(db, monday, ben, decision.id, voice);
    const byGus = refusalOf(() => unciteVoice(db, monday, gus, decision.id, voice));
    expect(byGus.sentence).toContain(`Only <@${ben}>`);
    expect(cited()).toEqual([voice]);
  });

  test('that was taken back already changes nothing', () => {
    unciteVoice(db, monday, gus, decision.id, heard());
    expect(cited()).toEqual([]);
  });

  test('ends at twenty, with a sentence beside the field', () => {
    const voices = Array.from({ length: 21 }, () => heard());
    for (const voice of voices.slice(0, 20)) citeVoice(db, monday, ana, decision.id, voice);
    const more = refusalOf(() =>
      db.transaction(() => citeVoices(db, monday, ana, decision, voices.slice(20))),
    );
    expect(more.sentence).toContain('Twenty voices are cited');
    expect(more.field).toBe('evidence');
    expect(cited()).toHaveLength(20);
  });
});

describe('what the channel’s members do not all hear', () => {
  test.each([
    ['a voice of a private channel', () => heard(dmitri, board)],
    ['a voice of a channel that others share', () => heard(ana, acme)],
    ['a voice of a conversation without the bot', () => heard(ana, 'DANA')],
    ['no voice at all', () => 4711],
  ])('is neither cited, offered nor counted: %s', (_what, keep) => {
    const voice = keep();
    const refusal = refusalOf(() => citeVoice(db, monday, ana, decision.id, voice));
    expect(refusal.sentence).toContain(`Voice ${voice} cannot be cited here`);
    expect(refusal.field).toBe('evidence');
    const answered = () =>
      answerDecision(db, monday, ana, { decisionId: decision.id, verdict: 'love', voiceIds: [voice] });
    expect(refusalOf(answered).field).toBe('evidence');
    expect(offerVoices(db, { personId: ana, typed: 'phone support', now: monday }, product)).toEqual([]);
    expect(spokenAbout(db, ana, decision, 10)).toEqual([]);
    const facts = loadRound(db, decision.roundId);
    expect(facts && countSpeakers(db, facts, quiet).get(decision.id)).toBe(0);
  });

  test('is not told any more once it is so', () => {
    const voice = heard();
    citeVoice(db, monday, ana, decision.id, voice);
    answerDecision(db, monday, ana, { decisionId: decision.id, verdict: 'love', voiceIds: [voice] });
    closes(db, decision);
    db.run('UPDATE voice SET audience = @board, conversation_id = @board', { board });
    expect(told()).toMatchObject({ evidence: [], voices: [] });
    expect(told()?.answers).toHaveLength(1);
  });

  test('is more for a guest, who reads what their own channels hold', () => {
    saveConversation(db, conversation('CELSEWHERE'));
    heard();
    const elsewhere = says(db, chloe, 'CELSEWHERE', 'Keep phone support on the free plan -- Globex', monday)
      .voice.id;
    const offered = (personId: string) =>
      offerVoices(db, { personId: personId, typed: 'phone', now: monday }, product).map(({ id }) => id);
    expect(offered(ana)).toContain(elsewhere);
    expect(offered(gus)).not.toContain(elsewhere);
    const spoken = (personId: string) => spokenAbout(db, personId, decision, 10).map(({ id }) => id);
    expect(spoken(ana)).toContain(elsewhere);
    expect(spoken(gus)).not.toContain(elsewhere);
    expect(refusalOf(() => citeVoice(db, monday, gus, decision.id, elsewhere)).field).toBe('evidence');
  });
});

describe('the type-ahead', () => {
  test('finds words as they are typed, and a voice by its number', () => {
    const voice = heard();
    const offered = (typed: string) =>
      offerVoices(db, { personId: ana, typed: typed, now: monday }, product).map(({ id }) => id);
    expect(offered('pho')).toEqual([voice]);
    expect(offered(`#${voice}`)).toEqual([voice]);
    expect(offered(`${voice}`)).toEqual([voice]);
    expect(offered('segment:high phone')).toEqual([]);
    expect(offered('"')).toEqual([]);
    expect(offered('nothing of the sort')).toEqual([]);
  });

  test('offers strangers to the channel nothing, and without a channel what all hear', () => {
    const ours = heard();
    heard(dmitri, board);
    expect(offerVoices(db, { personId: dmitri, typed: 'phone', now: monday }, product)).toEqual([]);
    expect(
      offerVoices(db, { personId: dmitri, typed: 'phone', now: monday }, '').map(({ id }) => id),
    ).toEqual([ours]);
  });
});

describe('an answer', () => {
  const decisionId = () => decision.id;

  test('cites voices and has a segment in mind, both kept unless others come', () => {
    const voice = heard();
    const answer = (more: object) =>
      answerDecision(db, monday, ben, { decisionId: decisionId(), verdict: 'dislike', ...more });
    answer({ why: 'They call us.', voiceIds: [voice], segment: 'low' });
    answer({});
    expect(findAnswer(db, decisionId(), ben)).toMatchObject({
      why: 'They call us.',
      voiceIds: [voice],
      segment: 'low',
    });
    answer({ voiceIds: [], segment: null });
    expect(findAnswer(db, decisionId(), ben)).toMatchObject({ voiceIds: [], segment: null });
  });

  test('keeps its evidence to itself until the reveal', () => {
    const voice = heard();
    answerDecision(db, monday, ben, { decisionId: decisionId(), verdict: 'dislike', voiceIds: [voice] });
    expect(told()).toMatchObject({ evidence: [], voices: [], answers: [] });
    expect(cited()).toEqual([]);
    closes(db, decision);
    expect(told()?.voices.map(({ id }) => id)).toEqual([voice]);
  });
});

describe('a forgotten voice', () => {
  test('is gone from evidence at once, and what showed it is drawn anew', () => {
    const voice = heard();
    citeVoice(db, monday, ana, decision.id, voice);
    answerDecision(db, monday, ben, { decisionId: decision.id, verdict: 'dislike', voiceIds: [voice] });
    closes(db, decision);
    db.run("UPDATE message SET state = 'sent', ts = '1', channel_id = 'C', drawn = wanted");
    forgetVoice(db, monday, ana, voice);
    expect(told()).toMatchObject({ evidence: [], voices: [] });
    expect(alarmAt(db, voiceForgotten, voice)).toEqual(monday);
    forgetEvidence(db, monday, voice);
    const due = db.all<{ drawing: string }>(
      "SELECT drawing FROM message WHERE state = 'due' ORDER BY drawing",
    );
    expect(due.map(({ drawing }) => drawing)).toEqual(['reveal', 'root']);
    expect(db.all('SELECT * FROM evidence')).toEqual([]);
  });
});

describe('the count on the root', () => {
  const speakers = () => {
    const facts = loadRound(db, decision.roundId);
    if (!facts) throw new Error('the round is gone');
    return countSpeakers(db, facts, quiet).get(decision.id);
  };

  test('counts customers, not voices, and only while people are answering', () => {
    heard();
    heard();
    says(db, ben, product, 'Without phone support we would leave the free plan -- Globex', monday);
    expect(speakers()).toBe(2);
    answers(db, decision, { [ana]: 'love' });
    closes(db, decision);
    expect(speakers()).toBeUndefined();
  });

  test('is left out, and said in the log, where it cannot be told', () => {
    heard();
    const facts = loadRound(db, decision.roundId);
    if (!facts) throw new Error('the round is gone');
    db.run('DROP TABLE voice_index');
    const { log, lines } = readableLog();
    expect(countSpeakers(db, facts, log).size).toBe(0);
    expect(lines()).toMatchObject([{ level: levels.error, decision: decision.id }]);
  });
});
