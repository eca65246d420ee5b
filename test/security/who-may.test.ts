// Who may: every door that people can reach from Slack, by everybody there is, about everything there is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/world.ts';
import { askAt, askOf } from './ask.ts';
import { type Ask, type Audience, table } from './table.ts';
import { complaintOf } from './wire.ts';
import { fateOf, House, ownSecret, type Place, type Role, roles, secret } from './world.ts';

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
    const own = answered.shown.filter(({ to }) => to === 'actor' || to === house.people[role].id);
    const shown = JSON.stringify(own).toLowerCase();
    const offers = answered.shown.some(
      ({ what }) => ((what as { options?: unknown[] }).options ?? []).length > 0,
    );
    const isChoices = door.startsWith('choices ');
    const passedOver = table[door]?.passesOver ? 'refused' : 'let';
    return {
      fate: isChoices ? (offers ? 'let' : 'refused') : fate === 'silent' ? passedOver : fate,
      said,
      shown,
      complaints: answered.shown.map(complaintOf).filter(Boolean),
    };
  });
}

test('every door has its row, and every row its door', () => {
  expect(Object.keys(table).sort()).toEqual([...house.scene.chair.listensTo.doors].sort());
});

/** Whether somebody may hear what is said in the private channel. */
const mayHear = (role: Role) => table['word /voc show']?.who('private')?.includes(role) ?? false;

/** The words that must not reach somebody, however they ask. */
function unheardBy(role: Role): string[] {
  const hearsOwn = role === 'capturer' || role === 'sponsor';
  return [...(mayHear(role) ? [] : [secret]), ...(hearsOwn ? [] : [ownSecret])].map((word) =>
    word.toLowerCase(),
  );
}

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
      for (const word of unheardBy(role)) expect(cell.shown, role).not.toContain(word);
    }
    expect(found).toEqual(wanted);
  });
});

describe('the App Home', () => {
  const homeOf = async (role: Role) => {
    const opened = { type: 'app_home_opened', user: house.people[role].id, tab: 'home' };
    return JSON.stringify((await house.wire.event(opened)).shown).toLowerCase();
  };

  test.each(roles)('of the %s', async (role) => {
    const home = await homeOf(role);
    if (role === 'outsider' || role === 'left') expect(home).toBe('[]');
    else expect(home).toContain('views.publish');
    for (const word of unheardBy(role)) expect(home).not.toContain(word);
    if (role === 'member') expect(home).toContain(secret.toLowerCase());
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
    for (const role of ['stranger', 'guest elsewhere'] as const) {
      if (table[door]?.who('private')?.includes(role)) continue;
      expect(await toldOf(door, role, true), role).toBe(await toldOf(door, role, false));
    }
  });
});

test('whoever captures nearly the same words is offered neither a private voice nor its themes', async () => {
  const { wire } = house;
  const entries = { words: { value: 'The export takes' } };
  const captured = async (role: Role) => {
    const form = wire.submissionOf(
      house.as(role, ''),
      'save_voice',
      '{"conversationId":"","messageTs":null}',
      entries,
    );
    const { shown } = await house.undone(() => wire.payload(form));
    return JSON.stringify(shown).toLowerCase();
  };
  expect(await captured('member')).toContain(secret.toLowerCase());
  const told = await captured('stranger');
  expect(told).toContain('saved');
  for (const word of unheardBy('stranger')) expect(told).not.toContain(word);
});

test('whatever time brings, nobody hears what is not for them', async () => {
  const { scene, people, places, own } = house;
  await scene.travelTo('2026-03-17T12:00:00Z');
  const heard = (messages: readonly Message[]) =>
    messages
      .map((message) => scene.read(message))
      .join('\n')
      .toLowerCase();
  for (const role of roles) {
    if (role === 'unknown') continue;
    const notes = heard(scene.workspace.directMessages(people[role].id));
    for (const word of unheardBy(role)) expect(notes, role).not.toContain(word);
    if (role === 'owner') expect(notes).toContain(secret.toLowerCase());
  }
  const open = heard(scene.workspace.messages(places.public.channelId));
  expect(open).toContain('harbour');
  // The digest is told in the open channel as well.
  expect(open).toContain('ritual kept');
  for (const word of [secret, ownSecret]) expect(open).not.toContain(word.toLowerCase());
  expect(heard(scene.workspace.messages(places.private.channelId))).not.toContain(ownSecret.toLowerCase());
  expect(heard(scene.workspace.messages(own.channelId))).toBe('');
});
