// The chair speaks: customers' words beside a decision, cited by the team, carrying its whys, gone when forgotten.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    expect(scene.workspace.calls.filter((call) => call.error)).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;
  const decided = async (name: Parameters<Scene['as']>[0], text: string) =>
    scene.as(name).types(`/decided ${text}`, { in: product() });
  const saves = (name: Parameters<Scene['as']>[0], words: string, channel = product()) =>
    scene.as(name).types(`/voc ${words}`, { in: channel });
  const recordsDrop = () => scene.record('ana', 'productWeekly', 'Drop phone support on the free plan');
  const closes = async () => {
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
  };

  test('what customers said is offered at the moment of decision, and cited with a click', async () => {
    await saves('grace', 'We need phone support on the free plan -- Acme nps:3 segment:low');
    await saves('grace', 'On the free plan phone support is all we have -- Globex');
    await saves('grace', 'The export is slow -- Initech');
    await recordsDrop();
    expect(scene.readRoot('productWeekly')).toContain('0 of 6 answered · hidden until');
    expect(scene.readRoot('productWeekly')).toContain('2 customers spoke about this');

    await scene.as('ben').clicks('What customers said', { on: scene.root('productWeekly') });
    const page = scene.read(scene.topForm('ben'));
    for (const part of ['We need phone support', 'Acme · NPS 3 · Low value', 'Globex', 'voice 2'])
      expect(page).toContain(part);
    expect(page).not.toContain('export');
    await scene.as('ben').clicks('Cite voice 1');
    expect(scene.read(scene.topForm('ben'))).toContain('Cited: 1 voice');
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('1 voice cited');
    expect((await decided('hiro', 'show 1')).text).toContain(
      'Cited: “We need phone support on the free plan”',
    );

    await scene.as('ben').clicks('Take voice 1 back');
    await scene.settle();
    expect(scene.readRoot('productWeekly')).not.toContain('cited');
    expect((await decided('hiro', 'show 1')).text).toContain('took back voice 1 by @Ben');
  });

  test('where nobody spoke about it, the chair is silent', async () => {
    await saves('grace', 'The export is slow -- Initech');
    await saves('dmitri', 'Keep phone support on the free plan -- Acme', scene.channels.boardRoom);
    await recordsDrop();
    expect(scene.readRoot('productWeekly')).not.toMatch(/spoke|customers said/);
  });

  test('the form takes evidence by type-ahead, of what the channel may hear', async () => {
    await saves('grace', 'Calling you saves our payday -- Acme');
    await saves('dmitri', 'Calling is our lifeline -- Globex', scene.channels.boardRoom);
    await scene.as('ana').types('/decided', { in: product() });
    const offered = await scene.as('ana').looksFor('calling', { in: 'What customers said about it' });
    expect(offered.options).toEqual(['Calling you saves our payday Acme (1)']);
    await scene.as('ana').fills({
      'What was decided': 'Drop phone support',
      'What customers said about it': ['Calling you saves'],
    });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('1 voice cited');
  });

  test('at the reveal each why carries a customer’s words or is a guess, and both can be changed before', async () => {
    await saves('grace', 'We call you every payday -- Acme nps:3');
    await recordsDrop();
    await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly') });
    await scene.as('ben').fills({
      'What would our best customers think?': '👎 They’d dislike it',
      'Why do you think so?': 'Shops call us',
      'What customers said about it': ['We call you'],
      'Which customers do you have in mind?': 'Low value',
    });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly') });
    expect(JSON.stringify(scene.topForm('ben').fields.blocks)).toContain('We call you every payday Acme (1)');
    await scene.as('ben').fills({ 'Why do you think so?': 'Small shops call us' });
    await scene.as('ben').submits();
    await scene.as('hiro').clicks('Why / change', { on: scene.root('productWeekly') });
    await scene.as('hiro').fills({
      'What would our best customers think?': '🙂 They’d be fine with it',
      'Why do you think so?': 'Nobody calls any more',
    });
    await scene.as('hiro').submits();
    await scene.settle();
    expect(scene.readRoot('productWeekly')).not.toMatch(/payday|Shops/);
    await closes();
    const reveal = scene.readThread('productWeekly');
    expect(reveal).toContain('1 of 2 thinks they’d dislike it, because…');
    expect(reveal).toContain('Small shops call us');
    expect(reveal).toContain('@Ben · thinking of low value customers');
    expect(reveal).toContain('🗣 “We call you every payday” Acme · NPS 3 · voice 1');
    expect(reveal).toContain('@Hiro · _a guess_');
    expect(reveal).not.toContain('@Ben · thinking of low value customers · _a guess_');

    await scene.as('grace').types('/voc forget 1', { in: product() });
    await scene.settle();
    await scene.travelTo(new Date(scene.clock.now().getTime() + 5_000));
    expect(scene.readThread('productWeekly')).not.toContain('payday');
    expect(scene.readThread('productWeekly')).toContain('@Ben · thinking of low value customers · _a guess_');
    expect((await decided('ana', 'show 1')).text).not.toContain('payday');
  });

  test('a voice that was forgotten while the form stood open is said so, beside its field', async () => {
    await saves('grace', 'We call you every payday -- Acme');
    await recordsDrop();
    await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly') });
    await scene.as('ben').fills({
      'What would our best customers think?': '👎 They’d dislike it',
      'What customers said about it': ['We call you'],
    });
    await scene.as('grace').types('/voc forget 1', { in: product() });
    const { errors } = await scene.as('ben').submits();
    expect(errors['What customers said about it']).toContain('Voice 1 cannot be cited here');
  });

  test('a round with more decisions than buttons fit says it once for all of them', async () => {
    await saves('grace', 'We need phone support on the free plan -- Acme');
    for (let n = 1; n <= 4; n += 1) await scene.record('ana', 'productWeekly', `Something else, number ${n}`);
    await recordsDrop();
    const root = scene.readRoot('productWeekly');
    expect(root).toContain('0 of 6 answered · 1 customer spoke about this');
    expect(root.match(/hidden until/g)).toHaveLength(1);
    await scene.as('ben').clicks('What customers said', { on: scene.root('productWeekly') });
    await scene.as('ben').clicks('What customers said about decision 5');
    expect(scene.read(scene.topForm('ben'))).toContain('We need phone support on the free plan');
  });

  test('its owner withdraws a decision, its words are mended, and its story tells all of it', async () => {
    await scene.record('ana', 'productWeekly', 'Drop phone suport');
    await decided('ana', 'show 1');
    await scene.as('ana').clicks('Correct the words', { on: scene.lastPrivate('ana') });
    await scene.as('ana').fills({ 'What was decided': 'Drop phone support' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    await scene.as('ana').closes({ all: true });
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Drop phone support · owner @Ana');
    for (const name of ['ana', 'ben', 'grace'] as const)
      await scene.answer(name, 'productWeekly', 'They’d dislike it');
    await closes();
    expect(scene.readThread('productWeekly')).toContain('please reconsider it');
    expect((await decided('ben', 'show 1')).text).not.toContain('Withdraw it');
    await decided('ana', 'show 1');
    await scene.as('ana').clicks('Withdraw it', { on: scene.lastPrivate('ana') });
    await scene.as('ana').fills({ 'Why is it withdrawn?': 'The figures were wrong' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    await scene.as('ana').closes({ all: true });
    await scene.settle();
    await scene.travelTo(new Date(scene.clock.now().getTime() + 5_000));
    expect(scene.readRoot('productWeekly')).toContain('Withdrawn* by @Ana: The figures were wrong');
    expect(scene.readThread('productWeekly')).not.toContain('please reconsider');
    const story = (await decided('ben', 'show 1')).text;
    for (const part of [
      '3 of 3 think they’d dislike it',
      'Withdrawn* by @Ana: The figures were wrong',
      'recorded by @Ana',
      'its words were corrected by @Ana',
      'the answers ask to reconsider it',
      'withdrawn by @Ana',
      'the round in its channel',
    ])
      expect(story).toContain(part);
    expect(story).not.toMatch(/Keep it, because|Correct the words/);
  });

  test('the log finds past decisions, ten at a time, and leads to their stories', async () => {
    for (let n = 1; n <= 8; n += 1) await scene.record('ana', 'productWeekly', `Support decision ${n}`);
    await closes();
    for (let n = 9; n <= 12; n += 1) await scene.record('ben', 'productWeekly', `Support decision ${n}`);
    const first = await decided('hiro', 'log support');
    expect(first.text).toContain('12 decisions; 1 to 10:');
    await scene.as('hiro').clicks('More', { on: scene.lastPrivate('hiro') });
    expect(scene.lastPrivateText('hiro')).toContain('12 decisions; 11 to 12:');
    expect((await decided('hiro', 'log owner:@ben state:open')).text).toContain('4 decisions:');
    expect((await decided('hiro', 'log team:#product-weekly since:today')).text).toContain('12 decisions');
    expect((await decided('hiro', 'log colour:red')).text).toContain('I don’t know the filter `colour:`');
    expect((await decided('farid', 'log nothingofthesort')).text).toContain('Try fewer words');
    await decided('hiro', 'log "decision 12"');
    await scene.as('hiro').clicks('The story of decision 12', { on: scene.lastPrivate('hiro') });
    expect(scene.read(scene.topForm('hiro'))).toContain('Support decision 12');
  });
});
