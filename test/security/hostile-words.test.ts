// Whatever people write, in every text there is: nothing of it becomes a mention, a link or a line of the bot’s own.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/platform/slack-text.ts';
import { anyCharacter } from '../any-character.ts';
import { askAt } from './ask.ts';
import { table } from './table.ts';
import { complaintOf, type Json, type Shown, shownBy } from './wire.ts';
import { House, roles } from './world.ts';

/** What Slack reads as its own markup: mrkdwn texts, and the text that stands for a message. */
function markupIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, blocks } = value as Json;
  const own = typeof text === 'string' && (type === 'mrkdwn' || blocks !== undefined) ? [text] : [];
  return [...own, ...Object.values(value).flatMap(markupIn)];
}

const ours = /^<(?:[@#][UCW]\w+|!date\^\d+\^[^<>]*|https?:\/\/[^<>|]+(?:\|[^<>]*)?)>$/;

/** What of the words came to life; '' when nothing did. */
function injectedIn({ by, what }: Shown): string[] {
  return markupIn(what).flatMap((text) => {
    const tokens = [...text.matchAll(/<[^>]*>?/g)].map(([token]) => token);
    const alive = tokens.filter((token) => !ours.test(token) || /evil/i.test(token));
    return alive.map((one) => `${by}: ${one} in ${text.slice(0, 200)}`);
  });
}

interface Heard {
  shown: Shown[];
  log: string[];
}

/** Everything that the bot ever shows of words, to everybody who may see it, and all that it logs meanwhile. */
async function everythingOf(labels: string, texts = labels): Promise<Heard> {
  const say = (most: number, kind: 'label' | 'text') => {
    const words = kind === 'label' ? labels : texts;
    return cut(words.repeat(Math.ceil(most / words.length)), most);
  };
  const house = await House.open({ openly: say, privately: say, alone: say });
  try {
    const { scene, wire, people, places } = house;
    const shown: Shown[] = [];
    for (const door of Object.keys(table)) {
      const role = roles.find((one) => table[door]?.who('private')?.includes(one));
      if (role) shown.push(...(await house.undone(() => askAt(house, door, role, places.private))).shown);
    }
    for (const { id } of Object.values(people)) {
      shown.push(...(await wire.event({ type: 'app_home_opened', user: id, tab: 'home' })).shown);
    }
    const since = scene.log.length;
    await scene.travelTo('2026-03-10T12:00:00Z');
    expect(scene.log.slice(since).filter((line) => line.includes('"level":50'))).toEqual([]);
    shown.push(...scene.workspace.calls.flatMap(({ method, args }) => shownBy(method, args)));
    return { shown, log: scene.log };
  } finally {
    await house.close();
  }
}

const markup =
  '<!channel> <!here> <@UEVIL> <#CEVIL|x> <https://evil.example|our site> <!subteam^SEVIL> *b* _i_ ~s~ `c` ```d``` & &lt;!channel&gt; ';
const lines =
  'one\nFORGED two\r\nFORGED three\rFORGED four\u2028FORGED five\u2029FORGED 😀😀😀 \u202eesrever \u2067 ';
const formula = '=HYPERLINK("https://evil.example";"x") ';

describe('nothing comes to life, and Slack takes it all', () => {
  test.each([
    ['markup and formulas', `${formula}${markup}`],
    ['line breaks and marks that turn the direction of writing', lines],
    ['nothing but ampersands, of which each takes five characters', '&'],
  ])('of %s', async (_what, words) => {
    const { shown } = await everythingOf(words);
    expect(shown.length).toBeGreaterThan(200);
    expect(shown.flatMap(injectedIn)).toEqual([]);
    expect(shown.map(complaintOf).filter(Boolean)).toEqual([]);
  });

  test('of anything', async () => {
    const atoms = fc.oneof(
      fc.constantFrom(...markup.split(' '), ...lines.split(' '), '<', '>', '|'),
      fc.string({ unit: anyCharacter }),
    );
    const words = fc.array(atoms, { minLength: 5, maxLength: 20 }).map((some) => `x${some.join(' ')}`);
    const check = async (some: string) => {
      const { shown } = await everythingOf(some);
      expect(shown.flatMap(injectedIn)).toEqual([]);
      expect(shown.map(complaintOf).filter(Boolean)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(words, check), { numRuns: 1, endOnFailure: true });
  });
});

test('a name with line breaks in it begins no line of the bot’s own, and the log knows no words and no secrets', async () => {
  const { shown, log } = await everythingOf(lines, 'Wolpertinger');
  const forged = shown.flatMap(({ what }) => markupIn(what).filter((text) => /^FORGED/m.test(text)));
  expect(forged).toEqual([]);
  expect(log.length).toBeGreaterThan(0);
  for (const line of log) {
    expect(line.trimEnd()).not.toContain('\n');
    expect(Object.keys(JSON.parse(line) as Json)).toContain('level');
    expect(line).not.toMatch(/FORGED|Wolpertinger|harbour|xoxb-|xapp-|signing-secret|webhook-secret/i);
  }
});
