// A team that answers without names: set up, answered, changed with the receipt, revealed, and searched by a thief.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { type Mode, modes, newDatabase, Scene } from './scene.ts';

type Name = Parameters<Scene['as']>[0];

const verdictWords = /\b(love|accept|dislike|unsure)\b/;

describe.each(modes)('over %s', (mode: Mode) => {
  let folder: string;
  let scene: Scene;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
    scene = await Scene.open({ mode, db: newDatabase(join(folder, 'chair.db')) });
    await becomes('No: who answered what is never kept');
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
    rmSync(folder, { recursive: true });
  });

  const product = () => scene.channels.productWeekly;

  async function becomes(choice: string): Promise<void> {
    await scene.as('ana').types('/ritual setup', { in: product() });
    await scene.as('ana').fills({ 'Whether answers carry names': choice });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    await scene.as('ana').closes({ all: true });
  }

  const answers = (name: Name, verdict: string) => scene.answer(name, 'productWeekly', verdict);

  async function changesByReceipt(name: Name, button: string, fields: Record<string, string>) {
    await scene.as(name).clicks(button, { on: scene.lastPrivate(name) });
    await scene.as(name).fills(fields);
    return scene.as(name).submits();
  }

  async function closes(): Promise<string> {
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    return scene.readThread('productWeekly');
  }

  test('five answer, one changes with the receipt, and the reveal names nobody but the owner', async () => {
    await scene.record('ana', 'productWeekly', 'Drop phone support on the free plan');
    expect(scene.readRoot('productWeekly')).toContain('*Anonymous*: who answered what is never kept');
    const receipt = await answers('ben', 'They’d dislike it');
    expect(receipt.text).toContain('Saved: they’d dislike it. Nobody can tell that it was you');
    expect(receipt.text).toContain('it can vanish: if you have a why, add it now');
    const changed = await changesByReceipt('ben', 'Add why', {
      'Why do you think so?': 'Small shops call us when payroll fails',
    });
    expect(changed.errors).toEqual({});
    expect(scene.read(scene.topForm('ben'))).toContain('Changed: they’d dislike it.');
    for (const name of ['ana', 'chloe', 'farid', 'grace'] as const) await answers(name, 'They’d love it');
    await changesByReceipt('grace', 'Add why', {
      'What would our best customers think?': '🤷 We don’t know',
      'Why do you think so?': 'I asked two, they shrugged',
    });
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('5 of 6 answered · hidden until');
    expect(scene.readRoot('productWeekly')).not.toMatch(/payroll|█/);

    const reveal = await closes();
    expect(reveal).toContain('1 of 4 thinks they’d dislike it (1 person did not know), because…');
    expect(reveal).toContain('Small shops call us when payroll fails');
    expect(reveal).toContain('I asked two, they shrugged');
    expect(reveal).toContain('They’d love it: 3');
    expect(reveal).toContain('@Ana');
    expect(reveal).not.toMatch(/@Ben|@Chloe|@Farid|@Grace/);
    expect(scene.readRoot('productWeekly')).toContain('the answers are in · anonymous');
    expect(scene.readRoot('productWeekly')).not.toContain('Answer late');
    const story = await scene.as('hiro').types('/decided show 1', { in: product() });
    expect(story.text).toContain('Small shops call us when payroll fails');
    expect(story.text).not.toMatch(/@Ben|@Grace/);
  });

  test('who tries to answer again without the receipt is told kindly, and nothing changes', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price');
    for (const name of ['ana', 'ben', 'chloe', 'farid'] as const) await answers(name, 'They’d love it');
    const again = await answers('ben', 'They’d dislike it');
    expect(again.text).toContain('Your answer is in');
    await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly') });
    expect(scene.lastPrivateText('ben')).toContain('the private receipt that you got');
    expect(await closes()).toContain('Nobody thinks they’d dislike it (4 opinions)');
  });

  test('the form casts as well, and brings its receipt into the channel', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price');
    await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly') });
    await scene.as('ben').fills({
      'What would our best customers think?': '👎 They’d dislike it',
      'Why do you think so?': 'It doubled',
    });
    await scene.as('ben').submits();
    expect(scene.read(scene.topForm('ben'))).toContain('Saved: they’d dislike it.');
    await scene.as('ben').closes({ all: true });
    expect(scene.lastPrivateText('ben')).toContain('Only this message can change it');
    await changesByReceipt('ben', 'Change it', {
      'What would our best customers think?': '💚 They’d love it',
    });
    for (const name of ['ana', 'chloe', 'farid'] as const) await answers(name, 'They’d love it');
    const reveal = await closes();
    expect(reveal).toContain('Nobody thinks they’d dislike it (4 opinions)');
    expect(reveal).toContain('It doubled');
    await scene.as('ben').clicks('Change it', { on: scene.lastPrivate('ben') });
    expect(scene.lastPrivateText('ben')).toContain('no late answers');
  });

  test('three answers are shown to nobody, and the owner judges', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price');
    for (const name of ['ana', 'ben', 'chloe'] as const) await answers(name, 'They’d dislike it');
    const reveal = await closes();
    expect(reveal).toContain('Fewer than four answered');
    expect(reveal).toContain('@Ana, please judge whether it stands, because too few answered');
    expect(`${reveal}${scene.readRoot('productWeekly')}`).not.toMatch(/dislike it|█/);
    const [, reply] = scene.workspace.thread(scene.root('productWeekly'));
    await scene.as('ana').clicks('It stands', reply ? { on: reply } : {});
    await scene.as('ana').fills({ 'Why does it stand?': 'We promised it' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
  });

  test('a ritual that is named again says so in its next round, and a channel of three cannot be anonymous', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price');
    await becomes('Yes: after the close everyone reads who answered what');
    await answers('ben', 'They’d love it');
    expect(scene.lastPrivateText('ben')).toContain('Nobody can tell that it was you');
    await closes();
    await scene.record('ana', 'productWeekly', 'Lower it again');
    expect(scene.readRoot('productWeekly')).not.toContain('Anonymous');
    await scene.as('grace').types('/ritual setup', { in: scene.channels.supportLeads });
    await scene.as('grace').fills({ 'Whether answers carry names': 'No: who answered what is never kept' });
    const refused = await scene.as('grace').submits();
    expect(JSON.stringify(refused.errors)).toContain('five people or more');
    await scene.as('grace').closes({ all: true });
  });

  test('when people leave, the status says what is left of the crowd, and rounds stay anonymous', async () => {
    for (const name of ['hiro', 'grace'] as const) scene.workspace.leave(scene.people[name], product());
    await scene.settle();
    const status = await scene.as('ana').types('/ritual status', { in: product() });
    expect(status.text).toContain('Answers are anonymous. Only 4 people can be asked now');
    await scene.record('ana', 'productWeekly', 'Raise the price');
    expect(scene.readRoot('productWeekly')).toContain('*Anonymous*');
  });

  test('no table, no file and no line of the log puts a person beside a verdict', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price');
    const whys = ['Zebras', 'Yaks', 'Xerus', 'Wombats', 'Voles'];
    const names = ['grace', 'ben', 'farid', 'ana', 'chloe'] as const;
    for (const [index, name] of names.entries()) {
      await answers(name, index % 2 ? 'They’d love it' : 'They’d dislike it');
      await changesByReceipt(name, 'Add why', { 'Why do you think so?': whys[index] ?? '' });
      await scene.as(name).closes({ all: true });
    }
    await scene.settle();
    expectNobodyBesideAVerdict();
    const open = bytes();
    for (const why of whys) expect(open.split(why).length - 1).toBe(1);
    const order = whys.toSorted((one, other) => open.indexOf(one) - open.indexOf(other));
    const box = readBox();
    expect(order).toEqual(whys.toSorted((one, other) => box.indexOf(one) - box.indexOf(other)));
    expect(JSON.parse(box).map(({ id }: { id: string }) => id)).toEqual(
      JSON.parse(box)
        .map(({ id }: { id: string }) => id)
        .sort(),
    );
    expect(readFileSync(join(folder, 'chair.db-wal'), 'latin1')).not.toMatch(new RegExp(whys.join('|')));

    await closes();
    expectNobodyBesideAVerdict();
    for (const why of whys) expect(bytes().split(why).length - 1).toBe(1);
    expect(scene.db.all('SELECT * FROM ballot_box')).toEqual([]);
  });

  test('a backup that reads on keeps the log alive, and the bot empties it later, also after a restart', async () => {
    const log = () => readFileSync(join(folder, 'chair.db-wal'), 'latin1');
    await scene.record('ana', 'productWeekly', 'Raise the price');
    const reader = new Database(join(folder, 'chair.db'));
    reader.script('BEGIN');
    reader.all('SELECT * FROM turnout');
    await answers('ben', 'They’d dislike it');
    await changesByReceipt('ben', 'Add why', { 'Why do you think so?': 'Zebras' });
    await scene.settle();
    expect(log()).toContain('Zebras');
    await scene.restart();
    expect(log()).toContain('Zebras');
    reader.close();
    await scene.travelTo(new Date(scene.clock.now().getTime() + 2000));
    expect(log()).not.toContain('Zebras');
    expect(scene.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('a failure is logged without what was answered', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price');
    scene.db.script(
      "CREATE TRIGGER full BEFORE INSERT ON turnout BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    expect((await answers('ben', 'They’d dislike it')).text).toContain('Something went wrong on our side');
    const lines = scene.log.filter((line) => line.includes('a request failed'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(scene.people.ben.id);
    expect(lines[0]).toContain('"door":"answer"');
    expect(lines[0]).not.toMatch(verdictWords);
    expect(scene.db.all('SELECT * FROM ballot_box')).toEqual([]);
  });

  test('nor does a named round keep a click of anybody beside what it chose', async () => {
    await becomes('Yes: after the close everyone reads who answered what');
    await scene.record('ana', 'productWeekly', 'Lower the price');
    for (const name of ['ben', 'grace'] as const) await answers(name, 'They’d dislike it');
    expectNobodyBesideAVerdict(['answer']);
  });

  const bytes = () => readFileSync(join(folder, 'chair.db'), 'latin1');
  const readBox = () =>
    new TextDecoder().decode(
      scene.db.one<{ ballots: Uint8Array }>('SELECT ballots FROM ballot_box')?.ballots.subarray(4096),
    );

  /** Reads every row of every table but the ones that exist for answers by name. */
  function expectNobodyBesideAVerdict(named: string[] = []): void {
    const tables = scene.db
      .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .map(({ name }) => name)
      .filter((name) => !/_(index|data|idx|docsize|config|content)/.test(name) && !named.includes(name));
    const ids = Object.values(scene.people).map(({ id }) => id);
    expect(tables.length).toBeGreaterThan(25);
    const suspicious = tables.flatMap((table) =>
      scene.db
        .all(`SELECT * FROM "${table}"`)
        .map((row) => `${table}: ${JSON.stringify(row)}`)
        .filter((row) => ids.some((id) => row.includes(id)) && verdictWords.test(row)),
    );
    expect(suspicious).toEqual([]);
    const requests = JSON.stringify(scene.db.all('SELECT * FROM request'));
    expect(ids.filter((id) => requests.includes(id))).toEqual([]);
    expect(requests).not.toMatch(verdictWords);
    expect(scene.log.filter((line) => verdictWords.test(line))).toEqual([]);
  }
});
