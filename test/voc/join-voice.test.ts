// Voices that say the same: offered, joined, counted once for each customer, and taken apart again.

import { beforeEach, describe, expect, it } from 'vitest';
import { balanceOf, countVoices, themesOf } from '../../src/digest/heard.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { joinedTo, originOf } from '../../src/voc/capture-store.ts';
import { forgetVoice } from '../../src/voc/forget-voice.ts';
import { joinVoice, partVoice } from '../../src/voc/join-voice.ts';
import { loadOffers } from '../../src/voc/load-confirmation.ts';
import { findVoice, latestVoices } from '../../src/voc/store.ts';
import { heardBetween } from '../digest/heard-between.ts';
import { ana, ben, board, chloe, dan, everyone, now, numbersFound, says, town, unknown } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});

const slow = 'The export takes twenty minutes and then fails';

/** The number of the voice that is offered to whoever says something now. */
function offered(personId: string, conversationId: string, typed: string, at = now): number | undefined {
  const { voice } = says(db, personId, conversationId, typed, at);
  return loadOffers(db, at, personId, voice).like?.id;
}

const numbers = (personId: string) => latestVoices(db, viewerOf(db, personId), 10).map(({ id }) => id);

describe('the same words again', () => {
  it('are offered to be joined, also when a word differs', () => {
    says(db, ana, everyone, `${slow} -- Acme`);
    expect(offered(ben, everyone, 'The export takes twenty minutes and then it fails! -- Globex')).toBe(1);
    expect(offered(ben, everyone, 'The price is too high -- Globex')).toBeUndefined();
  });

  it('are offered when they are few, or no letters of the Latin alphabet', () => {
    says(db, ana, everyone, 'Slow');
    says(db, ana, everyone, 'エクスポートが遅すぎます');
    expect(offered(ben, everyone, 'slow!')).toBe(1);
    expect(offered(ben, everyone, 'エクスポートが遅すぎます')).toBe(2);
    expect(offered(ben, everyone, '😀😀')).toBeUndefined();
  });

  it('are not offered after thirty days', () => {
    says(db, ana, everyone, slow);
    expect(offered(ben, everyone, slow, later(now, 31 * dayMs))).toBeUndefined();
    expect(offered(ben, everyone, slow, later(now, 45 * dayMs))).toBe(2);
  });

  it('are not offered where they are for other people', () => {
    says(db, ana, board, slow);
    expect(offered(dan, unknown, slow)).toBeUndefined();
    expect(offered(ana, everyone, slow)).toBeUndefined();
    expect(offered(ben, board, slow)).toBe(1);
  });

  it('are not offered as what only another capturer sees', () => {
    says(db, ana, unknown, slow);
    expect(offered(chloe, unknown, slow)).toBeUndefined();
    expect(offered(ana, unknown, slow)).toBe(1);
  });
});

describe('joined voices', () => {
  beforeEach(() => {
    says(db, ana, everyone, `${slow} -- Acme #export segment:mid source:support`);
    says(db, ben, everyone, `${slow} -- Globex #export segment:high source:call`);
    joinVoice(db, now, ben, 2, 1);
  });

  it('are shown as one, with its customers counted and every source kept', () => {
    expect(numbers(ana)).toEqual([1]);
    expect(numbersFound(db, ana, 'twenty minutes')).toEqual([1]);
    expect(findVoice(db, 1, viewerOf(db, ana))?.customers).toBe(2);
    expect(joinedTo(db, 1, viewerOf(db, ana), 10)).toMatchObject([
      { id: 2, customer: 'Globex', source: 'call', capturedBy: ben, words: slow },
    ]);
    expect(findVoice(db, 2, viewerOf(db, ana))?.customer).toBe('Globex');
  });

  it('count each customer once', () => {
    says(db, ana, everyone, `${slow} -- acme #export segment:mid`);
    joinVoice(db, now, ana, 3, 1);
    const [from, to, viewer] = [later(now, -dayMs), later(now, dayMs), viewerOf(db, ana)] as const;
    expect(findVoice(db, 1, viewer)?.customers).toBe(2);
    const heard = heardBetween(db, from, to, viewer);
    expect(countVoices(heard).count).toBe(2);
    expect(themesOf(heard)).toEqual([{ theme: 'export', count: 2, before: null }]);
    expect(balanceOf(heard, [])).toMatchObject([
      { segment: 'high', voices: 1 },
      { segment: 'mid', voices: 1 },
    ]);
  });

  it('stand behind the one that stands for them all, whichever is named', () => {
    says(db, ana, everyone, `${slow} -- Initech`);
    expect(joinVoice(db, now, ana, 3, 2).id).toBe(1);
    says(db, ana, everyone, `${slow} -- Umbrella`);
    expect(joinVoice(db, now, ana, 1, 4).customers).toBe(4);
    expect(numbers(ana)).toEqual([4]);
    expect([1, 2, 3].map((id) => originOf(db, id).joinedTo)).toEqual([4, 4, 4]);
  });

  it('are not offered again', () => {
    expect(offered(ana, everyone, `${slow} -- Initech`)).toBe(1);
  });

  it('are taken apart by their capturer and the sponsor', () => {
    expect(() => partVoice(db, now, ana, 2)).toThrow('Only <@UBEN>, who saved voice 2, and the sponsor');
    partVoice(db, now, chloe, 2);
    expect(numbers(ana)).toEqual([2, 1]);
    expect(findVoice(db, 1, viewerOf(db, ana))?.customers).toBeUndefined();
  });

  it('stay when the one that stands for them is forgotten: the oldest of them stands in', () => {
    says(db, ben, everyone, `${slow} -- Initech`);
    joinVoice(db, now, ben, 3, 1);
    forgetVoice(db, now, ana, 1);
    expect(numbers(ana)).toEqual([2]);
    expect(originOf(db, 3).joinedTo).toBe(2);
    expect(findVoice(db, 2, viewerOf(db, ana))?.customers).toBe(2);
  });

  it('lose a customer’s share when that is forgotten', () => {
    forgetVoice(db, now, ben, 2);
    expect(findVoice(db, 1, viewerOf(db, ana))?.customers).toBeUndefined();
    expect(JSON.stringify(db.all('SELECT * FROM voice'))).not.toContain('Globex');
  });

  it('are in the audit log by their numbers', () => {
    joinVoice(db, now, ben, 2, 1);
    partVoice(db, now, ben, 2);
    partVoice(db, now, ben, 2);
    expect(db.all("SELECT did, subject FROM audit WHERE did IN ('joined', 'took apart')")).toEqual([
      { did: 'joined', subject: 'voice 2 to voice 1' },
      { did: 'took apart', subject: 'voice 2' },
    ]);
  });
});

describe('joining is refused', () => {
  beforeEach(() => {
    says(db, ana, everyone, `${slow} -- Acme`);
    says(db, ben, everyone, `${slow} -- Globex`);
    says(db, ben, board, `${slow} -- Initech`);
  });

  it.each([
    [ana, 2, 1, 'Only <@UBEN>, who saved voice 2, and the sponsor can join it.'],
    [ben, 2, 3, 'Voice 2 and voice 3 are not for the same people'],
    [ben, 3, 1, 'Voice 3 and voice 1 are not for the same people'],
    [ben, 2, 2, 'A voice cannot be joined to itself.'],
    [ben, 2, 9, 'There is no voice 9 that you can see.'],
    [dan, 3, 1, 'There is no voice 3 that you can see.'],
    [dan, 1, 3, 'Only <@UANA>'],
  ])('to %s: %i to %i', (personId, id, into, sentence) => {
    expect(() => joinVoice(db, now, personId, id, into)).toThrow(sentence);
    expect(numbers(chloe)).toEqual([3, 2, 1]);
  });

  it('in a circle', () => {
    joinVoice(db, now, ben, 2, 1);
    expect(() => joinVoice(db, now, ana, 1, 2)).toThrow('Voice 2 is joined to voice 1 already.');
  });
});
