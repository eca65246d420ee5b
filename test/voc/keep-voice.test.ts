// What is kept of a customer's words, and for whom.

import { beforeEach, describe, expect, it } from 'vitest';
import { balanceOf, countVoices, themesOf } from '../../src/digest/heard.ts';
import { loseConversation } from '../../src/people/read-directory.ts';
import { viewerOf } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { findVoice, latestVoices } from '../../src/voc/store.ts';
import { heardBetween } from '../digest/heard-between.ts';
import {
  ana,
  ben,
  board,
  chloe,
  conversationViewer,
  dan,
  everyone,
  gus,
  now,
  partners,
  readDraft,
  says,
  town,
  unknown,
} from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});

const sees = (reader: string, id: number) => findVoice(db, id, viewerOf(db, reader)) !== undefined;

describe('a voice', () => {
  it('is kept with everything known about it', () => {
    const { voice } = says(
      db,
      ana,
      everyone,
      'It’s <slow> & fails -- Acme #export nps:6 segment:mid source:Support',
    );
    expect(voice).toEqual({
      id: 1,
      conversationId: everyone,
      audience: 'workspace',
      words: 'It’s <slow> & fails',
      customer: 'Acme',
      segment: 'mid',
      segmentLabel: 'Mid value',
      source: 'support',
      stage: null,
      score: { scale: 'nps', value: 6 },
      themes: ['export'],
      permalink: null,
      messageTs: null,
      saidAt: now,
      capturedBy: ana,
      capturedAt: now,
    });
  });

  it('is masked before it is stored, in every text', () => {
    const { voice, masked } = says(
      db,
      ana,
      everyone,
      'Mail jane@acme.com or +49 30 901820 -- joe@acme.com source:x@y.org',
    );
    expect(voice).toMatchObject({
      words: 'Mail [e-mail] or [phone]',
      customer: '[e-mail]',
      source: '[e-mail]',
    });
    expect(masked).toBe(4);
    expect(JSON.stringify(db.all('SELECT * FROM voice'))).not.toContain('acme.com');
  });

  it('keeps @channel and 8,000 characters as they are', () => {
    const words = `<!channel> @here ${'x'.repeat(7_983)}`;
    expect(says(db, ana, everyone, words).voice.words).toBe(words);
  });

  it('counts from the noon of another day, in the zone of whoever kept it', () => {
    const { voice } = says(db, ana, everyone, 'Slow said:2026-11-20');
    expect(voice.saidAt.toISOString()).toBe('2026-11-20T11:00:00.000Z');
    expect(says(db, ana, everyone, 'Slow said:2026-11-23').voice.saidAt).toEqual(now);
    expect(() => says(db, ana, everyone, 'Slow said:2026-11-24')).toThrow('That day is yet to come');
  });

  it('is kept in the audit log without its words', () => {
    says(db, ana, everyone, 'Secretwords -- Acme');
    expect(db.all('SELECT person_id, did, subject FROM audit')).toEqual([
      { person_id: ana, did: 'captured', subject: 'voice 1' },
    ]);
  });
});

describe('who sees it', () => {
  it.each([
    ['in a public channel', everyone, { [ana]: true, [ben]: true, [chloe]: true, [dan]: true, [gus]: true }],
    ['on the private board', board, { [ana]: true, [ben]: true, [chloe]: true, [dan]: false, [gus]: false }],
    [
      'in a channel shared with others',
      partners,
      { [ana]: true, [ben]: false, [chloe]: true, [dan]: false, [gus]: false },
    ],
    [
      'where the bot is not',
      unknown,
      { [ana]: true, [ben]: false, [chloe]: true, [dan]: false, [gus]: false },
    ],
  ])('kept %s', (_where, conversationId, expected) => {
    const { id } = says(db, ana, conversationId, 'The export is slow').voice;
    for (const [reader, may] of Object.entries(expected)) expect(sees(reader, id), reader).toBe(may);
  });

  it('is not a guest, unless it was said in a conversation of theirs', () => {
    db.run("UPDATE membership SET person_id = 'UDAN' WHERE conversation_id = 'CALL' AND person_id = 'UGUS'");
    const { id } = says(db, ana, everyone, 'The export is slow').voice;
    expect([sees(gus, id), sees(dan, id)]).toEqual([false, true]);
  });

  it('is a conversation, where it is posted', () => {
    const { id } = says(db, ana, board, 'The board hears').voice;
    expect(findVoice(db, id, conversationViewer(board))?.id).toBe(id);
    expect(findVoice(db, id, conversationViewer(everyone))).toBeUndefined();
  });

  it('is the capturer still, after they left the conversation', () => {
    const { id } = says(db, ben, board, 'The board hears').voice;
    db.run("DELETE FROM membership WHERE person_id = 'UBEN'");
    expect([sees(ben, id), sees(dan, id)]).toEqual([true, false]);
  });

  it('is nobody else, where the bot was taken out of a public channel', () => {
    loseConversation(db, everyone, now);
    const { voice, reach } = says(db, ana, everyone, 'The export is slow');
    expect([voice.audience, reach, sees(ben, voice.id)]).toEqual(['capturer', 'nobody', false]);
  });

  it('is nobody else, also when the bot joins that conversation later', () => {
    loseConversation(db, everyone, now);
    const { id } = says(db, ana, everyone, 'The export is slow').voice;
    db.run('UPDATE conversation SET has_bot = 1 WHERE id = @everyone', { everyone });
    db.run('INSERT INTO membership (conversation_id, person_id) VALUES (@everyone, @ben)', { everyone, ben });
    expect([sees(ana, id), sees(ben, id)]).toEqual([true, false]);
  });
});

describe('who may keep', () => {
  it('are members and the sponsor, where the bot knows them', () => {
    expect(() => says(db, dan, board, 'Psst')).toThrow('Only members of this channel');
    expect(() => says(db, dan, everyone, 'Psst')).toThrow('Only members of this channel');
    expect(says(db, chloe, board, 'Psst').voice.audience).toBe(board);
    expect(says(db, gus, everyone, 'Psst').voice.capturedBy).toBe(gus);
  });
});

describe('a message', () => {
  const place = { conversationId: everyone, messageTs: '1795000000.000100' };

  it('counts from when it was posted', () => {
    const { voice } = keepVoice(db, now, ana, place, readDraft('Slow said:2026-11-18'));
    expect(voice.saidAt.toISOString()).toBe('2026-11-18T11:06:40.000Z');
  });

  it('is kept once', () => {
    keepVoice(db, now, ana, place, readDraft('Slow'));
    expect(() => keepVoice(db, now, ben, place, readDraft('Slow'))).toThrow('already saved, as voice 1');
    expect(() => keepVoice(db, now, ana, place, readDraft('Slow'))).toThrow('already saved, as voice 1');
    expect(latestVoices(db, viewerOf(db, chloe), 10)).toHaveLength(1);
  });

  it('does not tell the number of a voice that one may not see', () => {
    const there = { ...place, conversationId: unknown };
    keepVoice(db, now, ana, there, readDraft('Slow'));
    expect(() => keepVoice(db, now, ben, there, readDraft('Slow'))).toThrow(
      'Somebody has saved this message',
    );
  });
});

describe('what is counted', () => {
  const monday = new Date('2026-11-16T00:00:00.000Z');
  const nextMonday = new Date('2026-11-23T00:00:00.000Z');

  it('are the voices of a span that the viewer may read', () => {
    says(db, ana, everyone, 'Slow #export #speed segment:mid', monday);
    says(db, ana, everyone, 'Slower #export', new Date('2026-11-22T23:59:59.999Z'));
    says(db, ana, board, 'Private #board segment:high', monday);
    says(db, ana, everyone, 'Too late #late', nextMonday);
    const asDan = heardBetween(db, monday, nextMonday, viewerOf(db, dan));
    expect(countVoices(asDan).count).toBe(2);
    expect(countVoices(heardBetween(db, monday, nextMonday, viewerOf(db, chloe))).count).toBe(3);
    expect(themesOf(asDan)).toEqual([
      { theme: 'export', count: 2, before: null },
      { theme: 'speed', count: 1, before: null },
    ]);
    expect(balanceOf(asDan, [])).toMatchObject([
      { segment: 'mid', voices: 1 },
      { segment: null, voices: 1 },
    ]);
  });
});
