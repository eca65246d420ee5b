// The sponsor’s scorecard: its lines are chosen, typed week by week, imported, or computed from voices.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
    await scene.as('chloe').opensHome();
    await scene.settle();
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  /** Without the marks of bold text. */
  const home = async () => {
    await scene.settle();
    return scene.read(scene.homeOf('chloe')).replaceAll('*', '');
  };
  const addLine = async (kind: string, fields: Record<string, string> = {}) => {
    await scene.as('chloe').clicks('Lines', { on: 'home' });
    await scene.as('chloe').selects(kind, { of: 'Add a line' });
    await scene.as('chloe').fills(fields);
    const seen = await scene.as('chloe').submits();
    await scene.as('chloe').closes({ all: true });
    return seen;
  };
  const types = async (values: Record<string, string>) => {
    await scene.as('chloe').clicks('This week’s values', { on: 'home' });
    await scene.as('chloe').fills(values);
    return scene.as('chloe').submits();
  };

  test('lines are chosen, typed, and shown beside the week before', async () => {
    expect(await home()).toContain('Which figures do you steer by?');
    await addLine('Churn', { Target: '2' });
    await addLine('Lifetime value', { Currency: 'eur' });
    expect((await types({ Churn: '2,5', 'Lifetime value': '€ 1,204.50' })).errors).toEqual({});
    expect(await home()).toContain('Scorecard, the week to March 9');
    expect(await home()).toContain('Churn 2.5 % · target 2 %');
    expect(await home()).toContain('Lifetime value EUR 1,204.50');
    expect(await home()).not.toContain('since last week');
    await scene.travelTo('2026-03-10T08:00:00Z');
    await types({ Churn: '2' });
    expect(await home()).toContain('Churn 2 %, −0.5 since last week, better · target 2 %');
    expect(await home()).toContain('Lifetime value no value this week');
  });

  test('a bad number is told beside its field, and nothing is saved', async () => {
    await addLine('Churn');
    await addLine('Retention');
    const seen = await types({ Churn: '2.5', Retention: 'good' });
    expect(Object.values(seen.errors)).toEqual([
      expect.stringContaining('“good” is no number that I can read'),
    ]);
    expect(scene.db.all('SELECT * FROM scorecard_value')).toEqual([]);
    await scene.as('chloe').fills({ Retention: '1200' });
    const again = await scene.as('chloe').submits();
    expect(Object.values(again.errors)).toEqual(['It lies between 0 % and 1,000 %.']);
    await scene.as('chloe').fills({ Retention: '' });
    await scene.as('chloe').submits();
    expect(await home()).toContain('Churn 2.5 %');
    expect(await home()).toContain('Retention no value this week');
  });

  test('an earlier week is typed later', async () => {
    await addLine('Churn');
    await scene.as('chloe').selects('The week to March 2', { on: 'home', of: 'An earlier week' });
    expect(scene.read(scene.topForm('chloe'))).toContain('The week to March 2');
    await scene.as('chloe').fills({ Churn: '3' });
    await scene.as('chloe').submits();
    await types({ Churn: '4' });
    expect(await home()).toContain('Churn 4 %, +1 since last week, worse');
    const opened = await scene.as('chloe').clicks('Twelve weeks', { on: 'home' });
    expect(opened.modal && scene.read(opened.modal)).toMatch(/Mar 2 +3 %\s+Mar 9 +4 %/);
  });

  test('two people at once do not undo each other’s values', async () => {
    await addLine('Churn');
    await addLine('Retention');
    await scene.as('eve').opensHome();
    await scene.settle();
    await scene.as('eve').clicks('This week’s values', { on: 'home' });
    await types({ Churn: '2', Retention: '90' });
    await scene.as('eve').fills({ Retention: '91' });
    const seen = await scene.as('eve').submits();
    expect(Object.values(seen.errors)).toEqual([expect.stringContaining('changed this to 90 meanwhile')]);
    await scene.as('eve').closes();
    await scene.as('eve').clicks('This week’s values', { on: 'home' });
    await scene.as('eve').fills({ Retention: '91' });
    await scene.as('eve').submits();
    expect(scene.db.all('SELECT value FROM scorecard_value ORDER BY line_id')).toEqual([
      { value: 2 },
      { value: 91 },
    ]);
  });

  test('lines are changed, moved, retired and brought back, and keep their values', async () => {
    await addLine('Churn');
    await addLine('NPS', { 'Where its values come from': 'Typed here, or imported' });
    await types({ Churn: '2', NPS: '31' });
    await scene.as('chloe').clicks('Lines', { on: 'home' });
    await scene.as('chloe').clicks('Up', { near: 'NPS' });
    expect(await home()).toMatch(/NPS 31 points[\s\S]*Churn 2 %/);
    await scene.as('chloe').clicks('Change', { near: 'NPS' });
    await scene.as('chloe').fills({ Name: 'Net promoters', Unit: '%' });
    expect(Object.values((await scene.as('chloe').submits()).errors)).toEqual([
      'Its values so far are in points. Retire this line, and add a new one.',
    ]);
    await scene.as('chloe').fills({ Unit: 'points' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    expect(scene.read(scene.topForm('chloe'))).toContain('Net promoters');
    await scene.as('chloe').clicks('Retire', { near: 'Net promoters' });
    expect(await home()).not.toContain('Net promoters');
    await scene.as('chloe').clicks('Bring back', { near: 'Net promoters' });
    expect(await home()).toMatch(/Churn 2 %[\s\S]*Net promoters 31 points/);
  });

  test('a line is computed from what customers said in the week', async () => {
    await addLine('NPS');
    expect(await home()).toContain('NPS nobody gave a score this week');
    for (const [words, score] of [
      ['Fine', 10],
      ['Good', 9],
      ['Slow', 3],
    ] as const) {
      await scene.as('grace').types(`/voc ${words} indeed -- ${words} Inc nps:${score}`, {
        in: scene.channels.productWeekly,
      });
    }
    await scene.as('chloe').opensHome();
    await scene.settle();
    expect(await home()).toContain('NPS 33.33 points · of 3 scores');
    const form = await scene.as('chloe').clicks('This week’s values', { on: 'home' });
    expect(form.modal && scene.read(form.modal)).toContain('Computed from voices: NPS.');
  });

  test('the digest tells it, beside the ritual and never as its cause, and shows twelve weeks of it', async () => {
    await addLine('Churn', { Target: '2' });
    await scene.as('chloe').clicks('Lines', { on: 'home' });
    await scene.as('chloe').clicks('Into the picture', { near: 'Churn' });
    await scene.as('chloe').closes();
    await scene.as('chloe').selects('The week to March 2', { on: 'home', of: 'An earlier week' });
    await scene.as('chloe').fills({ Churn: '3' });
    await scene.as('chloe').submits();
    await types({ Churn: '2' });
    await scene.travelTo('2026-03-09T08:01:00Z');
    const digest = scene.workspace.directMessages(scene.people.chloe).at(-1);
    if (!digest) throw new Error('no digest was told');
    expect(scene.read(digest)).toContain('• *Churn* 2 %, −1 since last week, better · target 2 %');
    expect(scene.read(digest)).toContain('Churn 3 % → 2 %');
    const shown = await scene.as('chloe').clicks('Show', { on: digest, near: 'Churn' });
    expect(shown.modal && scene.read(shown.modal)).toMatch(/Mar 2 +3 %\s+Mar 9 +2 %/);
  });

  test('strangers to the settings see nothing of it and change nothing', async () => {
    await addLine('Churn');
    await scene.as('ana').opensHome();
    expect(scene.read(scene.homeOf('ana'))).not.toContain('Scorecard');
  });

  test('whoever is no sponsor any more is refused at every button that still stands', async () => {
    await addLine('Churn');
    await scene.as('chloe').clicks('This week’s values', { on: 'home' });
    await scene.as('chloe').fills({ Churn: '2' });
    await scene.as('eve').opensHome();
    await scene.settle();
    await scene.as('eve').clicks('Change', { on: 'home', near: 'Weekly digest' });
    await scene.as('eve').fills({ Sponsor: '@grace' });
    expect((await scene.as('eve').submits()).errors).toEqual({});
    const refused = 'Only the sponsor and workspace admins can change settings.';
    await scene.as('chloe').submits();
    expect(scene.read(scene.topForm('chloe'))).toContain(refused);
    await scene.as('chloe').closes({ all: true });
    for (const label of ['This week’s values', 'Twelve weeks', 'Import', 'Lines']) {
      await scene.as('chloe').clicks(label, { on: 'home' });
      expect(scene.read(scene.topForm('chloe'))).toContain(refused);
      await scene.as('chloe').closes({ all: true });
    }
    await scene.as('chloe').selects('The week to March 2', { on: 'home', of: 'An earlier week' });
    expect(scene.read(scene.topForm('chloe'))).toContain(refused);
    expect(scene.db.all('SELECT * FROM scorecard_value')).toEqual([]);
  });
});

describe('a file of values', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open();
    await scene.as('chloe').opensHome();
    await scene.settle();
    for (const kind of ['Churn', 'Lifetime value', 'CSAT']) {
      await scene.as('chloe').clicks('Lines', { on: 'home' });
      await scene.as('chloe').selects(kind, { of: 'Add a line' });
      if (kind === 'Lifetime value') await scene.as('chloe').fills({ Currency: 'EUR' });
      await scene.as('chloe').submits();
      await scene.as('chloe').closes({ all: true });
    }
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const csv = [
    'Week;Line;Value;Remark',
    '2026-02-23;churn;2,5;',
    '2026-W09;Churn;2,25 %;',
    '2.3.2026;Lifetime value;1.204,50;',
    '2.3.2026;CSAT;80;computed',
    '2.3.2026;Love;1;',
    '2026-03-16;Churn;1;not yet',
    '1.3.2026;Churn;9;the same week as line 3',
  ].join('\r\n');
  const gives = async (text: string) => {
    await scene.as('chloe').clicks('Import', { on: 'home' });
    await scene
      .as('chloe')
      .fills({ 'A table of values': { fileName: 'values.csv', bytes: Buffer.from(text) } });
    const seen = await scene.as('chloe').submits();
    await scene.settle();
    if (scene.workspace.modal(scene.people.chloe)) await scene.as('chloe').closes({ all: true });
    return seen;
  };
  const note = () => {
    const message = scene.workspace.directMessages(scene.people.chloe).at(-1);
    if (!message) throw new Error('Chloe was told nothing');
    return message;
  };
  const clicks = async (label: string) => {
    const seen = await scene.as('chloe').clicks(label, { on: note() });
    await scene.settle();
    return seen;
  };
  const values = () => scene.db.all('SELECT line_id AS line, week_of AS week, value FROM scorecard_value');

  test('is shown as it was understood, and imported on a word', async () => {
    await gives(csv);
    const asked = scene.read(note());
    expect(asked).toContain('values.csv: 3 values to import.');
    expect(asked).toContain('Churn: 2 values, weeks to February 23, 2026 – March 2, 2026');
    expect(asked).toContain('Left aside: “Remark”.');
    expect(asked).toContain('line 5: “CSAT” is computed from voices.');
    expect(asked).toContain('line 6: No line is called “Love”.');
    expect(asked).toContain('line 7: Its week is yet to come.');
    expect(asked).toContain('line 8: Line 3 of the file has another value for the same week.');
    expect(values()).toEqual([]);
    await clicks('Import 3 values');
    expect(scene.read(note())).toContain('3 values of values.csv are in the scorecard.');
    expect(values()).toEqual([
      { line: 1, week: '2026-02-23', value: 2.5 },
      { line: 1, week: '2026-03-02', value: 2.25 },
      { line: 2, week: '2026-03-02', value: 1204.5 },
    ]);
    expect(scene.db.all('SELECT reading FROM scorecard_import')).toEqual([{ reading: null }]);
  });

  test('adds nothing the second time, and says what it would change', async () => {
    await gives(csv);
    await clicks('Import 3 values');
    await gives(csv);
    expect(scene.read(note())).toContain('there is nothing in it to import');
    expect(scene.read(note())).toContain('3 values are there already.');
    await gives('week,Churn,Lifetime value\n2026-03-02,3,\n2026-03-09,,1300\n');
    expect(scene.read(note())).toContain('Churn, week to March 2, 2026: 2.25 % becomes 3 %');
    await clicks('Import 2 values');
    expect(values()).toContainEqual({ line: 1, week: '2026-03-02', value: 3 });
    expect(scene.db.all("SELECT did, subject FROM audit WHERE did LIKE 'changed 2%'")).toEqual([
      { did: 'changed 2.25 to 3 for', subject: 'scorecard line 1, week to 2026-03-02' },
    ]);
  });

  test('is not imported over what was typed meanwhile, nor by halves', async () => {
    await gives(csv);
    await scene.as('chloe').selects('The week to March 2', { on: 'home', of: 'An earlier week' });
    await scene.as('chloe').fills({ 'Lifetime value': '7' });
    await scene.as('chloe').submits();
    await clicks('Import 3 values');
    expect(scene.lastPrivateText('chloe')).toContain('The scorecard has changed since I read this file.');
    expect(values()).toEqual([{ line: 2, week: '2026-03-02', value: 7 }]);
    await clicks('Cancel');
    expect(scene.read(note())).toContain('Nothing of values.csv was imported');
  });

  test('is read again after a restart and Slack’s troubles, and waits a week for an answer', async () => {
    scene.workspace.failNext('download', { status: 503 }, { times: 1 });
    await gives(csv);
    expect(scene.workspace.directMessages(scene.people.chloe)).toEqual([]);
    await scene.restart();
    await scene.travelTo('2026-03-02T08:02:00Z');
    expect(scene.read(note())).toContain('values.csv: 3 values to import.');
    await scene.travelTo('2026-03-10T08:00:00Z');
    expect(scene.notes('chloe')).toContainEqual(
      expect.stringContaining('Nothing of values.csv was imported'),
    );
    expect(scene.db.all('SELECT state, reading FROM scorecard_import')).toEqual([
      { state: 'cancelled', reading: null },
    ]);
  });

  test('that is no table of values is told why', async () => {
    await gives('name,age\nAna,7\n');
    expect(scene.read(note())).toContain('I find no column with the week.');
    await gives('week,line,value\n');
    expect(scene.read(note())).toContain('There are no values in it.');
    await gives('\n');
    expect(scene.read(note())).toContain('This file is empty.');
    const large = await gives(`week,line,value\n${'x'.repeat(257 * 1024)}`);
    expect(Object.values(large.errors)).toEqual([expect.stringContaining('I take 256 KB at a time')]);
  });
});
