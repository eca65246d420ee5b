// Capturing what customers say: the confirmation with its Edit and Undo, the same words twice, and themes.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Seen } from '../../sandbox/acting/seen.ts';
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
  const voc = (name: Name, text: string) =>
    scene.as(name).types(`/voc ${text}`, { in: scene.channels.productWeekly });
  const onReceipt = (seen: Seen) => {
    const receipt = seen.notices.at(-1);
    return receipt ? { on: receipt } : {};
  };
  const topText = (name: Name) => scene.read(scene.topForm(name));
  const shown = async (id: number) => (await voc('grace', `show ${id}`)).text;

  test('one confirmation shows what was understood, and what was not said', async () => {
    const { text } = await voc(
      'ana',
      'The export takes twenty minutes -- Acme said:yesterday #export nps:6/10 segment:“Mid value”',
    );
    expect(text).toContain('Saved as voice 1 · Acme · #export · NPS 6 · Mid value');
    expect(text).toContain('> The export takes twenty minutes');
    expect(text).toContain('No source or stage named.');
    expect(text).toContain('Everyone in the workspace can find it.');
    expect(text).toMatch(/Said Mar 1, 2026/);
  });

  test('a key that is mistyped is guessed, and nothing is kept', async () => {
    expect((await voc('ana', 'Slow -- Acme segmnt:mid')).text).toContain('Did you mean segment:?');
    expect((await voc('ana', 'Slow -- Acme colour:red')).text).toContain('After the words I know segment:');
    expect(scene.db.all('SELECT * FROM voice')).toEqual([]);
  });

  test('Edit opens the form filled in, and what it saves is shown and found', async () => {
    const seen = await voc('ana', 'The export is slow -- Acme #export nps:6 segment:mid source:support');
    await scene.as('ana').clicks('Edit', onReceipt(seen));
    for (const part of ['The export is slow', 'Acme', '#export', 'support']) {
      expect(topText('ana')).toContain(part);
    }
    await scene.as('ana').fills({ 'What they said': 'The importer is slow', Customer: 'Globex', Score: '2' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    expect(topText('ana')).toContain('Saved as voice 1 · Globex · #export · NPS 2 · Mid value · support');
    expect(await shown(1)).toContain('> The importer is slow');
    expect((await voc('grace', 'search importer')).text).toContain('voice 1');
  });

  test('Edit puts each complaint beside its field, and is for whoever saved it', async () => {
    await voc('ana', 'The export is slow -- Acme');
    expect((await voc('ben', 'edit 1')).text).toContain('Only @Ana, who saved voice 1, and the sponsor');
    expect((await voc('ben', 'edit mode is odd')).text).toContain('comes the number of a voice');
    await voc('ana', 'edit 1');
    await scene.as('ana').fills({ 'What they said': ' ', Score: '11' });
    expect(Object.keys((await scene.as('ana').submits()).errors)).toEqual(['What they said']);
    await scene.as('ana').fills({ 'What they said': 'Slow', Scale: 'NPS' });
    expect(Object.keys((await scene.as('ana').submits()).errors)).toEqual(['Score']);
    expect(await shown(1)).toContain('> The export is slow');
  });

  test('words longer than a form are not cut by editing the rest', async () => {
    const words = 'so slow '.repeat(500).trim();
    await voc('ana', `${words} -- Acme`);
    await voc('ana', 'edit 1');
    expect(topText('ana')).toContain('a form takes 3,000, so they stay as they are');
    await scene.as('ana').fills({ Customer: 'Globex' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    expect(scene.db.all('SELECT words, customer FROM voice')).toEqual([{ words, customer: 'Globex' }]);
  });

  test('from the form: Edit goes on top of the confirmation and comes back to it', async () => {
    await voc('ana', '');
    await scene.as('ana').fills({ 'What they said': 'The export is slow' });
    await scene.as('ana').submits();
    await scene.as('ana').clicks('Edit');
    await scene.as('ana').fills({ Customer: 'Acme', Themes: 'export' });
    await scene.as('ana').submits();
    expect(topText('ana')).toContain('Saved as voice 1 · Acme · #export');
    await scene.as('ana').clicks('Undo');
    expect(topText('ana')).toContain('Voice 1 is undone');
    expect(scene.db.all('SELECT * FROM voice')).toEqual([]);
  });

  test('Undo works for fifteen minutes', async () => {
    const first = await voc('ana', 'The export is slow -- Acme');
    const undone = await scene.as('ana').clicks('Undo', onReceipt(first));
    expect(undone.text).toContain('Voice 1 is undone');
    const second = await voc('ana', 'The import is slow -- Acme');
    await scene.travelTo(new Date(scene.clock.now().getTime() + 16 * 60_000).toISOString());
    expect((await scene.as('ana').clicks('Undo', onReceipt(second))).text).toContain(
      'more than fifteen minutes',
    );
    expect(scene.db.all('SELECT id FROM voice')).toEqual([{ id: 2 }]);
  });

  test('the same words again are offered, joined with one click, and taken apart with another', async () => {
    await voc('ana', 'The export takes twenty minutes and then fails -- Acme source:support');
    const again = await voc(
      'ben',
      'The export takes twenty minutes, and then it fails -- Globex source:call',
    );
    expect(again.notices.map(({ text }) => text)).toEqual([
      'Saved as voice 2 · Globex · call',
      'Voice 2 looks like voice 1.',
    ]);
    expect(again.text).toContain('Voice 2 looks like voice 1');
    const joined = await scene.as('ben').clicks('Join voice 1', onReceipt(again));
    expect(joined.text).toContain(
      'Voice 2 is joined to voice 1, which stands for both; 2 customers said so.',
    );
    const one = await shown(1);
    expect(one).toContain('said by 2 customers');
    expect(one).toContain('voice 2 · Globex · call');
    expect(await shown(2)).toContain('Joined to voice 1, which stands for it');
    expect((await voc('grace', 'list')).text).not.toContain('Globex');
    const apart = await scene.as('ben').clicks('Take apart', onReceipt(joined));
    expect(apart.text).toContain('Saved as voice 2 · Globex');
    expect((await voc('grace', 'list')).text).toContain('Globex');
  });

  test('both can be kept, and two be joined by hand', async () => {
    await voc('ana', 'The export is slow -- Acme');
    const again = await voc('ben', 'The export is slow! -- Globex');
    const kept = await scene.as('ben').clicks('Keep both', onReceipt(again));
    expect(kept.text).toContain('Saved as voice 2');
    expect(kept.text).not.toContain('looks like');
    expect((await voc('ana', 'link 2 1')).text).toContain('Only @Ben, who saved voice 2');
    expect((await voc('ben', 'link us to the docs')).text).toContain('come the numbers of two voices');
    expect((await voc('ben', 'link 2 1')).text).toContain('Voice 2 is joined to voice 1');
  });

  test('whoever waits for an answer comes first, and what was taken back meanwhile is offered nothing', async () => {
    await voc('ana', 'The export is slow -- Acme');
    scene.workspace.waitForQuiet(0);
    const disk = Promise.withResolvers<void>();
    const waitsForDisk = vi.spyOn(scene.db, 'durable').mockReturnValueOnce(disk.promise);
    const waiting = voc('grace', 'list');
    await vi.waitFor(() => expect(waitsForDisk).toHaveBeenCalled());
    const regretted = await voc('ben', 'The export is slow! -- Globex');
    await voc('chloe', 'The export is slow… -- Initech');
    await scene.as('ben').clicks('Undo', onReceipt(regretted));
    const told = (name: 'ben' | 'chloe') =>
      scene.workspace.ephemerals(scene.people[name]).map(({ text }) => text);
    expect(told('chloe')).toEqual(['Saved as voice 3 · Initech']);
    disk.resolve();
    await waiting;
    await scene.settle();
    expect(told('chloe')).toEqual(['Saved as voice 3 · Initech', 'Voice 3 looks like voice 1.']);
    expect(told('ben')).toEqual([expect.stringContaining('Voice 2 is undone')]);
  });

  test('what others said in private is not offered', async () => {
    await scene.as('dmitri').types('/voc The export is slow -- Acme', { in: scene.channels.boardRoom });
    expect((await voc('ana', 'The export is slow -- Globex')).text).not.toContain('looks like');
    expect((await voc('chloe', 'The export is slow -- Globex')).text).toContain('Voice 3 looks like voice 2');
  });

  test('a theme that fits is one click away', async () => {
    await voc('ana', 'Slow again -- Acme #export');
    const seen = await voc('ben', 'Our accountant needs the exports on Friday -- Globex');
    expect(seen.text).toContain('+ #export');
    const added = await scene.as('ben').clicks('+ #export', onReceipt(seen));
    expect(added.text).toContain('Saved as voice 2 · Globex · #export');
    expect(added.text).not.toContain('+ #export');
    expect((await voc('grace', 'search #export accountant')).text).toContain('voice 2');
  });

  test('from the form, what is offered comes into the confirmation, and an answer to it stays there', async () => {
    await voc('ana', 'The export takes twenty minutes -- Acme #export');
    await voc('ben', '');
    await scene.as('ben').fills({ 'What they said': 'The export takes twenty minutes!', Customer: 'Globex' });
    await scene.as('ben').submits();
    expect(topText('ben')).toContain('Saved as voice 2 · Globex');
    expect(topText('ben')).toContain('Voice 2 looks like voice 1');
    await scene.as('ben').clicks('+ #export');
    expect(topText('ben')).toContain('Saved as voice 2 · Globex · #export');
    await scene.as('ben').clicks('Join voice 1');
    expect(topText('ben')).toContain('Voice 2 is joined to voice 1');
  });

  test('themes are listed with their trend, and renamed by the sponsor alone', async () => {
    for (const words of ['one', 'two', 'three']) await voc('ana', `${words} is slow -- Acme #exports`);
    await voc('ana', 'the price is high -- Acme #export');
    await scene.as('dmitri').types('/voc psst #layoffs', { in: scene.channels.boardRoom });
    const listed = (await voc('ana', 'themes')).text;
    expect(listed).toMatch(/#exports\W+3 voices \(0 before\)\W+new/);
    expect(listed).not.toContain('layoffs');
    expect((await voc('ana', 'theme rename exports speed')).text).toContain('Only the sponsor, @Chloe, can');
    expect((await voc('chloe', 'theme park was nice')).text).toContain('/voc theme rename exports export');
    expect((await voc('chloe', 'theme rename nothing speed')).text).toContain('No voice carries #nothing');
    const asked = await voc('chloe', 'theme rename #exports #export');
    expect(asked.text).toContain('#exports and #export are both in use.');
    const done = await scene.as('chloe').clicks('Join them', onReceipt(asked));
    expect(done.text).toContain('3 voices of #exports now carry #export');
    await scene.settle();
    expect((await voc('ana', 'themes')).text).toMatch(/#export\W+4 voices/);
    expect((await voc('ana', 'late as ever -- Acme #exports')).text).toMatch(/Acme · #export$/m);
  });
});
