// Messages saved as customers' voices: what is kept of them, and what becomes of a voice when its message changes.
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

  const product = () => scene.channels.productWeekly;
  const voc = async (name: Parameters<Scene['as']>[0], text: string) =>
    (await scene.as(name).types(`/voc ${text}`, { in: product() })).text;
  const posts = (text: string, how?: { files: string[] }) =>
    scene.workspace.postAs(scene.people.ben, product(), text, how);

  async function saves(message: ReturnType<typeof posts>, change: Record<string, string> = {}) {
    await scene.as('ana').usesShortcut('save_voice', { on: message });
    if (Object.keys(change).length > 0) await scene.as('ana').fills(change);
    const seen = await scene.as('ana').submits();
    await scene.as('ana').closes({ all: true });
    await scene.settle();
    return seen;
  }

  const inbox = () => scene.db.all<{ kind: string; kept: string | null }>('SELECT kind, kept FROM inbox');
  const aboutMessages = () => inbox().filter(({ kind }) => kind === 'saved message changed');

  test('an edit changes the words, masked, and search follows', async () => {
    const message = posts('Acme says the export is slow');
    await saves(message);
    scene.workspace.editMessage(message, 'Acme says the importer is slow & odd, ask jane@acme.example');
    await scene.settle();
    const shown = await voc('grace', 'show 1');
    expect(shown).toContain('Acme says the importer is slow & odd, ask [e-mail]');
    expect(shown).toContain('written by @Ben');
    expect(await voc('grace', 'search importer')).toContain('voice 1');
    expect(await voc('grace', 'search export')).toContain('No voice');
    expect(aboutMessages()).toEqual([{ kind: 'saved message changed', kept: null }]);
  });

  test('an edit leaves words alone that somebody edited by hand', async () => {
    const message = posts('Acme says the export is slow, see you on Monday');
    await saves(message, { 'What they said': 'the export is slow' });
    scene.workspace.editMessage(message, 'Never mind');
    await scene.settle();
    expect(await voc('grace', 'show 1')).toContain('> the export is slow');
    expect(aboutMessages()).toEqual([]);
  });

  test('a deletion takes the voice along, once, though Slack tells of it twice', async () => {
    const message = posts('Acme says the export is slow');
    await saves(message);
    scene.workspace.deleteMessage(message);
    await scene.settle();
    await scene.workspace.redeliverLastEvent();
    await scene.settle();
    expect(await voc('grace', 'show 1')).toContain('There is no voice 1 that you can see.');
    expect(scene.db.all("SELECT person_id FROM audit WHERE did = 'forgot'")).toEqual([{ person_id: null }]);
  });

  test('of what else is written, edited and deleted, nothing is kept', async () => {
    const saved = posts('Acme says the export is slow');
    await saves(saved);
    const before = inbox().length;
    const gossip = posts('between us: xyzzy');
    scene.workspace.editMessage(gossip, 'between us: plugh');
    scene.workspace.deleteMessage(gossip);
    const elsewhere = scene.workspace.postAs(scene.people.eve, scene.channels.boardRoom, 'xyzzy plugh');
    scene.workspace.editMessage(elsewhere, 'plugh');
    await scene.settle();
    expect(inbox()).toHaveLength(before);
  });

  test('the name of a file is noted, and the file is not', async () => {
    const message = posts('They sent us this', { files: ['invoice & more.pdf'] });
    const opened = await scene.as('ana').usesShortcut('save_voice', { on: message });
    expect(opened.modal && scene.read(opened.modal)).toContain('Attached there: invoice & more.pdf.');
    const saved = await scene.as('ana').submits();
    expect(saved.modal && scene.read(saved.modal)).toContain('Attached there: invoice & more.pdf.');
    expect(await voc('grace', 'show 1')).toContain('attached: invoice & more.pdf');
  });

  test('a message with a picture alone asks for the words', async () => {
    const message = posts('', { files: ['screen.png'] });
    await scene.as('ana').usesShortcut('save_voice', { on: message });
    await scene.as('ana').fills({ 'What they said': 'The screen stays empty' });
    const saved = await scene.as('ana').submits();
    expect(saved.modal && scene.read(saved.modal)).toContain('> The screen stays empty');
  });
});
