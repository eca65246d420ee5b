// What an owner can do besides: hand over, put off, reconsider by themselves, look back, and hear a customer object.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: [] });
    await scene.record('ben', 'productWeekly', 'Drop phone support on the free plan');
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;
  const reveal = () =>
    scene.workspace.thread(scene.root('productWeekly')).at(-1) ?? scene.root('productWeekly');

  async function theyAnswer(verdict: string) {
    for (const name of ['ana', 'ben', 'grace'] as const) await scene.answer(name, 'productWeekly', verdict);
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
  }

  async function benOffersItTo(person: string) {
    await scene.as('ben').clicks('Hand it over', { on: reveal() });
    await scene.as('ben').fills({ 'Who could take it over?': person });
    const sent = await scene.as('ben').submits();
    await scene.settle();
    return sent;
  }

  const lastNote = (name: 'ana' | 'ben' | 'grace') => {
    const note = scene.workspace.directMessages(scene.people[name]).at(-1);
    if (!note) throw new Error(`${name} was told nothing`);
    return note;
  };

  test('a reconsideration is handed over to somebody who takes it', async () => {
    await theyAnswer('They’d dislike it');
    await benOffersItTo('@grace');
    expect(scene.readThread('productWeekly')).toContain(
      'Offered to @Grace; until they take it, it stays with @Ben.',
    );
    // Grace is in New York, where the working day begins later.
    await scene.travelTo('2026-03-02T14:30:00Z');
    expect(scene.notes('grace').at(-1)).toContain('@Ben asks you to take decision 1 over.');
    await scene.as('grace').clicks('Take it', { on: lastNote('grace') });
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('@Grace, please reconsider it');
    expect(scene.notes('grace').at(-1)).toContain('Decision 1 is yours.');
    await scene.as('ben').clicks('Reverse it', { on: reveal() });
    expect(scene.lastPrivateText('ben')).toContain(
      'Only @Grace, who owns decision 1, and the sponsor can do this.',
    );
  });

  test('an offer that nobody answers lapses, and its owner reads so in their next note', async () => {
    await theyAnswer('They’d dislike it');
    await benOffersItTo('@grace');
    await scene.travelTo('2026-03-06T17:00:00Z');
    expect(scene.readThread('productWeekly')).toContain(
      '@Grace did not answer within three days, so it stays with @Ben.',
    );
    expect(scene.notes('ben').at(-1)).toContain('@Grace did not answer within three days');
    expect(scene.notes('grace').at(-1)).toContain('This offer is over. Decision 1 is with @Ben.');
  });

  test('whoever cannot own it is refused beside the field', async () => {
    await theyAnswer('They’d dislike it');
    const refused = await benOffersItTo('@ben');
    expect(Object.values(refused.errors)).toEqual(['It is theirs already. Choose somebody else.']);
  });

  test('it is put off once, with a reason, and reminders follow the new date', async () => {
    await theyAnswer('They’d dislike it');
    await scene.as('ben').clicks('Put it off', { on: reveal() });
    await scene.as('ben').fills({ 'Its new date': '2026-04-30', 'Why does it have to wait?': 'Audit week' });
    const tooLate = await scene.as('ben').submits();
    expect(Object.values(tooLate.errors)).toEqual(['Choose a day from 2026-03-10 to 2026-03-23.']);
    await scene.as('ben').fills({ 'Its new date': '2026-03-19' });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.settle();
    const thread = scene.readThread('productWeekly');
    expect(thread).toContain('customers would dislike it, by Mar 19, 2026.');
    expect(thread).toContain('Put off once: Audit week');
    expect(thread).not.toContain('[Put it off]');
    // Nothing by the old date; on the Monday of the digest it stands in Ben's list of the week.
    await scene.travelTo('2026-03-15T17:00:00Z');
    expect(scene.notes('ben')).toEqual([]);
    await scene.travelTo('2026-03-17T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(1);
    await scene.travelTo('2026-03-18T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(2);
  });

  test('the owner of what stands sends it back to themselves', async () => {
    await theyAnswer('They’d love it');
    const forGrace = await scene.as('grace').types('/decided show 1', { in: product() });
    expect(forGrace.text).not.toContain('Reconsider it');
    await scene.as('ben').types('/decided show 1', { in: product() });
    await scene.as('ben').clicks('Reconsider it', { on: scene.lastPrivate('ben') });
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('@Ben, please reconsider it, as @Ben judged');
    const again = await scene.as('ben').types('/decided show 1', { in: product() });
    expect(again.text).toContain('Reverse it');
    expect(again.text).not.toContain('Reconsider it');
  });

  test('on its day the owner looks back, and the story tells whether the team was right', async () => {
    await theyAnswer('They’d love it');
    await scene
      .as('hiro')
      .types('/voc The chat answers at once, I never call any more -- Acme nps:9', { in: product() });
    // Six weeks on, at nine where Ben is.
    await scene.travelTo('2026-04-13T07:59:00Z');
    expect(scene.notes('ben')).toEqual([]);
    await scene.travelTo('2026-04-13T08:01:00Z');
    expect(scene.notes('ben').at(-1)).toContain('@Ben, please look back: what did customers in fact think?');
    await scene.as('ben').clicks('They disliked it', { on: lastNote('ben') });
    const empty = await scene.as('ben').submits();
    expect(Object.keys(empty.errors)).toHaveLength(1);
    await scene
      .as('ben')
      .fills({ 'How do you know that they disliked it?': 'Eleven of twelve asked for the phone' });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain(
      'Customers disliked it*, says @Ben: Eleven of twelve',
    );
    const story = await scene.as('ana').types('/decided show 1', { in: product() });
    expect(story.text).toContain('We thought they’d love it; customers disliked it.');
    const digest = await scene.as('chloe').types('/ritual digest', { in: product() });
    expect(digest.text).toContain('Not enough data: 1 of at least 5 decisions that stood');
  });

  test('a customer who suffers speaks against what the team thought they would love', async () => {
    await theyAnswer('They’d love it');
    await scene
      .as('hiro')
      .types('/voc We are on the free plan and need phone support on payday -- Acme nps:2', {
        in: product(),
      });
    await scene.settle();
    await scene
      .as('hiro')
      .types('/voc Where is the phone support of the free plan? -- Globex nps:3', { in: product() });
    await scene.settle();
    await scene.travelTo('2026-03-02T09:30:00Z');
    expect(scene.notes('ben').at(-1)).toContain('a customer’s words speak against what we thought');
    await scene.as('ben').opensHome();
    await scene.settle();
    expect(scene.read(scene.homeOf('ben'))).toContain('need phone support on payday');
    await scene.as('ben').clicks('Reconsider it', { on: lastNote('ben') });
    await scene.as('ben').fills({ 'What should be reconsidered?': 'Payday' });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.settle();
    const thread = scene.readThread('productWeekly');
    expect(thread).toContain('@Ben, please reconsider it, as @Ben judged');
    expect(thread.match(/Sent to be reconsidered/g)).toHaveLength(1);
  });
});

test('offers and reviews go on where the bot was down meanwhile', async () => {
  const scene = await Scene.open();
  await scene.setUpRitual('ana', 'productWeekly', { weekdays: [] });
  await scene.record('ben', 'productWeekly', 'Bill yearly only');
  for (const name of ['ana', 'ben', 'grace'] as const) {
    await scene.answer(name, 'productWeekly', 'They’d dislike it');
  }
  await scene.as('ana').types('/ritual close', { in: scene.channels.productWeekly });
  await scene.settle();
  const reveal = scene.workspace.thread(scene.root('productWeekly')).at(-1);
  await scene.as('ben').clicks('Hand it over', reveal ? { on: reveal } : {});
  await scene.as('ben').fills({ 'Who could take it over?': '@grace' });
  await scene.as('ben').submits();
  await scene.settle();
  await scene.stop();
  scene.workspace.deactivate(scene.people.grace);
  await scene.start();
  expect(scene.readThread('productWeekly')).toContain('so it stays with @Ben.');
  await scene.stop();
  scene.workspace.deactivate(scene.people.ben);
  await scene.start();
  expect(scene.readThread('productWeekly')).toContain('@Ana, please reconsider it');
  // The owner is asked by name to look back, though it was Ben's when its day was set.
  await scene.travelTo('2026-04-14T12:00:00Z');
  expect(scene.notes('ana').at(-1)).toContain('@Ana, please look back');
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
});

test('a ritual that asks for half of the opinions lets a third stand', async () => {
  const scene = await Scene.open();
  const product = scene.channels.productWeekly;
  await scene.as('ana').types('/ritual setup', { in: product });
  await scene.as('ana').fills({ 'Reconsider a decision when it is disliked by': 'half of the opinions' });
  expect((await scene.as('ana').submits()).errors).toEqual({});
  await scene.as('ana').closes();
  const status = await scene.as('ana').types('/ritual status', { in: product });
  expect(status.text).toContain('goes back to its owner when half of the opinions are against it');
  await scene.record('ben', 'productWeekly', 'Bill yearly only');
  await scene.answer('ana', 'productWeekly', 'They’d dislike it');
  for (const name of ['ben', 'grace'] as const) await scene.answer(name, 'productWeekly', 'They’d love it');
  await scene.as('ana').types('/ritual close', { in: product });
  await scene.settle();
  expect(scene.readThread('productWeekly')).toContain('It stands.');
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
});
