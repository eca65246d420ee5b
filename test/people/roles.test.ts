// Who may: the whole matrix of people and places, asked of the directory as it is now.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as roles from '../../src/people/roles.ts';
import { removeMember, saveConversation, savePerson, sponsorId } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import {
  acme,
  ana,
  ben,
  board,
  bot,
  chloe,
  conversation,
  dmitri,
  eve,
  gus,
  leaves,
  person,
  product,
  refusalOf,
  town,
  wile,
} from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const notHere = 'I am not in this channel yet. Type `/invite @Empty Chair` here, then try again.';
const shared =
  'This channel is shared with another organization, and customers may be sitting in it. Use a channel of your own.';
const archived = 'This channel is archived. Use another one.';
const stranger = 'Only members of this channel can do this. Join it, then try again.';

describe('acting in a conversation', () => {
  const says = (place: string, id: string) => refusalOf(() => roles.requireMember(db, place, id)).sentence;

  test.each([
    ['a member', product, ana, ''],
    ['a guest who is a member', product, gus, ''],
    ['a member of a private one', board, dmitri, ''],
    ['a stranger to it', product, dmitri, stranger],
    ['the primary owner, who is not in it', board, eve, stranger],
    ['a bot', product, bot, stranger],
    ['somebody unknown', product, 'UNOBODY', stranger],
    ['a member of a shared one', acme, ana, shared],
    ['a customer in a shared one', acme, wile, shared],
    ['anybody in a place unknown to us', 'CNOWHERE', ana, notHere],
  ])('%s', (_who, place, id, sentence) => {
    expect(says(place, id)).toBe(sentence);
  });

  test('needs us to be there, and the channel to be open', () => {
    saveConversation(db, conversation(product, { hasBot: false, isShared: true, isArchived: true }));
    expect(says(product, ana)).toBe(notHere);
    saveConversation(db, conversation(product, { isShared: true, isArchived: true }));
    expect(says(product, ana)).toBe(shared);
    saveConversation(db, conversation(product, { isArchived: true }));
    expect(says(product, ana)).toBe(archived);
  });

  test('ends with the membership, with the job, and with the passport', () => {
    expect(says(product, ben)).toBe('');
    leaves(db, ben);
    expect(says(product, ben)).toBe(stranger);
    removeMember(db, product, ana);
    expect(says(product, ana)).toBe(stranger);
    savePerson(db, person(gus, { kind: 'outsider' }));
    expect(says(product, gus)).toBe(stranger);
  });

  test('returns the conversation', () => {
    expect(roles.requireMember(db, board, chloe)).toEqual(conversation(board, { isPrivate: true }));
  });
});

describe('acting as facilitator', () => {
  const says = (id: string) => refusalOf(() => roles.requireFacilitator(db, ana, id)).sentence;

  test('is for the facilitator and the sponsor', () => {
    expect([says(ana), says(chloe)]).toEqual(['', '']);
    for (const id of [ben, eve, gus, wile]) expect(says(id)).toContain('Only the facilitator <@UANA>');
    expect(says(ben)).toContain('`/ritual take`');
  });
});

describe('owning what is decided', () => {
  test.each([
    ['a member, in their channel', product, ana, true],
    ['a member, in an open channel they are not in', product, dmitri, true],
    ['a guest, in their channel', product, gus, true],
    ['a guest, elsewhere', acme, gus, false],
    ['a member of a private one', board, dmitri, true],
    ['a stranger to a private one', board, ana, false],
    ['the primary owner, a stranger to a private one', board, eve, false],
    ['an outsider, even in their channel', acme, wile, false],
    ['a bot, even in its channel', product, bot, false],
    ['somebody unknown', product, 'UNOBODY', false],
  ])('%s', (_who, place, id, may) => {
    expect(roles.mayOwn(db, place, place === board, id)).toBe(may);
  });

  test('is the sponsor’s anywhere, and nobody’s who has left', () => {
    removeMember(db, board, chloe);
    expect([product, board].map((place) => roles.mayOwn(db, place, place === board, chloe))).toEqual([
      true,
      true,
    ]);
    for (const id of [ana, dmitri, chloe]) leaves(db, id);
    const after = [
      roles.mayOwn(db, product, false, ana),
      roles.mayOwn(db, board, true, dmitri),
      roles.mayOwn(db, board, true, chloe),
    ];
    expect(after).toEqual([false, false, false]);
    expect(roles.mayOwn(db, board, true, eve)).toBe(true);
  });
});

describe('settings', () => {
  test.each([
    ['the sponsor', chloe, true],
    ['the primary owner', eve, true],
    ['a member', ana, false],
    ['a guest', gus, false],
    ['somebody unknown', 'UNOBODY', false],
  ])('of %s', (_who, id, may) => {
    expect(roles.mayChangeSettings(db, id)).toBe(may);
    expect(refusalOf(() => roles.requireSettings(db, id)).sentence).toBe(
      may ? '' : 'Only the sponsor and workspace admins can change settings.',
    );
  });

  test.each([
    ['admin', true],
    ['owner', true],
    ['none', false],
  ] as const)('of somebody whose rank is %s', (rank, may) => {
    savePerson(db, person(ben, { rank }));
    expect(roles.mayChangeSettings(db, ben)).toBe(may);
  });

  test('are closed to an admin who has left', () => {
    savePerson(db, person(ben, { rank: 'admin', leftAt: '2026-03-01T00:00:00.000Z' }));
    expect(roles.mayChangeSettings(db, ben)).toBe(false);
  });
});

describe('the digest', () => {
  test('is for the sponsor alone', () => {
    expect(refusalOf(() => roles.requireSponsor(db, chloe)).sentence).toBe('');
    for (const id of [ana, eve, gus]) {
      expect(refusalOf(() => roles.requireSponsor(db, id)).sentence).toContain('Only the sponsor');
    }
  });

  test('goes to the primary owner once the sponsor has left', () => {
    leaves(db, chloe);
    expect(sponsorId(db)).toBe(eve);
    expect(refusalOf(() => roles.requireSponsor(db, eve)).sentence).toBe('');
    expect(refusalOf(() => roles.requireSponsor(db, chloe)).sentence).not.toBe('');
  });

  test('has no reader when nobody is left', () => {
    for (const id of [chloe, eve]) leaves(db, id);
    expect(sponsorId(db)).toBeNull();
  });
});
