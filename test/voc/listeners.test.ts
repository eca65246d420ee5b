// Customers' words through Slack's doors: typed, by form, and from a message, as people see it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { longestWords } from '../../src/voc/draft.ts';
import { readPlace } from '../../src/voc/read-form.ts';
import { Scene } from '../stories/scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open({ mode: 'http' });
});
afterEach(() => scene.close());

const types = (
  name: Parameters<Scene['as']>[0],
  text: string,
  channel: keyof Scene['channels'] = 'productWeekly',
) => scene.as(name).types(text, { in: scene.channels[channel] });

const modalText = (view: Parameters<Scene['read']>[0] | undefined) => (view ? scene.read(view) : 'no form');

describe('/voc', () => {
  it('keeps what is typed, and shows what was understood', async () => {
    const seen = await types('ana', '/voc The export <fails> & hangs — Acme #export nps:6 segment:mid');
    expect(seen.failure).toBeNull();
    expect(seen.text).toContain('Saved as voice 1 · Acme · #export · NPS 6 · Mid value');
    expect(seen.text).toContain('> The export <fails> & hangs');
    expect(seen.text).toContain('Everyone in the workspace can find it.');
    const receipt = seen.notices.at(-1);
    expect((await scene.as('ana').clicks('Undo', receipt ? { on: receipt } : {})).text).toContain(
      'Voice 1 is undone',
    );
    expect((await types('ana', '/voc show 1')).text).toContain('There is no voice 1 that you can see.');
  });

  it('takes 8,000 characters and @channel, and refuses more', async () => {
    const words = `@channel <!channel> ${'wait '.repeat(2_000)}`.slice(0, longestWords);
    const kept = await types('ana', `/voc ${words}`);
    expect(kept.failure).toBeNull();
    expect(kept.text).toContain('Saved as voice 1');
    expect(scene.db.one<{ words: string }>('SELECT words FROM voice')?.words).toBe(words.trim());
    expect((await types('ana', '/voc show 1')).text).toContain('[ Read it all ]');
    expect((await types('ana', `/voc ${'x'.repeat(10_000)}`)).text).toContain('10,000 characters');
  });

  it('tells what it does not know, and keeps nothing', async () => {
    expect((await types('ana', '/voc Slow -- Acme colour:red')).text).toContain('I don’t know `colour:`');
    expect((await types('ana', '/voc list of troubles')).text).toContain('takes nothing after it');
    expect((await types('ana', '/voc show me')).text).toContain('comes the number of a voice');
    expect((await types('ana', '/voc search')).text).toContain('Type what to look for');
    expect((await types('ana', '/voc help')).text).toContain('/voc forget 42');
    expect(scene.db.all('SELECT id FROM voice')).toEqual([]);
  });

  it('searches by who kept it, and lists and shows', async () => {
    await types('ana', '/voc The export is slow -- Acme');
    await types('ben', '/voc The export is fine -- Bolt');
    const found = await types('ana', '/voc search export by:@ben');
    expect(found.text).toContain('1 voice:');
    expect(found.text).toContain('> The *export* is fine');
    expect((await types('ana', '/voc list')).text).toMatch(/fine[\s\S]*slow/);
    expect((await types('ana', '/voc show 2')).text).toContain('saved by @Ben');
    expect((await types('ana', '/voc forget 2')).text).toContain('Only @Ben, who saved voice 2');
    expect((await types('chloe', '/voc forget 2')).text).toContain('Voice 2 is gone');
  });

  it('fits ten long voices into one answer', async () => {
    const words = '&<>'.repeat(900);
    for (let n = 0; n < 11; n += 1) await types('ana', `/voc the export ${words}`);
    const seen = await types('ana', '/voc search export');
    expect(seen.failure).toBeNull();
    expect(seen.text).toContain('11 voices; the best 10:');
    expect((await types('ana', '/voc list')).failure).toBeNull();
    expect(scene.workspace.warnings).toEqual([]);
  });
});

describe('the form', () => {
  it('puts each complaint beside its field, then keeps it and says so', async () => {
    const opened = await types('dmitri', '/voc', 'boardRoom');
    expect(modalText(opened.modal)).toContain('Only the members of this private channel and the sponsor');
    await scene.as('dmitri').fills({ 'What they said': '  ', Customer: 'Acme', Score: '6' });
    const empty = await scene.as('dmitri').submits();
    expect(Object.keys(empty.errors)).toEqual(['What they said']);
    await scene
      .as('dmitri')
      .fills({ 'What they said': 'Mail me at jane@acme.com', Themes: '#export, speed' });
    expect((await scene.as('dmitri').submits()).errors).toEqual({
      Scale: 'Choose the scale that this score is on.',
    });
    await scene.as('dmitri').fills({ Scale: 'CSAT', Segment: 'High value' });
    expect(Object.keys((await scene.as('dmitri').submits()).errors)).toEqual(['Score']);
    await scene.as('dmitri').fills({ Scale: 'NPS' });
    const kept = modalText((await scene.as('dmitri').submits()).modal);
    expect(kept).toContain('Saved as voice 1 · Acme · #export #speed · NPS 6 · High value');
    expect(kept).toContain('> Mail me at [e-mail]');
    expect(kept).toContain('I masked 1 e-mail address, phone or card number.');
    const gone = await scene.as('dmitri').clicks('Undo');
    expect(modalText(gone.modal)).toContain('Voice 1 is undone');
    expect(scene.workspace.warnings).toEqual([]);
  });
});

describe('a message', () => {
  it('is kept with its link, once', async () => {
    const { workspace, channels, people } = scene;
    const message = workspace.postAs(
      people.ben,
      channels.productWeekly,
      'Acme says: @ana, the export is "slow" & old',
    );
    const opened = await scene.as('ana').usesShortcut('save_voice', { on: message });
    expect(modalText(opened.modal)).toContain('Acme says: @Ana, the export is "slow" & old');
    expect(modalText((await scene.as('ana').submits()).modal)).toContain('Saved as voice 1');
    const voice = scene.db.one<{ permalink: string; message_ts: string }>('SELECT * FROM voice');
    expect(voice?.permalink).toBe(workspace.permalink(message));
    expect(voice?.message_ts).toBe(message.ts);
    expect((await types('ben', '/voc list')).text).toContain('open the message');
    const again = await scene.as('ben').usesShortcut('save_voice', { on: message });
    expect(again.text).toContain('already saved, as voice 1');
  });

  it('of a customer in a shared channel stays with that channel', async () => {
    const { workspace, channels, people } = scene;
    const message = workspace.postAs(people.wile, channels.acmeEmpty, 'Your export is slow');
    const reader = workspace
      .everybody()
      .find((it) => it.id !== people.wile.id && channels.acmeEmpty.members.has(it.id) && !it.isBot);
    if (!reader) throw new Error('nobody of ours is in the shared channel');
    const actor = workspace.as(reader);
    const opened = await actor.usesShortcut('save_voice', { on: message });
    expect(modalText(opened.modal)).toContain('shared with another organization');
    expect(modalText((await actor.submits()).modal)).toContain('Wile');
    expect((await types('dmitri', '/voc search export', 'financeClose')).text).toContain('No voice');
  });

  it('longer than a form says so', async () => {
    const { workspace, channels, people } = scene;
    const message = workspace.postAs(people.ben, channels.productWeekly, 'so slow '.repeat(500));
    const opened = await scene.as('ana').usesShortcut('save_voice', { on: message });
    expect(modalText(opened.modal)).toContain('3,999 characters and this form takes 3,000');
    expect(modalText((await scene.as('ana').submits()).modal)).toContain('Saved as voice 1');
  });

  it('without a link is kept all the same, and the operator is told', async () => {
    const { workspace, channels, people } = scene;
    const message = workspace.postAs(people.ben, channels.productWeekly, 'The export is slow');
    workspace.failNext('chat.getPermalink', { error: 'channel_not_found' });
    await scene.as('ana').usesShortcut('save_voice', { on: message });
    expect(modalText((await scene.as('ana').submits()).modal)).toContain('Saved as voice 1');
    expect(scene.log.filter((line) => line.includes('no link to its message'))).toHaveLength(1);
  });

  it('is not kept by somebody who left the channel meanwhile', async () => {
    const { workspace, channels, people } = scene;
    const message = workspace.postAs(people.ben, channels.productWeekly, 'The export is slow');
    await scene.as('ana').usesShortcut('save_voice', { on: message });
    workspace.leave(people.ana, channels.productWeekly);
    await scene.settle();
    expect(modalText((await scene.as('ana').submits()).modal)).toContain('Only members of this channel');
    expect(scene.db.all('SELECT id FROM voice')).toEqual([]);
  });
});

describe('what a form carries along', () => {
  it.each(['', '{', '[]', 'null', '{"conversationId":"C1"}', '{"conversationId":"<C1>","messageTs":null}'])(
    'is refused when it is not ours: %s',
    (metadata) => expect(() => readPlace(metadata)).toThrow('Open it again with `/voc`.'),
  );

  it('is a conversation, and a message where there is one', () => {
    const place = { conversationId: 'C1', messageTs: '1795000000.000100' };
    expect(readPlace(JSON.stringify(place))).toEqual(place);
  });
});
