// Changing a voice by hand, undoing it, and following the message that it was saved from.
import { beforeEach, describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/people/store.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { tracesLeft } from '../../src/platform/traces.ts';
import { originOf } from '../../src/voc/capture-store.ts';
import { addTheme, editVoice } from '../../src/voc/edit-voice.ts';
import { changeToKeep, followMessage } from '../../src/voc/follow-message.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { mask } from '../../src/voc/mask.ts';
import { digestOf, namesOf, readMessageChange } from '../../src/voc/message.ts';
import { findVoice } from '../../src/voc/store.ts';
import { undoVoice } from '../../src/voc/undo-voice.ts';
import { ana, ben, board, chloe, dan, everyone, now, numbersFound, readDraft, says, town } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});

const voiceNow = (id = 1) => findVoice(db, id, viewerOf(db, chloe));
const edit = (personId: string, typed: string, id = 1) => editVoice(db, now, personId, id, readDraft(typed));

/** The index must hold what the table holds, word for word. */
const checkIndex = () =>
  db.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");

describe('editing', () => {
  it('changes what is known, and keeps the number, the audience, the capturer and the day', () => {
    const { voice } = says(db, ana, board, 'The export is slow -- Acme #export nps:6 said:2026-11-20');
    edit(ana, 'The import is slow -- Bolt #import csat:2 segment:mid source:Survey');
    expect(voiceNow()).toEqual({
      ...voice,
      words: 'The import is slow',
      customer: 'Bolt',
      themes: ['import'],
      score: { scale: 'csat', value: 2 },
      segment: 'mid',
      segmentLabel: 'Mid value',
      source: 'survey',
    });
  });

  it('is found by its new words and themes, and by the old ones no more', () => {
    says(db, ana, everyone, 'The export is slow -- Acme #export');
    edit(ana, 'The importer is quick -- Bolt #import');
    expect(numbersFound(db, ana, 'importer')).toEqual([1]);
    expect(numbersFound(db, ana, 'customer:bolt')).toEqual([1]);
    expect(numbersFound(db, ana, 'export')).toEqual([]);
    expect(numbersFound(db, ana, 'customer:acme')).toEqual([]);
    checkIndex();
  });

  it('masks again, and says how much', () => {
    says(db, ana, everyone, 'Slow -- Acme');
    expect(edit(ana, 'Mail jane@acme.com -- Acme')).toMatchObject({
      voice: { words: 'Mail [e-mail]' },
      masked: 1,
    });
  });

  it('moves the day only where another one is given, and to none that is yet to come', () => {
    const { voice } = says(db, ana, everyone, 'Slow');
    edit(ana, 'Slow said:2026-11-23');
    expect(voiceNow()?.saidAt).toEqual(voice.saidAt);
    edit(ana, 'Slow said:2026-11-19');
    expect(voiceNow()?.saidAt.toISOString()).toBe('2026-11-19T11:00:00.000Z');
    expect(() => edit(ana, 'Slow said:2026-11-24')).toThrow('That day is yet to come');
  });

  it('is for the capturer and the sponsor, and a stranger learns nothing', () => {
    says(db, ana, board, 'Slow');
    expect(() => edit(ben, 'Quick')).toThrow(
      'Only <@UANA>, who saved voice 1, and the sponsor can change it.',
    );
    expect(() => edit(dan, 'Quick')).toThrow('There is no voice 1 that you can see.');
    expect(voiceNow()?.words).toBe('Slow');
    edit(chloe, 'Quick');
    expect(voiceNow()).toMatchObject({ words: 'Quick', capturedBy: ana });
  });

  it('stays in the audit log without the words', () => {
    says(db, ana, everyone, 'Secretwords');
    edit(ana, 'Otherwords');
    expect(db.all("SELECT person_id, subject FROM audit WHERE did = 'edited'")).toEqual([
      { person_id: ana, subject: 'voice 1' },
    ]);
    expect(JSON.stringify(db.all('SELECT * FROM audit'))).not.toMatch(/words/);
  });

  it('adds a theme once, and not an eleventh', () => {
    says(db, ana, everyone, 'Slow #a1');
    for (const theme of ['b2', 'b2', 'a1']) addTheme(db, now, ana, 1, theme);
    expect(voiceNow()?.themes).toEqual(['a1', 'b2']);
    for (let n = 3; n <= 10; n += 1) addTheme(db, now, ana, 1, `t${n}`);
    expect(() => addTheme(db, now, ana, 1, 'more')).toThrow('Voice 1 has ten themes already.');
    expect(() => addTheme(db, now, ben, 1, 'more')).toThrow('Only <@UANA>');
  });
});

describe('undoing', () => {
  it('forgets within fifteen minutes, refuses after, and says when it is undone already', () => {
    says(db, ana, everyone, 'Slow');
    expect(() => undoVoice(db, now, ben, 1)).toThrow('Only <@UANA>');
    expect(() => undoVoice(db, later(now, 15 * minuteMs + 1), ana, 1)).toThrow(
      'more than fifteen minutes ago',
    );
    undoVoice(db, later(now, 15 * minuteMs), ana, 1);
    expect(voiceNow()).toBeUndefined();
    expect(() => undoVoice(db, now, ana, 1)).toThrow('It is undone already.');
    expect(() => undoVoice(db, now, ben, 1)).toThrow('There is no voice 1 that you can see.');
  });
});

describe('a saved message', () => {
  const messageTs = '1795000000.000100';
  const keep = (message: string, words = message) =>
    keepVoice(
      db,
      now,
      ana,
      {
        conversationId: everyone,
        messageTs,
        message: { authorId: ben, attached: ['invoice.pdf'], digest: digestOf(message) },
      },
      readDraft(`${words} --`),
    );
  const change = (words: string | null) => ({ conversationId: everyone, messageTs, words });
  const hear = (words: string | null) => {
    const kept = changeToKeep(db, change(words), (text) => text);
    if (kept) followMessage(db, now, kept);
    return kept;
  };
  const leftTraces = () => alarmAt(db, tracesLeft, '') !== null;

  it('keeps its author and the names of its files', () => {
    keep('The export is slow');
    expect(originOf(db, 1)).toEqual({
      authorId: ben,
      attached: ['invoice.pdf'],
      followsMessage: true,
      joinedTo: null,
    });
  });

  it('changes the words when it is edited, masked, and the index with them', () => {
    keep('The export is slow');
    hear('The export is slow, mail jane@acme.com');
    expect(voiceNow()?.words).toBe('The export is slow, mail [e-mail]');
    hear('The import is slow');
    expect(leftTraces()).toBe(true);
    expect(numbersFound(db, ana, 'import')).toEqual([1]);
    checkIndex();
  });

  it('is followed no more once somebody has edited the words by hand, but is when they changed the rest', () => {
    keep('The export is slow');
    edit(ana, 'The export is slow -- Acme #export');
    hear('The export is very slow');
    expect(voiceNow()).toMatchObject({ words: 'The export is very slow', customer: 'Acme' });
    edit(ana, 'So slow -- Acme');
    expect(hear('The export is fine now')).toBeNull();
    expect(voiceNow()?.words).toBe('So slow');
  });

  it('is not followed when only some of it was saved', () => {
    keep('Acme wrote: the export is slow. Let us talk on Monday.', 'the export is slow');
    expect(hear('Acme wrote: all is well.')).toBeNull();
    expect(voiceNow()?.words).toBe('the export is slow');
  });

  it('takes its voice along when it is deleted, also one that was edited by hand', () => {
    keep('The export is slow', 'slow');
    hear(null);
    expect(leftTraces()).toBe(true);
    expect(voiceNow()).toBeUndefined();
    expect(db.all("SELECT person_id, subject FROM audit WHERE did = 'forgot'")).toEqual([
      { person_id: null, subject: 'voice 1' },
    ]);
    expect(hear(null)).toBeNull();
    checkIndex();
  });

  it('takes its voice along when an edit leaves no words', () => {
    keep('The export is slow');
    hear('');
    expect(leftTraces()).toBe(true);
    expect(voiceNow()).toBeUndefined();
  });

  it('that grows beyond what a voice holds is followed no more', () => {
    keep('The export is slow');
    hear('x'.repeat(40_000));
    expect(leftTraces()).toBe(false);
    expect(voiceNow()?.words).toBe('The export is slow');
    expect(originOf(db, 1).followsMessage).toBe(false);
  });

  it('is dropped unread when nobody saved it, and when nothing of its words changed', () => {
    keep('The export is slow');
    expect(hear('The export is slow')).toBeNull();
    for (const other of [{ conversationId: board }, { messageTs: '1795000000.000200' }]) {
      expect(changeToKeep(db, { ...change('between us'), ...other }, (text) => text)).toBeNull();
      expect(changeToKeep(db, { ...change(null), ...other }, (text) => text)).toBeNull();
    }
  });

  it('whose change was applied already is applied again without harm', () => {
    keep('The export is slow');
    followMessage(db, now, change('Slower'));
    followMessage(db, now, change('Slower'));
    expect(voiceNow()?.words).toBe('Slower');
    followMessage(db, now, change(null));
    followMessage(db, now, change(null));
    expect(db.all("SELECT did FROM audit WHERE did = 'forgot'")).toHaveLength(1);
  });
});

describe('an event about a message', () => {
  const message = { ts: '1.2', text: 'Slow' };

  it.each([
    [{ subtype: 'message_changed', channel: 'C1', message }, 'Slow'],
    [{ subtype: 'message_deleted', channel: 'C1', deleted_ts: '1.2' }, null],
    [{ subtype: 'message_changed', channel: 'C1', message: { ...message, subtype: 'tombstone' } }, null],
  ])('is read: %j', (event, words) => {
    expect(readMessageChange({ type: 'message', ...event })).toEqual({
      conversationId: 'C1',
      messageTs: '1.2',
      words,
    });
  });

  it.each([
    {},
    { channel: 'C1', text: 'between us', ts: '1.2' },
    { subtype: 'message_changed', channel: 'C1' },
    { subtype: 'message_changed', channel: 'C1', message: null },
    { subtype: 'message_changed', message },
    { subtype: 'message_deleted', channel: 'C1' },
    { subtype: 'channel_join', channel: 'C1', message },
  ])('is dropped: %j', (event) => {
    expect(readMessageChange({ type: 'message', ...event })).toBeNull();
  });
});

describe('the names of files', () => {
  const names = (files: unknown) => namesOf(files, mask);

  it('are kept short, masked, and ten at the most', () => {
    expect(names(undefined)).toEqual([]);
    expect(names([null, {}, { name: 7 }, { name: '' }, { title: 'A\nphoto' }])).toEqual(['A photo']);
    expect(names([{ name: 'jane@acme.com.pdf' }])).toEqual(['[e-mail]']);
    expect(names([{ name: `${'x'.repeat(200)}.pdf` }])[0]).toHaveLength(80);
    expect(names(Array.from({ length: 12 }, (_, n) => ({ name: `${n}.pdf` })))).toHaveLength(10);
  });
});
