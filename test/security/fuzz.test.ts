// Whatever comes with a good signature gets its answer at once: no crash, no broken message, no request left waiting.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Scene } from '../stories/scene.ts';
import { type Actor, complaintOf, type Json, Wire } from './wire.ts';

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
  await scene.as('ana').types('/voc The export fails -- Acme #export nps:3', { in: scene.channels.productWeekly });
  ana = { id: scene.people.ana.id, teamId: scene.workspace.teamId, channelId: scene.channels.productWeekly.id };
});
afterAll(async () => {
  process.off('unhandledRejection', noteLoss);
  await wire.close();
  await scene.close();
});
afterEach(() => {
  expect(lost).toEqual([]);
});

const strange = fc.constantFrom<unknown>(
  null,
  undefined,
  true,
  0,
  -1,
  1,
  2,
  1.5,
  2 ** 53,
  1e300,
  '',
  ' ',
  '1',
  '-1',
  'NaN',
  '1e9',
  '9007199254740993',
  '0x1',
  "1' OR '1'='1",
  '1; DROP TABLE voice',
  '\0',
  '\ud800',
  '\u202e',
  '<!channel>',
  '<@U1|a>',
  '__proto__',
  'constructor',
  'x'.repeat(20_000),
  [],
  [[[]]],
  {},
  { id: 1 },
  { a: { b: { c: [] } } },
);
const noise = fc.oneof(
  { weight: 3, arbitrary: strange },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

/** Where in a payload something may be put in the place of what belongs there. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Json) }) as Json;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** A payload with up to three of its parts missing or in the place of something else. */
function spoilt(payloads: fc.Arbitrary<Json>): fc.Arbitrary<unknown> {
  return payloads.chain((payload) => {
    const spoil = fc.tuple(fc.constantFrom(...pathsIn(payload).slice(1)), noise);
    return fc
      .array(spoil, { maxLength: 3 })
      .map((spoils) => spoils.reduce<unknown>((broken, [path, by]) => replaced(broken, path, by), payload));
  });
}

const doorsOf = (kind: string) =>
  scene.chair.listensTo.doors.filter((door) => door.startsWith(`${kind} `)).map((door) => door.slice(kind.length + 1));

async function isAnswered(send: () => ReturnType<Wire['post']>) {
  const since = scene.log.length;
  const { status, shown } = await send();
  const logged = scene.log.slice(since).join('');
  expect([200, 401]).toContain(status);
  expect(shown.map(complaintOf).filter(Boolean)).toEqual([]);
  expect(logged).not.toContain('not acknowledged');
}

const settings = { numRuns: runs, endOnFailure: true };

describe('any well-signed payload is answered', () => {
  test('a click', async () => {
    const clicks = fc
      .tuple(fc.constantFrom(...doorsOf('click')), fc.oneof(fc.constantFrom('1', '2', '1 1', scene.channels.productWeekly.id), noise.map(String)))
      .map(([action, value]) => wire.clickOf(ana, action, value));
    await fc.assert(fc.asyncProperty(spoilt(clicks), (payload) => isAnswered(() => wire.payload(payload))), settings);
  });
});
