// The mirror of Slack's directory: who somebody is, who has left, and what a lost conversation leaves behind.
import { LogLevel, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { audienceOf } from '../../src/people/conversation.ts';
import { isActive, isAdmin } from '../../src/people/person.ts';
import {
  conversationLost,
  loseConversation,
  memberLeft,
  mirrorLeaving,
  mirrorPerson,
  personLeft,
  readDirectory,
} from '../../src/people/read-directory.ts';
import { readPerson } from '../../src/people/slack-user.ts';
import * as store from '../../src/people/store.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { ana, ben, board, bot, conversation, gus, leaves, monday, person, product, town } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const self = { botUserId: bot, teamId: 'T1' };

describe('a person as Slack tells of them', () => {
  test.each([
    ['a colleague', {}, { kind: 'member', rank: 'none', leftAt: null }],
    ['a guest', { is_restricted: true }, { kind: 'guest' }],
    ['a guest of one channel', { is_ultra_restricted: true }, { kind: 'guest' }],
    ['a bot', { is_bot: true }, { kind: 'bot' }],
    ['Slackbot, who says it is none', { id: 'USLACKBOT', is_bot: false }, { kind: 'bot' }],
    ['a stranger', { is_stranger: true }, { kind: 'outsider' }],
    ['somebody of another team', { team_id: 'T2', is_admin: true }, { kind: 'outsider' }],
    ['an admin', { is_admin: true }, { rank: 'admin' }],
    ['an owner', { is_admin: true, is_owner: true }, { rank: 'owner' }],
    [
      'the primary owner',
      { is_admin: true, is_owner: true, is_primary_owner: true },
      { rank: 'primary owner' },
    ],
    ['somebody who left', { deleted: true }, { leftAt: monday.toISOString() }],
    ['without a zone', { tz: '' }, { timeZone: 'UTC' }],
    ['with a zone that this Node does not know', { tz: 'Mars/Olympus' }, { timeZone: 'UTC' }],
    ['with a zone', { tz: 'Asia/Tokyo' }, { timeZone: 'Asia/Tokyo' }],
    [
      'by the name they chose',
      { name: 'a', profile: { display_name: 'Ana', real_name: 'Ana A' } },
      { name: 'Ana' },
    ],
    [
      'by their real name',
      { name: 'a', profile: { display_name: '', real_name: 'Ana A' } },
      { name: 'Ana A' },
    ],
    ['by their handle', { name: 'a' }, { name: 'a' }],
    ['without any name', {}, { name: 'somebody' }],
  ])('%s', (_who, told, wanted) => {
    expect(readPerson({ id: ana, team_id: 'T1', ...told }, self, monday)).toMatchObject(wanted);
  });

  test('is here when they are a member or guest who has not left', () => {
    const here = [person(ana), person(gus, { kind: 'guest' })];
    const away = [
      person(bot, { kind: 'bot' }),
      person(ben, { leftAt: 'then' }),
      person(ben, { kind: 'outsider' }),
    ];
    expect(here.map(isActive)).toEqual([true, true]);
    expect([...away, undefined].map(isActive)).toEqual([false, false, false, false]);
    expect([person(ana, { rank: 'admin' }), person(ana), undefined].map(isAdmin)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('somebody who leaves', () => {
  const left = person(ben, { leftAt: monday.toISOString() });

  test('is told to the other rooms once, and keeps the day on which they left', () => {
    mirrorPerson(db, left, monday);
    expect(alarmAt(db, personLeft, ben)).toEqual(monday);
    const afterwards = later(monday, minuteMs);
    mirrorPerson(db, { ...left, leftAt: afterwards.toISOString() }, afterwards);
    expect(alarmAt(db, personLeft, ben)).toEqual(monday);
    expect(store.findPerson(db, ben)?.leftAt).toBe(monday.toISOString());
  });

  test('is waited for no longer, and is again when they come back', () => {
    expect(store.activeMemberIds(db, product)).toEqual([ana, ben, gus]);
    mirrorPerson(db, left, monday);
    expect(store.activeMemberIds(db, product)).toEqual([ana, gus]);
    mirrorPerson(db, person(ben), monday);
    expect(store.activeMemberIds(db, product)).toEqual([ana, ben, gus]);
  });

  test('whom we never knew is no news', () => {
    mirrorPerson(db, person('UNEW', { leftAt: monday.toISOString() }), monday);
    expect(alarmAt(db, personLeft, 'UNEW')).toBeNull();
  });

  test('keeps the day of their last reminder when their profile changes', () => {
    store.markNoted(db, ana, '2026-03-02');
    mirrorPerson(db, person(ana, { name: 'Ana Alba' }), monday);
    expect(store.isNoted(db, ana, '2026-03-02')).toBe(true);
    expect(store.findPerson(db, ana)?.name).toBe('Ana Alba');
  });
});

test('somebody who leaves a conversation is its member no more, and the other rooms are told', () => {
  mirrorLeaving(db, product, ben, monday);
  expect(store.isMember(db, product, ben)).toBe(false);
  expect(alarmAt(db, memberLeft, `${product} ${ben}`)).toEqual(monday);
});

describe('a conversation that we are taken out of', () => {
  test('has no members any more, and the other rooms are told', () => {
    loseConversation(db, product, monday);
    expect(store.findConversation(db, product)).toEqual(conversation(product, { hasBot: false }));
    expect(store.isMember(db, product, ana)).toBe(false);
    expect(alarmAt(db, conversationLost, product)).toEqual(monday);
    expect(store.conversationIdsWithBot(db)).not.toContain(product);
  });

  test('that we never knew is no news', () => {
    loseConversation(db, 'CNOWHERE', monday);
    expect(alarmAt(db, conversationLost, 'CNOWHERE')).toBeNull();
  });
});

test('what is said in a private conversation is its members’ own', () => {
  expect(audienceOf(conversation(product))).toBe('workspace');
  expect(audienceOf(conversation(board, { isPrivate: true }))).toBe(board);
});

test('a reader is what the directory says of them', () => {
  leaves(db, ben);
  expect(store.viewerOf(db, gus)).toEqual({
    personId: gus,
    conversationId: null,
    isSponsor: false,
    isGuest: true,
  });
  expect(store.viewerOf(db, 'UCHLOE')).toMatchObject({ isSponsor: true, isGuest: false });
});

test('what an event tells of a person while a page of people is read is newer than the page', async () => {
  const users = [
    { id: ana, name: 'Ana, as the page has her' },
    { id: ben, name: 'Ben, as the page has him' },
  ];
  const changes = new Map<string, number>([[gus, 1]]);
  const fetch = async (address: string | URL) => {
    if (!String(address).endsWith('users.list')) return Response.json({ ok: true });
    mirrorPerson(db, person(ben, { name: 'Ben, as he is now' }), monday);
    changes.set(ben, 1);
    return Response.json({ ok: true, members: users });
  };
  const slack = new webApi.WebClient('xoxb-none', { fetch, logLevel: LogLevel.ERROR });
  await readDirectory({ db, slack, clock: { now: () => monday }, self, changes, membersReadAt: new Map() });
  const names = [ana, ben].map((id) => store.findPerson(db, id)?.name);
  expect(names).toEqual(['Ana, as the page has her', 'Ben, as he is now']);
});
