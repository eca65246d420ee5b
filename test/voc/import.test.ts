// Files as people have them: every encoding, separator and slip; what is refused says why; nothing shows by halves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/people/store.ts';
import { Database } from '../../src/platform/database.ts';
import { inSlices } from '../../src/platform/slices.ts';
import { askImport } from '../../src/voc/ask-import.ts';
import { readText } from '../../src/voc/csv-text.ts';
import { offerImport, startImport, undoImport } from '../../src/voc/decide-import.ts';
import { findImport, listRefusals, nextSlice } from '../../src/voc/import-store.ts';
import { moveSlice, removeImported } from '../../src/voc/run-import.ts';
import { stageImport } from '../../src/voc/stage-import.ts';
import { latestVoices } from '../../src/voc/store.ts';
import { aliasTheme } from '../../src/voc/theme-store.ts';
import { anyCharacter } from '../any-character.ts';
import { ana, ben, board, chloe, dan, everyone, finds, now, says, town } from './town.ts';

const never = () => false;

async function staged(
  db: Database,
  file: string | Uint8Array,
  place: string = everyone,
  personId: string = ana,
) {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const id = db.transaction(() =>
    askImport(db, now, personId, place, { id: 'F1', name: 'a.csv', bytes: bytes.length }),
  );
  const from = findImport(db, id);
  if (!from) throw new Error('it was just asked for');
  const reading = await stageImport(db, now, from, bytes, never);
  if (!reading) throw new Error('nobody stopped it');
  const voices = nextSlice(db, id)?.rows ?? [];
  return { id, reading, voices, refused: listRefusals(db, id, 1_000) };
}

async function imported(
  db: Database,
  file: string | Uint8Array,
  place: string = everyone,
  personId: string = ana,
) {
  const { id, reading } = await staged(db, file, place, personId);
  db.transaction(() => {
    offerImport(db, now, id, personId, reading);
    startImport(db, now, personId, id);
  });
  await inSlices(db, () => moveSlice(db, now, id), never);
  return id;
}

const words = async (file: string | Uint8Array) =>
  (await staged(town(), file)).voices.map((voice) => voice.words);

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16le = (text: string, mark = '') => Buffer.from(mark + text, 'utf16le');
const utf16be = (text: string, mark = '') => utf16le(text, mark).swap16();

describe('an encoding', () => {
  const text = 'words;customer\nGrüße, 12 € fällig – naïve;Müller\nzwei;Ä\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', utf16le(text, '\uFEFF')],
    ['UTF-16 BE with a mark', utf16be(text, '\uFEFF')],
    ['UTF-16 LE', utf16le(text)],
    ['UTF-16 BE', utf16be(text)],
    ['Windows-1252', latin1(text.replace('€', '\x80').replace('–', '\x96'))],
  ])('is read: %s', async (_name, bytes) => {
    const { voices } = await staged(town(), bytes);
    expect(voices.map((voice) => [voice.words, voice.customer])).toEqual([
      ['Grüße, 12 € fällig – naïve', 'Müller'],
      ['zwei', 'Ä'],
    ]);
  });

  it.each([
    ['an Excel workbook', Buffer.from('PK\x03\x04 and so on', 'latin1'), 'Save As'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'Export the table as CSV'],
    ['an archive', Buffer.from([0x1f, 0x8b, 8, 0]), 'Unpack it first'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(500).keys()]),
      'no text that I can read',
    ],
    ['nothing', Buffer.alloc(0), 'This file is empty'],
    ['blanks', Buffer.from(' \n\n'), 'This file is empty'],
  ])('is none: %s', (_name, bytes, told) => {
    expect(() => readText(bytes)).toThrow(told);
  });

  it('never fails but with a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(typeof readText(bytes)).toBe('string');
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' });
        }
      }),
    );
  });
});

describe('a table', () => {
  it.each([',', ';', '\t', '|'])('may be separated by “%s”', async (mark) => {
    const { voices } = await staged(
      town(),
      `customer${mark}comment${mark}nps\nAcme${mark}"a${mark} b"${mark}7\n`,
    );
    expect(voices).toMatchObject([
      { customer: 'Acme', words: `a${mark} b`, score: { scale: 'nps', value: 7 } },
    ]);
  });

  it('may have any line ends, quotes inside and around, and blank lines', async () => {
    expect(await words('words\r"two\r\nlines"\rhe said "no" loudly\r\r"a ""b"" c"')).toEqual([
      'two\nlines',
      'he said "no" loudly',
      'a "b" c',
    ]);
  });

  it('may begin with Excel’s own hint', async () => {
    const { voices, refused } = await staged(town(), 'sep=;\r\nKommentar;Kunde\r\nGut;Acme\r\n;Bolt\r\n');
    expect(voices).toMatchObject([{ words: 'Gut', customer: 'Acme' }]);
    expect(refused).toEqual([{ line: 4, reason: 'There are no words in it.' }]);
  });

  it.each([
    ['Feedback', 'Company', 'Tier', 'Channel', 'Journey stage', 'Tags', 'Created at'],
    ['Kommentar', 'Kunde', 'Kundensegment', 'Quelle', 'Phase', 'Schlagwörter', 'Erstellt am'],
    ['Commentaire', 'Société', 'Segment', 'Origine', 'Étape', 'Étiquettes', 'Créé le'],
    ['Comentario', 'Empresa', 'Segmento', 'Fuente', 'Etapa', 'Etiquetas', 'Fecha'],
    ['Commento', 'Azienda', 'segmento', 'Fonte', 'fase', 'temi', 'data'],
    ['Opmerking', 'Klant', 'klantsegment', 'Bron', 'fase', 'onderwerpen', 'datum'],
  ])('may be titled %s, %s …', async (...titles) => {
    const row = ['It works', 'Acme', 'High value', 'Survey', 'Use', 'customer service, speed', '2026-11-01'];
    const line = (cells: string[]) => cells.map((cell) => `"${cell}"`).join(',');
    const { voices } = await staged(town(), `${line(titles)}\n${line(row)}`);
    expect(voices).toMatchObject([
      {
        words: 'It works',
        customer: 'Acme',
        segment: 'high',
        source: 'survey',
        stage: 'use',
        themes: ['customer-service', 'speed'],
        saidAt: '2026-11-01T11:00:00.000Z',
      },
    ]);
  });

  it('without a column of words is refused with what it has', async () => {
    await expect(staged(town(), 'name,age\nAna,7')).rejects.toThrow('I see “name”, “age”.');
    await expect(staged(town(), '1,2,3')).rejects.toThrow('I see “1”, “2”, “3”.');
  });

  it('with titles only is refused', async () => {
    await expect(staged(town(), 'words,customer\n')).rejects.toThrow(
      'Below its first line this file is empty',
    );
  });

  it('with an open quotation mark is refused, with its line', async () => {
    await expect(staged(town(), 'words\nfine\n"never closed\nmore\n')).rejects.toThrow('opens on line 3');
  });

  it('keeps nothing of a file that is refused halfway', async () => {
    const db = town();
    await expect(staged(db, `words\n${'fine\n'.repeat(20_000)}"open`)).rejects.toThrow('quotation mark');
    expect(db.all('SELECT id FROM voice')).toEqual([]);
  });
});

describe('a row', () => {
  const refusals = async (file: string) => (await staged(town(), file)).refused;

  it.each([
    ['words,nps\nFine,11', 'NPS is a whole number from 0 to 10'],
    ['words,segment\nFine,Enterprise', 'I don’t know that segment'],
    ['words,nps,csat\nFine,9,5', 'A voice has one score'],
    ['words,score,scale\nFine,5,stars', 'Choose the scale'],
    ['words,date\nFine,soon', 'I cannot read its day'],
    ['words,date\nFine,31.02.2026', 'no such day as 2026-02-31'],
    ['words,date\nFine,2031-01-01', 'yet to come'],
    [`words\n${'x'.repeat(100_000)}`, 'a voice has at most 8,000'],
    [`words,customer\nFine,${'x'.repeat(100)}`, 'at most 80 characters'],
    [`words,customer\nFine${',x'.repeat(39)}`, 'It has 40 cells and the first line names 2'],
    ['words,customer\n\0 \u200b,Acme', 'There are no words in it.'],
  ])('is refused with a sentence: %.30s', async (file, told) => {
    expect(await refusals(file)).toEqual([{ line: 2, reason: expect.stringContaining(told) as string }]);
  });

  it('knows its line behind rows of several lines', async () => {
    expect(await refusals('words,nps\n"a\nb\nc",1\n\nd,99\n')).toMatchObject([{ line: 6 }]);
  });

  it('keeps formulas, NULs and half characters as text', async () => {
    expect(await words('words\n"=1+1"\n\'=2+2\n"a\0b"\n')).toEqual(['=1+1', '=2+2', 'ab']);
  });

  it('reads days in the order that the file proves', async () => {
    const days = async (file: string) =>
      (await staged(town(), file)).voices.map((voice) => voice.saidAt?.slice(0, 10));
    expect(await days('words,date\na,3/4/2026\nb,25/4/2026')).toEqual(['2026-04-03', '2026-04-25']);
    expect(await days('words,date\na,3/4/2026\nb,4/25/2026')).toEqual(['2026-03-04', '2026-04-25']);
    expect(await days('words;date\na;3/4/2026')).toEqual(['2026-04-03']);
    expect(await days('words,date\na,3/4/2026')).toEqual(['2026-03-04']);
    expect(await days('words,date\na,03.04.2026\nb,2026-04-03T23:59:00Z')).toEqual([
      '2026-04-03',
      '2026-04-03',
    ]);
  });

  it('leaves a score aside whose scale nobody names', async () => {
    const { reading, voices } = await staged(town(), 'words,rating\nFine,4');
    expect(reading).toMatchObject({ isScoreIgnored: true, ignored: ['rating'] });
    expect(voices).toMatchObject([{ score: null }]);
  });

  it('is masked', async () => {
    const { reading, voices } = await staged(town(), 'words,customer\nMail jane@acme.com,jane@acme.com');
    expect(voices).toMatchObject([{ words: 'Mail [e-mail]', customer: '[e-mail]' }]);
    expect(reading.masked).toBe(2);
  });

  it('of any text at all is taken or refused with a sentence', async () => {
    const cell = fc.string({ unit: anyCharacter, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), async (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const file = `words,customer\nfine,\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}`;
        try {
          const { voices, known, refused } = (await staged(town(), Buffer.from(file))).reading;
          // A row of two empty cells is a row; nothing gets lost and nothing is made up.
          expect(voices + known + refused).toBe(rows.length + 1);
        } catch (error) {
          expect(error).toMatchObject({
            name: 'Refusal',
            message: expect.stringContaining('no text that I can read') as string,
          });
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('importing', () => {
  const file = (rows: number) =>
    `words,customer\n${Array.from({ length: rows }, (_, n) => `the export is slow ${n},Acme`).join('\n')}`;

  it('shows all voices at one moment, and none before', async () => {
    const db = town();
    says(db, ana, everyone, 'The export is old');
    const { id, reading } = await staged(db, file(900));
    db.transaction(() => {
      offerImport(db, now, id, ana, reading);
      startImport(db, now, ana, id);
    });
    expect(db.transaction(() => moveSlice(db, now, id))).toBe(true);
    expect(db.one('SELECT count(*) AS count FROM voice')).toEqual({ count: 501 });
    for (const person of [ana, chloe]) {
      expect(latestVoices(db, viewerOf(db, person), 10)).toHaveLength(1);
      expect(finds(db, person, 'export').total).toBe(1);
    }
    await inSlices(db, () => moveSlice(db, now, id), never);
    expect(finds(db, chloe, 'export').total).toBe(901);
    expect(findImport(db, id)).toMatchObject({ state: 'done', moved: 900 });
  });

  it('adds nothing the second time, whoever does it and however it is spaced', async () => {
    const db = town();
    await imported(db, 'words,customer\nThe export is slow,Acme\nFine,\nFine,\n');
    const { reading } = await staged(
      db,
      'customer;words\nACME; the  export is slow \n;Fine\n;Fine\n;Fine\n',
      everyone,
      ben,
    );
    expect(reading).toMatchObject({ voices: 1, known: 3 });
  });

  it('counts a row twice only where nobody says whose it is', async () => {
    const { reading } = await staged(town(), 'words,customer\nFine,Acme\nFine,Acme\nGood,\nGood,\n');
    expect(reading).toMatchObject({ voices: 3, known: 1 });
  });

  it('keeps the same words for others apart', async () => {
    const db = town();
    await imported(db, 'words\nThe board hears', board);
    expect((await staged(db, 'words\nThe board hears')).reading).toMatchObject({ voices: 1, known: 0 });
    expect(finds(db, dan, 'board').total).toBe(0);
    expect(finds(db, ben, 'board').total).toBe(1);
  });

  it('can be taken back halfway: then none of it was ever there', async () => {
    const db = town();
    const { id, reading } = await staged(db, file(1_200));
    db.transaction(() => {
      offerImport(db, now, id, ana, reading);
      startImport(db, now, ana, id);
      moveSlice(db, now, id);
      undoImport(db, now, ana, id);
    });
    expect(db.transaction(() => moveSlice(db, now, id))).toBe(false);
    await inSlices(db, () => removeImported(db, now, id), never);
    expect(db.all('SELECT id FROM voice')).toEqual([]);
    expect(db.all('SELECT number FROM import_slice')).toEqual([]);
    expect(findImport(db, id)?.state).toBe('undone');
  });

  it('goes on between two slices after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
    const before = town(join(folder, 'chair.db'));
    const { id, reading } = await staged(before, file(1_200));
    before.transaction(() => {
      offerImport(before, now, id, ana, reading);
      startImport(before, now, ana, id);
    });
    before.transaction(() => moveSlice(before, now, id));
    before.close();
    const db = new Database(join(folder, 'chair.db'));
    expect(finds(db, chloe, 'export').total).toBe(0);
    await inSlices(db, () => moveSlice(db, now, id), never);
    expect(db.one('SELECT count(*) AS count, count(DISTINCT words) AS different FROM voice')).toEqual({
      count: 1_200,
      different: 1_200,
    });
    expect(findImport(db, id)).toMatchObject({ state: 'done', moved: 1_200 });
    db.close();
    rmSync(folder, { recursive: true });
  });

  it('reads a file anew that it was stopped in', async () => {
    const db = town();
    const bytes = Buffer.from(file(3_000));
    const id = db.transaction(() =>
      askImport(db, now, ana, everyone, { id: 'F1', name: 'a.csv', bytes: bytes.length }),
    );
    const from = findImport(db, id);
    if (!from) throw new Error('it was just asked for');
    const slices = () => db.all('SELECT number FROM import_slice').length;
    expect(await stageImport(db, now, from, bytes, () => slices() > 1)).toBeNull();
    expect(slices()).toBe(2);
    expect(await stageImport(db, now, from, bytes, never)).toMatchObject({ voices: 3_000, known: 0 });
    expect(slices()).toBe(6);
  });

  it('keeps few long voices in a slice', async () => {
    const db = town();
    const long = Array.from({ length: 60 }, (_, n) => `${'long words '.repeat(700)}${n}`);
    await staged(db, `words\n${long.join('\n')}`);
    const rows = db.all<{ length: number }>('SELECT json_array_length(rows) AS length FROM import_slice');
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.reduce((sum, { length }) => sum + length, 0)).toBe(60);
  });

  it('gives a theme the name that it has by the time it is in place', async () => {
    const db = town();
    const rows = 'words,themes\nThe export fails,#exports #csv #export\nFine,\n';
    const { id, reading } = await staged(db, rows);
    db.transaction(() => {
      aliasTheme(db, 'exports', 'export');
      offerImport(db, now, id, ana, reading);
      startImport(db, now, ana, id);
    });
    await inSlices(db, () => moveSlice(db, now, id), never);
    const themes = db.all<{ themes: string }>('SELECT themes FROM voice ORDER BY id');
    expect(themes.map((row) => row.themes.split(' ').sort())).toEqual([['csv', 'export'], ['']]);
    expect((await staged(db, rows)).reading).toMatchObject({ voices: 0, known: 2 });
  });

  it('leaves the index as it was, however it ends', async () => {
    const db = town();
    const merging = () => db.one<{ v: number }>("SELECT v FROM voice_index_config WHERE k = 'automerge'")?.v;
    const id = await imported(db, file(3));
    expect(merging()).toBe(4);
    db.transaction(() => undoImport(db, now, ana, id));
    await inSlices(db, () => removeImported(db, now, id), never);
    expect(merging()).toBe(4);
    db.run("INSERT INTO voice_index (voice_index) VALUES ('integrity-check')");
  });

  it('is for whoever gave the file, while the same people read the channel', async () => {
    const db = town();
    const { id, reading } = await staged(db, 'words\nFine');
    db.transaction(() => offerImport(db, now, id, ana, reading));
    expect(() => startImport(db, now, ben, id)).toThrow('Only whoever gave this file');
    expect(() => undoImport(db, now, ana, id)).toThrow('settled already');
    db.run("UPDATE conversation SET is_private = 1 WHERE id = 'CALL'");
    expect(() => startImport(db, now, ana, id)).toThrow('it has changed who can read that channel');
  });

  it('refuses strangers to the channel, and more than 10 MB', () => {
    const db = town();
    const given = { id: 'F1', name: 'a.csv', bytes: 1 };
    expect(() => askImport(db, now, dan, board, given)).toThrow('Only members of this channel');
    expect(() => askImport(db, now, ana, board, { ...given, bytes: 12 * 1024 * 1024 })).toThrow(
      'This file has 12 MB',
    );
  });
});
