// Who reads what: every kind of reader against what the workspace may see and what one conversation keeps.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mayRead, viewerValues } from '../../src/people/audience-store.ts';
import { conversationViewer, type Viewer } from '../../src/people/person.ts';
import { addMember, removeMember, viewerOf } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { acme, ana, ben, board, bot, chloe, dmitri, eve, gus, leaves, product, town, wile } from './town.ts';

let db: Database;

beforeEach(() => {
  db = town();
  db.script('CREATE TABLE secret (audience TEXT, conversation_id TEXT, words TEXT) STRICT');
  keep({ audience: 'workspace', place: product, words: 'open' });
  keep({ audience: 'workspace', place: 'CELSEWHERE', words: 'open elsewhere' });
  keep({ audience: board, place: board, words: 'private' });
});
afterEach(() => db.close());

function keep(secret: { audience: string; place: string; words: string }): void {
  db.run('INSERT INTO secret (audience, conversation_id, words) VALUES (@audience, @place, @words)', secret);
}

function reads(viewer: Viewer): string[] {
  const sql = `SELECT words FROM secret s WHERE ${mayRead('s')} ORDER BY words`;
  return db.all<{ words: string }>(sql, viewerValues(viewer)).map(({ words }) => words);
}

test.each([
  ['a member of the private conversation', dmitri, ['open', 'open elsewhere', 'private']],
  ['a stranger to it', ana, ['open', 'open elsewhere']],
  ['the primary owner, who is no member', eve, ['open', 'open elsewhere']],
  ['a guest: what their own conversations hold', gus, ['open']],
  ['the sponsor', chloe, ['open', 'open elsewhere', 'private']],
])('%s', (_who, id, wanted) => {
  expect(reads(viewerOf(db, id))).toEqual(wanted);
});

test('the sponsor reads what is private without being a member', () => {
  removeMember(db, board, chloe);
  expect(reads(viewerOf(db, chloe))).toEqual(['open', 'open elsewhere', 'private']);
});

test.each([
  ['an outsider: what their own shared channel holds', wile, ['open in the shared one']],
  ['somebody who has left: what they were a member of', ben, ['open']],
  ['somebody unknown', 'UNOBODY', []],
  ['a bot: what its channels hold', bot, ['open', 'open in the shared one', 'private']],
])('%s', (_who, id, wanted) => {
  keep({ audience: 'workspace', place: acme, words: 'open in the shared one' });
  leaves(db, ben);
  expect(reads(viewerOf(db, id))).toEqual(wanted);
});

test('a guest of the private conversation reads it, and nothing from elsewhere', () => {
  addMember(db, board, gus);
  expect(reads(viewerOf(db, gus))).toEqual(['open', 'private']);
});

test('what is posted in a conversation is read as its members read it', () => {
  expect(reads(conversationViewer(board))).toEqual(['open', 'open elsewhere', 'private']);
  expect(reads(conversationViewer(product))).toEqual(['open', 'open elsewhere']);
  expect(reads(conversationViewer('CNEW'))).toEqual(['open', 'open elsewhere']);
});

test('a member who is taken out reads it no longer', () => {
  removeMember(db, board, dmitri);
  expect(reads(viewerOf(db, dmitri))).toEqual(['open', 'open elsewhere']);
});

test('a conversation of the same name as a person lets nobody in', () => {
  expect(reads({ ...viewerOf(db, ben), personId: board })).toEqual(['open', 'open elsewhere']);
});
