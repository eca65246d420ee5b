// Forgotten is gone: from the table, from the index, and from the file.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { forgetVoice, readVoiceId } from '../../src/voc/forget-voice.ts';
import { ana, ben, board, chloe, dan, everyone, finds, now, says, town } from './town.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function termsIn(db: Database): string[] {
  db.script('CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, voice_index, row)');
  return db.all<{ term: string }>('SELECT term FROM temp.term').map((row) => row.term);
}

describe('forgetting', () => {
  it('takes the words out of the table and out of the index', () => {
    const db = town();
    says(db, ana, everyone, 'Refunds fail');
    const before = termsIn(db);
    expect(before).toEqual(expect.arrayContaining(['fail', 'refund']));
    says(db, ben, everyone, 'Xylophone repairs fail -- Quuxcorp #zebra source:quux said:2025-12-24');
    forgetVoice(db, now, ben, 2);
    expect(termsIn(db)).toEqual(before);
    expect(finds(db, chloe, 'xylophone').total).toBe(0);
    expect(db.all("SELECT * FROM voice_index WHERE voice_index MATCH 'xylophone'")).toEqual([]);
    db.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
  });

  it('takes the words out of the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
    folders.push(folder);
    const db = town(join(folder, 'chair.db'));
    const bytes = () =>
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'latin1'))
        .join('');
    for (let n = 0; n < 50; n += 1) says(db, ana, everyone, `Something else ${n} is slow -- Acme`);
    const { id } = says(db, ana, everyone, 'Xylophone repairs fail -- Quuxcorp #zebra').voice;
    for (let n = 0; n < 50; n += 1) says(db, ana, everyone, `Another matter ${n} is fine -- Bolt`);
    db.foldLog();
    expect(bytes().toLowerCase()).toContain('xylophon');
    forgetVoice(db, now, ana, id);
    db.foldLog();
    const left = bytes().toLowerCase();
    for (const word of ['xylophon', 'quuxcorp', 'zebra']) expect(left, word).not.toContain(word);
    expect(left).toContain('something else');
    db.close();
  });

  it('is for the capturer and the sponsor', () => {
    const db = town();
    for (let n = 0; n < 2; n += 1) says(db, ana, board, 'The board hears');
    expect(() => forgetVoice(db, now, ben, 1)).toThrow('Only <@UANA>, who saved voice 1, and the sponsor');
    forgetVoice(db, now, ana, 1);
    forgetVoice(db, now, chloe, 2);
    expect(db.all('SELECT id FROM voice')).toEqual([]);
  });

  it('says the same of what is not there and of what one may not see', () => {
    const db = town();
    says(db, ana, board, 'The board hears');
    expect(() => forgetVoice(db, now, dan, 1)).toThrow('There is no voice 1 that you can see.');
    expect(() => forgetVoice(db, now, dan, 2)).toThrow('There is no voice 2 that you can see.');
    expect(db.all('SELECT id FROM voice')).toHaveLength(1);
  });

  it('never gives its number to another voice', () => {
    const db = town();
    says(db, ana, everyone, 'Slow');
    forgetVoice(db, now, ana, 1);
    expect(says(db, ana, everyone, 'Slow again').voice.id).toBe(2);
  });

  it('stays in the audit log without the words', () => {
    const db = town();
    says(db, ana, everyone, 'Slow');
    forgetVoice(db, now, chloe, 1);
    expect(db.all("SELECT person_id, subject FROM audit WHERE did = 'forgot'")).toEqual([
      { person_id: chloe, subject: 'voice 1' },
    ]);
  });
});

describe('the number of a voice', () => {
  it.each(['42', '#42', ' 42 '])('is read from “%s”', (typed) => expect(readVoiceId(typed, 'show')).toBe(42));

  it.each(['', 'me the money', '4.2', '-1', '42 43', '9'.repeat(16)])('is not “%s”', (typed) => {
    expect(() => readVoiceId(typed, 'forget')).toThrow('After `/voc forget` comes the number of a voice');
  });
});
