// Attention is a budget: one note a day, never while somebody is away, and everybody can have fewer.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

const vacation = { statusEmoji: ':palm_tree:', statusText: 'Vacationing' };
const here = { statusEmoji: '', statusText: '' };

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '12:00' });
    await scene.travelTo('2026-03-03T11:01:00Z');
    await scene.record('ben', 'productWeekly', 'Drop phone support on the free plan');
    await scene.answer('ana', 'productWeekly', 'They’d love it');
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const lastNote = (name: 'ben' | 'grace' | 'chloe') => {
    const note = scene.workspace.directMessages(scene.people[name]).at(-1);
    if (!note) throw new Error(`${name} has no note`);
    return note;
  };

  test('who has not answered is reminded once, at nine where they are, and answers from there', async () => {
    // Chloe is in Paris, Ben in London, Grace in New York, where nine is an hour and more after the close.
    await scene.travelTo('2026-03-04T07:59:00Z');
    expect(scene.notes('chloe')).toEqual([]);
    await scene.travelTo('2026-03-04T08:00:30Z');
    expect(scene.notes('chloe')).toHaveLength(1);
    expect(scene.notes('chloe')[0]).toContain('1 decision waits for your answer.');
    expect(scene.notes('chloe')[0]).toContain('Decision 1 · Drop phone support on the free plan');
    expect(scene.notes('ben')).toEqual([]);
    await scene.as('chloe').clicks('Answer', { on: lastNote('chloe') });
    await scene.as('chloe').fills({ 'What would our best customers think?': '👎 They’d dislike it' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    await scene.travelTo('2026-03-04T10:59:00Z');
    expect(scene.readRoot('productWeekly')).toContain('2 of 6 answered');
    expect(scene.notes('ben')).toHaveLength(1);
    expect(scene.notes('ana')).toEqual([]);
    expect(scene.notes('grace')).toEqual([]);
    await scene.travelTo('2026-03-05T07:00:00Z');
    expect(scene.notes('chloe')).toHaveLength(1);
  });

  test('nobody is reminded whose status says that they are away when the note would go', async () => {
    scene.workspace.changePerson(scene.people.chloe, vacation, { unsaid: true });
    await scene.travelTo('2026-03-04T10:59:00Z');
    expect(scene.notes('chloe')).toEqual([]);
    expect(scene.notes('ben')).toHaveLength(1);
    scene.workspace.changePerson(scene.people.chloe, here, { unsaid: true });
    await scene.travelTo('2026-03-06T20:00:00Z');
    expect(scene.notes('chloe')).toEqual([]);
  });

  test('who owns something and is away is reminded on the day they are back', async () => {
    await scene.answer('ben', 'productWeekly', 'They’d dislike it');
    await scene.answer('grace', 'productWeekly', 'They’d dislike it');
    await scene.as('ana').types('/ritual close', { in: scene.channels.productWeekly });
    scene.workspace.changePerson(scene.people.ben, vacation, { unsaid: true });
    // Due on Tuesday 10 March: Ben would be reminded on Monday and on Wednesday.
    await scene.travelTo('2026-03-11T20:00:00Z');
    expect(scene.notes('ben')).toEqual([]);
    scene.workspace.changePerson(scene.people.ben, here, { unsaid: true });
    await scene.travelTo('2026-03-12T08:59:00Z');
    expect(scene.notes('ben')).toEqual([]);
    await scene.travelTo('2026-03-12T09:01:00Z');
    expect(scene.notes('ben')).toHaveLength(1);
    expect(scene.notes('ben')[0]).toContain('2 days overdue');
  });

  test('a status that Slack cannot tell just now is asked for again, and the note goes once', async () => {
    scene.workspace.failNext('users.info', { status: 503 }, { times: 2 });
    await scene.travelTo('2026-03-04T08:05:00Z');
    expect(scene.notes('chloe')).toHaveLength(1);
    expect(scene.log.join('')).toContain('a message could not be sent and is put off');
  });

  test('a restart at nine neither loses the note nor sends it twice', async () => {
    await scene.travelTo('2026-03-04T07:59:59Z');
    await scene.stop();
    await scene.travelTo('2026-03-04T08:20:00Z');
    await scene.start();
    expect(scene.notes('chloe')).toHaveLength(1);
    await scene.restart();
    expect(scene.notes('chloe')).toHaveLength(1);
  });

  test('fewer reminders: not for this meeting, and again from the App Home', async () => {
    await scene.travelTo('2026-03-04T08:01:00Z');
    await scene.as('chloe').selects('Not for Product weekly', { on: lastNote('chloe') });
    expect(scene.lastPrivateText('chloe')).toContain(
      'I will not remind you to answer *Product weekly* any more.',
    );
    await scene.travelTo('2026-03-10T11:01:00Z');
    await scene.record('ben', 'productWeekly', 'Bill yearly only');
    await scene.travelTo('2026-03-12T20:00:00Z');
    const remindersOf = () => scene.notes('chloe').filter((note) => note.includes('for your answer'));
    expect(remindersOf()).toHaveLength(1);

    await scene.as('chloe').opensHome();
    expect(scene.read(scene.homeOf('chloe'))).toContain('• Product weekly');
    await scene.as('chloe').selects('Product weekly', { on: 'home', of: 'Remind me again' });
    await scene.settle();
    expect(scene.read(scene.homeOf('chloe'))).not.toContain('Remind me again');
    await scene.travelTo('2026-03-17T11:01:00Z');
    await scene.record('ben', 'productWeekly', 'Charge for exports');
    await scene.travelTo('2026-03-18T08:01:00Z');
    expect(remindersOf()).toHaveLength(2);
  });

  test('none at all: even what somebody owns is in the App Home only, until they turn reminders on', async () => {
    await scene.as('ben').opensHome();
    await scene.as('ben').selects('None at all', { on: 'home', of: 'Fewer reminders' });
    await scene.settle();
    expect(scene.read(scene.homeOf('ben'))).toContain('Off. What you own');
    await scene.travelTo('2026-03-20T20:00:00Z');
    expect(scene.notes('ben')).toEqual([]);
    await scene.as('ben').opensHome();
    expect(scene.read(scene.homeOf('ben'))).toContain('please read the answers and judge');
    await scene.as('ben').clicks('Turn on', { on: 'home' });
    await scene.travelTo('2026-03-31T20:00:00Z');
    expect(scene.notes('ben').length).toBeGreaterThan(0);
  });
});
