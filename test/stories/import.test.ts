// Many voices at once: a file is read, shown as it was understood, and imported all at once or not at all.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepReading } from '../../src/voc/import-store.ts';
import { stageImport } from '../../src/voc/stage-import.ts';
import { startLocalImport, takeLocalFile } from '../../src/voc/take-local-file.ts';
import { type Mode, modes, Scene } from './scene.ts';

const csv = [
  'Kommentar;Kunde;NPS;Quelle;Datum;Themen;Ticket',
  '"The export takes twenty minutes; then it fails";Acme;6;support;28.02.2026;#export;77',
  'Grüße, alles läuft;Globex;10;survey;01.03.2026;;78',
  ';Initech;3;survey;01.03.2026;;79',
  'Mail me at jane@acme.example;Acme;;;;;80',
  'Eleven of ten;Acme;11;;;;81',
].join('\r\n');

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;
  const gives = async (
    name: Parameters<Scene['as']>[0],
    text: string | Uint8Array,
    { fileName = 'feedback.csv', channel = product() } = {},
  ) => {
    await scene.as(name).types('/voc import', { in: channel });
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    await scene.as(name).fills({ 'A table of customers’ words': { fileName, bytes } });
    const seen = await scene.as(name).submits();
    await scene.settle();
    if (scene.workspace.modal(scene.people[name])) await scene.as(name).closes({ all: true });
    return seen;
  };
  const note = (name: Parameters<Scene['as']>[0]) => {
    const message = scene.workspace.directMessages(scene.people[name]).at(-1);
    if (!message) throw new Error(`${name} was told nothing`);
    return message;
  };
  const clicks = async (name: Parameters<Scene['as']>[0], label: string) => {
    const seen = await scene.as(name).clicks(label, { on: note(name) });
    await scene.settle();
    return seen;
  };
  const count = () => scene.db.one<{ count: number }>('SELECT count(*) AS count FROM voice')?.count;

  test('a file is shown as it was understood, and imported on a word', async () => {
    await gives('grace', csv);
    const asked = scene.read(note('grace'));
    expect(asked).toContain('feedback.csv: 3 voices to import');
    expect(asked).toContain('“Kommentar” is what they said');
    expect(asked).toContain('Left aside: “Ticket”');
    expect(asked).toContain('> The export takes twenty minutes; then it fails');
    expect(asked).toContain('2 rows are refused');
    expect(asked).toContain('line 4: There are no words in it.');
    expect(asked).toContain('line 6: NPS is a whole number from 0 to 10.');
    expect(asked).toContain('I masked 1 e-mail address');
    expect(asked).toContain('Owners of decisions are not asked about imported voices.');
    expect(count()).toBe(0);
    await clicks('grace', 'Import 3 voices');
    expect(scene.read(note('grace'))).toContain('3 voices of feedback.csv are imported.');
    expect(scene.read(note('grace'))).toContain('The file itself stays in Slack until you delete it there.');
    expect(scene.notes('grace')).toHaveLength(1);
    const found = await scene.as('ana').types('/voc search export', { in: product() });
    expect(found.text).toContain('twenty minutes');
    expect(found.text).toContain('NPS 6');
    expect(JSON.stringify(scene.db.all('SELECT words FROM voice'))).not.toContain('jane@');
    expect(scene.db.all('SELECT * FROM import_slice')).toEqual([]);
  });

  test('the same file again adds nothing', async () => {
    await gives('grace', csv);
    await clicks('grace', 'Import 3 voices');
    await gives('ana', csv.replace('Globex', ' GLOBEX '), { fileName: 'again.csv' });
    const asked = scene.read(note('ana'));
    expect(asked).toContain('again.csv, and there is nothing in it to import.');
    expect(asked).toContain('3 rows are here already');
    expect(asked).not.toContain('[ Import');
    await clicks('ana', 'Cancel');
    expect(scene.read(note('ana'))).toContain('Nothing of again.csv was imported');
    expect(count()).toBe(3);
  });

  test('fewer voices than its button said come in, and it says why', async () => {
    await gives('grace', 'words,customer\nA purple cow sang,Acme\n');
    await gives('ana', 'words,customer\nA purple cow sang,Acme\nA green cow danced,Acme\n');
    await clicks('grace', 'Import 1 voice');
    await clicks('ana', 'Import 2 voices');
    expect(scene.read(note('grace'))).toContain('1 voice of feedback.csv is imported.');
    expect(scene.read(note('ana'))).toContain(
      '1 voice of feedback.csv is imported; 1 was saved by somebody meanwhile.',
    );
  });

  test('what is not imported leaves nothing behind', async () => {
    await gives('grace', csv);
    await clicks('grace', 'Cancel');
    expect(scene.db.all('SELECT * FROM import_slice')).toEqual([]);
    expect(scene.db.all('SELECT * FROM import_refusal')).toEqual([]);
    expect(count()).toBe(0);
    await gives('grace', csv);
    await scene.travelTo('2026-03-10T08:00:00Z');
    expect(scene.read(note('grace'))).not.toContain('twenty minutes');
    expect(scene.db.all('SELECT * FROM import_slice')).toEqual([]);
  });

  test('an import can be taken back, all of it', async () => {
    await gives('grace', csv);
    await clicks('grace', 'Import 3 voices');
    await clicks('grace', 'Take it back');
    expect(scene.read(note('grace'))).toContain('are gone: their words are deleted');
    expect(count()).toBe(0);
    await gives('grace', csv);
    expect(scene.read(note('grace'))).toContain('3 voices to import');
  });

  test('a private channel’s file stays with its members', async () => {
    await gives('dmitri', csv, { channel: scene.channels.boardRoom });
    expect(scene.read(note('dmitri'))).toContain('Only the members of this private channel');
    await clicks('dmitri', 'Import 3 voices');
    expect((await scene.as('ana').types('/voc search export', { in: product() })).text).toContain('No voice');
    expect((await scene.as('chloe').types('/voc search export', { in: product() })).text).toContain('twenty');
  });

  test('what is no table of voices is told why', async () => {
    await gives('grace', 'name,age\nAna,7\n', { fileName: 'people.csv' });
    expect(scene.read(note('grace'))).toContain('I see “name”, “age”.');
    await gives('grace', Buffer.from('PK\u0003\u0004rest'), { fileName: 'book.csv' });
    expect(scene.read(note('grace'))).toContain('an Excel workbook');
    const large = await gives('grace', `words\n${'x'.repeat(11 * 1024 * 1024)}`, { fileName: 'large.csv' });
    expect(Object.values(large.errors)).toEqual([expect.stringContaining('I take 10 MB at a time')]);
  });

  test('a restart goes on where it was, and Slack’s troubles are waited out', async () => {
    scene.workspace.failNext('download', { status: 503 }, { times: 2 });
    await gives('grace', csv);
    expect(scene.workspace.directMessages(scene.people.grace)).toEqual([]);
    await scene.travelTo('2026-03-02T08:05:00Z');
    expect(scene.read(note('grace'))).toContain('3 voices to import');
    await scene.restart();
    await clicks('grace', 'Import 3 voices');
    expect(count()).toBe(3);
    expect(scene.log.filter((line) => line.includes('something in the background failed'))).toHaveLength(2);
  });

  test('a file that stays unreadable is given up, and the person told', async () => {
    scene.workspace.failNext('files.info', { error: 'file_not_found' });
    await gives('grace', csv);
    expect(scene.read(note('grace'))).toContain('Slack does not show me that file any more');
    scene.workspace.failNext('download', { status: 503 }, { times: 5 });
    await gives('grace', csv, { fileName: 'later.csv' });
    await scene.travelTo('2026-03-02T09:00:00Z');
    expect(scene.read(note('grace'))).toContain('I tried five times');
  });

  test('all refused rows can be read', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => `,nobody ${n}`);
    await gives('grace', ['words,customer', 'Fine,Acme', ...rows].join('\n'));
    const opened = await clicks('grace', 'All 30');
    expect(opened.modal && scene.read(opened.modal)).toContain('32,"There are no words in it."');
  });

  test('what the command line left behind is finished, or erased', async () => {
    const { db, people } = scene;
    const leaves = async (text: string, isStarted: boolean) => {
      const file = { name: 'local.csv', digest: text };
      const from = db.transaction(() => takeLocalFile(db, scene.clock.now(), people.grace.id, '', file));
      const reading = await stageImport(db, scene.clock.now(), from, Buffer.from(text), () => false);
      if (isStarted && reading) {
        db.transaction(() => keepReading(db, from.id, reading));
        db.transaction(() => startLocalImport(db, scene.clock.now(), from));
      }
      return () =>
        db.one<{ state: string }>('SELECT state FROM import WHERE id = @id', { id: from.id })?.state;
    };
    const started = await leaves('words\nThe export fails', true);
    const unread = await leaves('words\nNobody said yes', false);
    await scene.travelTo('2026-03-02T08:09:00Z');
    expect(started()).toBe('running');
    await scene.travelTo('2026-03-02T08:11:00Z');
    expect(started()).toBe('done');
    expect(scene.read(note('grace'))).toContain('1 voice of local.csv is imported.');
    expect(scene.read(note('grace'))).not.toContain('stays in Slack');
    await clicks('grace', 'Take it back');
    expect(count()).toBe(0);
    await scene.travelTo('2026-03-10T08:00:00Z');
    expect(unread()).toBe('cancelled');
    expect(db.all('SELECT * FROM import_slice')).toEqual([]);
  });

  test('nobody else decides about it', async () => {
    await gives('grace', csv);
    const row = scene.db.one<{ id: number }>('SELECT id FROM import');
    expect(row?.id).toBe(1);
    expect((await scene.as('ana').types('/voc import now', { in: product() })).text).toContain(
      'takes nothing after it',
    );
  });
});
