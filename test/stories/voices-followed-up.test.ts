// Customers' words are found page by page, somebody promises to get back to the customer, and keeps the promise.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  type Name = Parameters<Scene['as']>[0];
  const voc = (name: Name, text: string, channel: keyof Scene['channels'] = 'productWeekly') =>
    scene.as(name).types(`/voc ${text}`, { in: scene.channels[channel] });
  const receipt = (name: Name) => ({ on: scene.lastPrivate(name) });

  test('what is found is shown with the matches bold, page by page', async () => {
    for (let n = 1; n <= 12; n += 1) await voc('grace', `The export number ${n} is <slow> -- Acme`);
    const found = await voc('ana', 'search exports');
    expect(found.text).toContain('12 voices; the best 10:');
    expect(JSON.stringify(scene.lastPrivate('ana').blocks)).toContain(
      'The *export* number 12 is &lt;slow&gt;',
    );
    const next = await scene.as('ana').clicks('More', receipt('ana'));
    expect(next.text).toContain('12 voices; 11 to 12:');
    expect(next.text).toContain('number 1 is');
    expect(next.text).not.toContain('[ More ]');
    const back = await scene.as('ana').clicks('Back', receipt('ana'));
    expect(back.text).toContain('12 voices; the best 10:');
  });

  test('what holds some of the words is shown apart', async () => {
    await voc('grace', 'The export is slow -- Acme');
    await voc('grace', 'The import is slow -- Globex');
    expect((await voc('ana', 'search export slow')).text).toMatch(
      /1 voice:[\s\S]*Acme[\s\S]*These hold some of the words:[\s\S]*Globex/,
    );
    expect((await voc('ana', 'search "slow import" export')).text).toContain(
      'No voice that you can see holds all of these words.',
    );
    expect((await voc('ana', `search ${'x'.repeat(40_000)}`)).text).toContain('a search has at most 1,000');
  });

  test('a promise is given an owner, comes in their one note, and is closed with what the customer was told', async () => {
    await voc('grace', 'The export fails -- Acme');
    const given = await voc('grace', 'own 1 @ana friday');
    expect(given.text).toContain('@Ana');
    expect(given.text).toContain('I tell them in their next note.');
    await scene.travelTo('2026-03-03T09:00:00Z');
    expect(scene.notes('ana')).toHaveLength(1);
    expect(scene.notes('ana')[0]).toMatch(
      /1 customer should hear from you\.[\s\S]*Get back to \*Acme\*[\s\S]*asked you/,
    );
    await scene.as('ana').opensHome();
    await scene.settle();
    expect(scene.read(scene.homeOf('ana'))).toMatch(/My follow-ups[\s\S]*Get back to \*Acme\*/);
    const note = scene.workspace.directMessages(scene.people.ana).at(-1);
    if (!note) throw new Error('Ana has no note');
    await scene.as('ana').clicks('We told them', { on: note });
    await scene.as('ana').fills({ 'What did you tell the customer?': 'The fix is out' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    await scene.as('ana').closes({ all: true });
    await scene.settle();
    expect(scene.read(scene.homeOf('ana'))).not.toContain('My follow-ups');
    expect((await voc('ben', 'show 1')).text).toContain('@Ana told the customer: The fix is out');
    await scene.travelTo('2026-03-12T20:00:00Z');
    expect(scene.notes('ana')).toHaveLength(1);
  });

  test('an owner is reminded before the day, and after it for as long as it is open', async () => {
    await voc('ana', 'The export fails -- Acme');
    expect((await voc('ana', 'own 1 me friday')).text).toContain('I remind you the working day before.');
    await scene.travelTo('2026-03-05T07:30:00Z');
    expect(scene.notes('ana')).toEqual([]);
    await scene.travelTo('2026-03-05T20:00:00Z');
    expect(scene.notes('ana')).toHaveLength(1);
    await scene.travelTo('2026-03-10T20:00:00Z');
    expect(scene.notes('ana')).toHaveLength(2);
    expect(scene.notes('ana')[1]).toContain('was due Fri 6 Mar');
  });

  test('the buttons of a shown voice do the same, and refuse whom it is not for', async () => {
    await voc('dmitri', 'We will not renew -- Acme', 'boardRoom');
    await voc('dmitri', 'show 1', 'boardRoom');
    await scene.as('dmitri').clicks('Follow up', receipt('dmitri'));
    await scene
      .as('dmitri')
      .fills({ 'Who gets back to the customer?': scene.people.ana, 'By when?': '2026-03-06' });
    const refused = await scene.as('dmitri').submits();
    expect(JSON.stringify(refused.errors)).toContain('cannot read voice 1');
    await scene.as('dmitri').fills({ 'Who gets back to the customer?': scene.people.eve });
    expect((await scene.as('dmitri').submits()).errors).toEqual({});
    await scene.as('dmitri').closes({ all: true });
    expect((await voc('dmitri', 'close 1 Done', 'boardRoom')).text).toContain('Only @Eve, who owns it');
    expect((await voc('ana', 'own 1 me friday')).text).toContain('There is no voice 1 that you can see');
    expect((await voc('eve', 'close 1 We called them', 'boardRoom')).text).toContain('Closed: voice 1');
  });

  test('what somebody owned who left goes to who captured the voice, in a note', async () => {
    await voc('ana', 'The export fails -- Acme');
    await voc('ana', 'own 1 @ben friday');
    scene.workspace.deactivate(scene.people.ben);
    await scene.settle();
    await scene.travelTo('2026-03-03T12:00:00Z');
    expect(scene.notes('ana').join('\n')).toContain('The owner of a follow-up has left, so it is yours now.');
    expect((await voc('ana', 'close 1 Told them')).text).toContain('Closed: voice 1');
  });

  test('scores are told by segment and source, with how many they are made of', async () => {
    await voc('grace', 'Good -- Acme nps:9 segment:high source:call');
    await voc('grace', 'Bad -- Globex nps:3 segment:low source:call');
    const told = await voc('ana', 'scores');
    expect(told.text).toContain('Scores: NPS 0 (2)');
    expect(told.text).toMatch(/High value\s+\+100 \(1\)/);
    expect(told.text).toContain('no sample');
    expect((await voc('ana', 'scores segment:low')).text).toContain('NPS −100 (1)');
    expect((await voc('ana', 'scores colour:red')).text).toContain('I don’t know the filter');
  });
});
