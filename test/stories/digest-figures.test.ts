// The week's figures: counted in a thread of its own while the bot goes on, told once, and sent in a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestWanted } from '../../src/digest/week.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { newDatabase, Scene } from './scene.ts';

let scene: Scene;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-figures-'));
  scene = await Scene.open({ mode: 'socket', db: newDatabase(join(folder, 'chair.db')) });
});
afterEach(async () => {
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
  rmSync(folder, { recursive: true });
});

const asks = (name: 'ana' | 'chloe', text: string) =>
  scene.as(name).types(`/ritual digest ${text}`, { in: scene.channels.productWeekly });
const digests = () => scene.notes('chloe').filter((note) => note.includes('The week to March 9'));

describe('a digest of a database in a file', () => {
  test('is counted beside the bot and told once, whether or not the bot stops over it', async () => {
    await scene.travelTo('2026-03-09T07:59:00Z');
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-09T08:01:00Z'));
    await scene.start();
    expect(digests()).toHaveLength(1);
    await scene.stop();
    await scene.start();
    await scene.travelTo('2026-03-09T12:00:00Z');
    expect(digests()).toHaveLength(1);
    expect(alarmAt(scene.db, digestWanted, '')).toBeNull();
  });

  test('that was lost half way through is counted by the next start', async () => {
    await scene.travelTo('2026-03-09T08:01:00Z');
    expect(digests()).toHaveLength(1);
    // As if the power had gone between the plan and the figures.
    scene.db.run("UPDATE digest SET state = 'due', figures = NULL");
    scene.db.run('DELETE FROM message');
    scene.db.run("INSERT INTO alarm (kind, key, due_at) VALUES (@kind, '', '2026-03-09T08:02:00.000Z')", {
      kind: digestWanted,
    });
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-09T09:00:00Z'));
    await scene.start();
    expect(digests()).toHaveLength(2);
    expect(scene.db.all("SELECT state FROM digest WHERE reader = 'sponsor'")).toEqual([{ state: 'told' }]);
  });

  test('says what it would say now, after a word that it counts', async () => {
    const answer = await asks('chloe', '');
    const said = answer.notices.map((notice) => scene.read(notice));
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('I am counting');
    expect(said[1]).toContain('The week to March 2');
  });
});

describe('the figures of a week in a file', () => {
  const files = () => scene.workspace.files.all.map(({ name }) => name);
  const rows = () => {
    const bytes = scene.workspace.files.all.at(-1)?.bytes ?? [];
    return parse(Buffer.from(bytes), { bom: true, columns: true }) as Record<string, string>[];
  };

  beforeEach(async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.as('grace').types('/voc The export is slow -- Acme #export segment:mid', {
      in: scene.channels.productWeekly,
    });
    await scene.travelTo('2026-03-09T08:01:00Z');
  });

  test('call what is owed by the decision and the voice that people know', async () => {
    await scene.as('ana').types('/voc own 1 @ben 2026-03-18', { in: scene.channels.productWeekly });
    await scene.travelTo('2026-03-10T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Drop phone support');
    for (const name of ['ana', 'ben', 'grace'] as const)
      await scene.answer(name, 'productWeekly', 'They’d dislike it');
    await scene.travelTo('2026-03-16T08:01:00Z');
    await asks('chloe', 'csv');
    await scene.settle();
    expect(rows().filter(({ section }) => section === 'owed')).toMatchObject([
      { item: 'voice 1, follow-up 1', name: 'Ben', figure: 'due', value: '2026-03-18' },
      { item: 'decision 1, matter 1', name: 'Ben', figure: 'due', value: '2026-03-18T09:30:00.000Z' },
    ]);
  });

  test('come to the sponsor who types for them, the newest or those of a day', async () => {
    expect((await asks('chloe', 'csv')).text).toContain(
      'The figures of the week to March 9, 2026 come to you',
    );
    await scene.settle();
    expect(files()).toEqual(['digest-2026-03-09.csv']);
    expect(scene.notes('chloe').at(-1)).toContain('as they were told');
    expect(rows()).toContainEqual({
      week: '2026-03-09',
      section: 'teams',
      item: 'team 1',
      name: 'Product weekly',
      figure: 'meetings',
      value: '1',
      before: '',
    });
    expect(rows()).toContainEqual(
      expect.objectContaining({ section: 'segments', name: 'Mid value', value: '1' }),
    );
    await asks('chloe', 'csv 2026-03-05');
    await scene.settle();
    expect(files()).toHaveLength(2);
    expect(scene.db.all('SELECT * FROM figures_export')).toEqual([]);
    expect(scene.db.all("SELECT subject FROM audit WHERE did = 'exported'")).toHaveLength(2);
  });

  test('come at the click of a button', async () => {
    const digest = scene.workspace.directMessages(scene.people.chloe).at(-1);
    if (!digest) throw new Error('there is no digest');
    await scene.as('chloe').clicks('Figures as CSV', { on: digest });
    expect(scene.read(scene.topForm('chloe'))).toContain('come to you in a moment');
    await scene.settle();
    expect(files()).toEqual(['digest-2026-03-09.csv']);
  });

  test('come once, however often the button is clicked while they are on their way', async () => {
    scene.workspace.failNext('files.getUploadURLExternal', { status: 503 });
    const [digest] = scene.workspace.directMessages(scene.people.chloe);
    if (!digest) throw new Error('there is no digest');
    await scene.as('chloe').clicks('Figures as CSV', { on: digest });
    await scene.as('chloe').clicks('Figures as CSV', { on: digest });
    await scene.settle();
    expect(files()).toEqual([]);
    await scene.travelTo('2026-03-09T08:05:00Z');
    expect(files()).toEqual(['digest-2026-03-09.csv']);
    await scene.as('chloe').clicks('Figures as CSV', { on: digest });
    await scene.settle();
    expect(files()).toHaveLength(2);
  });

  test('are refused to others, for weeks without a digest, and for what is no day', async () => {
    expect((await asks('ana', 'csv')).text).toContain('can export a digest’s figures');
    expect((await asks('chloe', 'csv 2026-02-02')).text).toContain(
      'No digest told of the week with 2026-02-02',
    );
    expect((await asks('chloe', 'csv soon')).text).toContain('Which week?');
    await scene.settle();
    expect(files()).toEqual([]);
  });

  test('are tried again while Slack is away, and given up with a word', async () => {
    scene.workspace.failNext('files.getUploadURLExternal', { status: 503 });
    await asks('chloe', 'csv');
    await scene.travelTo('2026-03-09T08:03:00Z');
    expect(files()).toEqual(['digest-2026-03-09.csv']);
    scene.workspace.failNext('files.completeUploadExternal', { error: 'internal_error' }, { times: 3 });
    await asks('chloe', 'csv');
    await scene.travelTo('2026-03-09T08:10:00Z');
    expect(scene.notes('chloe').at(-1)).toContain('Slack did not take it');
    expect(scene.db.all('SELECT * FROM figures_export')).toEqual([]);
  });
});
