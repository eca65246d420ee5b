// Whatever comes with a good signature gets its answer at once: no crash, no broken message, no request left waiting.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anyCharacter } from '../any-character.ts';
import { Scene } from '../stories/scene.ts';
import { type Actor, type Answered, complaintOf, type Json, Wire } from './wire.ts';

/** Raise it to look longer; the seed of a failure is printed. */
const runs = 150;

let scene: Scene;
let wire: Wire;
let ana: Actor;
const lost: unknown[] = [];
const noteLoss = (reason: unknown) => void lost.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', noteLoss);
  scene = await Scene.open({ mode: 'http' });
  wire = await Wire.to(scene);
  await scene.setUpRitual('ana', 'productWeekly');
  await scene.record('ana', 'productWeekly', 'Drop phone support');
  await scene.record('dmitri', 'boardRoom', 'Sell the Berlin office');
  await scene
    .as('ana')
    .types('/voc The export fails -- Acme #export nps:3', { in: scene.channels.productWeekly });
  ana = {
    id: scene.people.ana.id,
    teamId: scene.workspace.teamId,
    channelId: scene.channels.productWeekly.id,
  };
});
afterAll(async () => {
  process.off('unhandledRejection', noteLoss);
  await wire.close();
  await scene.close();
});
afterEach(() => {
  expect(lost).toEqual([]);
});

/** What a client can put where our own forms and buttons have a number, an id or a word. */
const forged = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '0',
      '1',
      '2',
      '-1',
      '1.5',
      '1 1',
      '1 2 3',
      '1 kept',
      '1 love',
      '1 page',
      '1 x',
      'NaN',
      'Infinity',
    ],
    ...[
      '1e9',
      '1e400',
      '0x1',
      '9007199254740993',
      '99999999999999999999',
      "1' OR '1'='1",
      '1; DROP TABLE voice',
    ],
    ...[
      'round 1',
      'round x',
      'message C1 1.2',
      'anywhere',
      '{}',
      '{"conversationId":"","messageTs":null}',
      '[1]',
    ],
    ...[
      '\0',
      '\ud800',
      '\u202e',
      '<!channel>',
      '<@U1|a>',
      '<#C1|x>',
      '__proto__',
      'constructor',
      '*',
      '"',
      'a" OR b*',
    ],
    ...[
      'NEAR(a b)',
      'since:2026-13-45',
      'by:@',
      'nps:99',
      '2026-02-31',
      '99:99',
      'x'.repeat(20_000),
      '&'.repeat(2_900),
    ],
  ),
  // Beside one that is wrong all others must be right to come into play.
  fc.constantFrom(
    'Europe/Berlin',
    '2026-03-09',
    '10:30',
    '3',
    '5',
    'own',
    'number',
    'customer',
    'new',
    'all 0',
  ),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
);
/** What stands in no payload that Slack ever sends. */
const noise = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      0,
      -1,
      1.5,
      2 ** 53,
      [],
      [[[]]],
      {},
      { id: 1 },
    ),
  },
  { weight: 2, arbitrary: forged },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const doorsOf = (kind: string) =>
  scene.chair.listensTo.doors
    .filter((door) => door.startsWith(`${kind} `))
    .map((door) => door.slice(kind.length + 1));

/** The names of the inputs of all forms, read off the code that reads them. */
const fieldNames = [
  ...new Set(
    readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(`src/${file}`, 'utf8').matchAll(/fields\s*\.\w+\('(\w+)'/g)])
      .map(([, name = '']) => name),
  ),
];

const choice = (value: string) => ({ value, text: { type: 'plain_text', text: value } });
/** An entry in the shape of any of Slack's inputs, with what a client can make of it. */
const entry = forged.map((value) => ({
  value,
  selected_option: choice(value),
  selected_options: [choice(value)],
  selected_user: value,
  selected_users: [value],
  selected_conversation: value,
  selected_date: value,
  selected_time: value,
  files: [{ id: value, name: value, size: 1 }],
}));
const entries = fc
  .array(fc.tuple(fc.constantFrom(...fieldNames), entry), { maxLength: 8 })
  .map((pairs) => Object.fromEntries(pairs));

/** Each kind of request, as Slack shapes it, with forged values wherever a client could put them. */
function requests(): Record<string, fc.Arbitrary<Json>> {
  const value = fc.oneof(
    forged,
    fc.constantFrom(ana.channelId, scene.channels.boardRoom.id, `${ana.channelId} x`),
  );
  const forms = ['', ...doorsOf('form')];
  const message = value.map((text) => ({ ts: '1772438400.000100', text, user: 'U1', type: 'message' }));
  return {
    'a click': fc
      .tuple(fc.constantFrom(...doorsOf('click')), value)
      .map(([action, forgedValue]) => wire.clickOf(ana, action, forgedValue)),
    'a form': fc
      .tuple(fc.constantFrom(...doorsOf('form')), value, entries)
      .map(([form, metadata, filled]) => wire.submissionOf(ana, form, metadata, filled)),
    'a type-ahead': fc
      .tuple(fc.constantFrom(...doorsOf('choices')), value, fc.constantFrom(...forms), value)
      .map(([action, typed, form, metadata]) => wire.suggestionOf(ana, action, typed, form, metadata)),
    'a message shortcut': fc
      .tuple(fc.constantFrom(...doorsOf('message shortcut')), message)
      .map(([name, picked]) => wire.shortcutOf(ana, name, picked)),
    'a shortcut': fc.constantFrom(...doorsOf('shortcut')).map((name) => wire.shortcutOf(ana, name)),
  };
}

function commands(): fc.Arbitrary<{ command: string; text: string }> {
  const words = doorsOf('word').map((door) => door.split(' '));
  return fc
    .tuple(fc.constantFrom(...words), fc.array(forged, { maxLength: 3 }))
    .map(([[command = '', word = ''], typed]) => ({ command, text: [word, ...typed].join(' ') }));
}

/** Where in a payload something may be put in the place of what belongs there. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Json;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** A payload of which up to three parts are missing or something else. */
function spoilt(payloads: fc.Arbitrary<Json>): fc.Arbitrary<unknown> {
  return payloads.chain((payload) => {
    const spoil = fc.tuple(fc.constantFrom(...pathsIn(payload).slice(1)), noise);
    return fc
      .array(spoil, { minLength: 1, maxLength: 3 })
      .map((spoils) => spoils.reduce<unknown>((broken, [path, by]) => replaced(broken, path, by), payload));
  });
}

/** What the bot wrote to its log meanwhile. */
async function isAnswered(send: () => Promise<Answered>): Promise<string> {
  const since = scene.log.length;
  const { status, shown } = await send();
  // 404 is what Bolt says after three seconds in which nobody answered.
  expect([200, 500]).toContain(status);
  expect(shown.map(complaintOf).filter(Boolean)).toEqual([]);
  return scene.log.slice(since).join('');
}

const settings = { numRuns: runs, endOnFailure: true };
const kinds = ['a click', 'a form', 'a type-ahead', 'a message shortcut', 'a shortcut'];

describe.each(kinds)('%s', (kind) => {
  const property = (
    arbitrary: fc.Arbitrary<unknown> | undefined,
    check: (payload: unknown) => Promise<void>,
  ) => {
    if (!arbitrary) throw new Error(`nobody knows the shape of ${kind}`);
    return fc.assert(fc.asyncProperty(arbitrary, check), settings);
  };

  test('with forged values is refused with a sentence, or does what it says', async () => {
    await property(requests()[kind], async (payload) => {
      expect(await isAnswered(() => wire.payload(payload))).not.toContain('failed');
    });
  });

  test('of any other shape is answered', async () => {
    const shapes = requests()[kind];
    await property(shapes && spoilt(shapes), async (payload) => {
      await isAnswered(() => wire.payload(payload));
    });
  });
});

const wordsOf = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

describe('a command', () => {
  test('with forged words is refused with a sentence, or does what it says', async () => {
    const typed = commands();
    const check = async ({ command, text }: { command: string; text: string }) => {
      expect(await isAnswered(() => wire.command(ana, command, text))).not.toContain('failed');
    };
    await fc.assert(fc.asyncProperty(typed, check), settings);
  });

  test('of any other shape is answered', async () => {
    const shapes = commands().map(({ command, text }) => wire.commandOf(ana, command, text));
    const check = async (fields: unknown) => {
      const written = Object.entries(fields as Json).flatMap(([key, value]) =>
        value === undefined ? [] : [`${key}=${encodeURIComponent(wordsOf(value).toWellFormed())}`],
      );
      await isAnswered(() => wire.post(written.join('&')));
    };
    await fc.assert(fc.asyncProperty(spoilt(shapes), check), settings);
  });
});

describe('an event', () => {
  const shapes = () => {
    const { id, channelId } = ana;
    const types = scene.chair.listensTo.events.map((event) => event.split('.')[0] ?? event);
    const message = { ts: '1.2', text: 'x', user: id, subtype: 'huddle_thread' };
    const room = { id: 'R1', has_ended: true, attendee_ids: [id], date_end: 1_772_438_400 };
    const fields = {
      ...{
        user: id,
        channel: channelId,
        tab: 'home',
        subtype: 'message_changed',
        channel_type: 'channel',
        ts: '1.2',
      },
      message: { ...message, room },
      previous_message: message,
      deleted_ts: '1.2',
      function: { callback_id: 'ask_customers' },
      function_execution_id: 'Fx1',
      inputs: { channel: channelId, decision: 'x', owner: id },
    };
    const profile = { display_name: 'x', real_name: 'y' };
    const shaped = fc.constantFrom(...types).map((type) => ({ type, ...fields }));
    const ofPeople = fc.constantFrom('user_change', 'team_join').map((type) => {
      return { type, user: { id: 'UNEW', team_id: 'T0STANDIN', name: 'x', tz: 'UTC', profile } };
    });
    return fc.oneof(shaped, ofPeople);
  };

  test('of any shape is acknowledged', async () => {
    const check = async (event: unknown) => {
      await isAnswered(() => wire.event(event));
    };
    await fc.assert(fc.asyncProperty(spoilt(shapes()), check), settings);
  });
});

test('plain noise is answered', async () => {
  const contentTypes = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', ''];
  const body = fc.oneof(
    fc.json(),
    fc.string({ unit: anyCharacter }),
    fc.json().map((json) => `payload=${json}`),
  );
  const check = async (words: string, contentType: string) => {
    const { status } = await wire.post(words, { contentType });
    expect([200, 400, 401, 500]).toContain(status);
  };
  await fc.assert(fc.asyncProperty(body, fc.constantFrom(...contentTypes), check), settings);
});
