// Who may: every door that people can reach from Slack, by everybody there is, about everything there is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAt, askOf } from './ask.ts';
import { type Ask, type Audience, table } from './table.ts';
import { complaintOf } from './wire.ts';
import { fateOf, House, type Place, type Role, roles, secret } from './world.ts';

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

function placeOf(audience: Audience): Place {
  if (audience !== 'own') return house.places[audience];
  return { ...house.places.private, ...house.own };
}

interface Cell {
  fate: string;
  said: string;
  shown: string;
  complaints: string[];
}

async function cellOf(door: string, role: Role, place: Place): Promise<Cell> {
  return house.undone(async () => {
    const { fate, said, answered } = await fateOf(house.scene.db, () => askAt(house, door, role, place));
    const shown = JSON.stringify(
      answered.shown.filter(({ to }) => to === 'actor' || to === house.people[role].id),
    );
    const offers = answered.shown.some(
      ({ what }) => ((what as { options?: unknown[] }).options ?? []).length > 0,
    );
    const isChoices = door.startsWith('choices ');
    return {
      fate: isChoices ? (offers ? 'let' : 'refused') : fate,
      said,
      shown,
      complaints: answered.shown.map(complaintOf).filter(Boolean),
    };
  });
}

test('every door has its row, and every row its door', () => {
  expect(Object.keys(table).sort()).toEqual([...house.scene.chair.listensTo.doors].sort());
});

const audiences: Audience[] = ['public', 'private', 'own'];

describe.each(Object.keys(table))('%s', (door) => {
  test.each(audiences.filter((audience) => table[door]?.who(audience)))('of what is %s', async (audience) => {
    const allowed = table[door]?.who(audience) ?? [];
    const place = placeOf(audience);
    const wanted: string[] = [];
    const found: string[] = [];
    for (const role of roles) {
      const cell = await cellOf(door, role, place);
      const isLet = allowed.includes(role);
      wanted.push(`${role}: ${isLet ? 'let' : 'refused'}`);
      found.push(`${role}: ${cell.fate}${isLet && cell.fate !== 'let' ? ` (${cell.said})` : ''}`);
      expect(cell.complaints).toEqual([]);
      const mayKnow =
        audience === 'public' || allowed.includes(role) || ['capturer', 'sponsor'].includes(role);
      if (!mayKnow || !isLet) expect(cell.shown.toLowerCase(), role).not.toContain(secret.toLowerCase());
    }
    expect(found).toEqual(wanted);
  });
});

/** The same request about what is not there: other numbers, and a channel in which nothing ever happened. */
function elsewhere(ask: Ask, { channelId }: Place): Ask {
  const moved = JSON.stringify(ask).replaceAll(/(?<![\w.-])\d{1,3}(?![\w.-])/g, (digits) =>
    String(Number(digits) + 700),
  );
  return JSON.parse(moved.replaceAll(channelId, house.bareChannelId)) as Ask;
}

/** What somebody is shown, whatever the numbers in it. */
async function toldOf(door: string, role: Role, isThere: boolean): Promise<string> {
  const place = house.places.private;
  return house.undone(async () => {
    const ask = askOf(house, door, place);
    const { shown } = await askAt(house, door, role, place, isThere ? ask : elsewhere(ask, place));
    return JSON.stringify(shown)
      .replaceAll(/forged\.\d+/g, 'forged')
      .replaceAll(/\b\d{1,3}\b/g, 'N')
      .replaceAll(place.channelId, house.bareChannelId);
  });
}

const forgeable = Object.keys(table).filter(
  (door) => /^(click|form|choices) /.test(door) && table[door]?.who('private'),
);

describe('whoever may not read it is told the same of what is private as of what is not there', () => {
  test.each(forgeable)('%s', async (door) => {
    for (const role of ['stranger', 'admin', 'guest elsewhere', 'unknown'] as const) {
      if (table[door]?.who('private')?.includes(role)) continue;
      expect(await toldOf(door, role, true), role).toBe(await toldOf(door, role, false));
    }
  });
});
