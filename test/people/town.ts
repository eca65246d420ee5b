// A small company in a database of its own: who is there, where, and in which zone.
import type { Conversation } from '../../src/people/conversation.ts';
import type { Person } from '../../src/people/person.ts';
import { saveSettings } from '../../src/people/settings-store.ts';
import { replaceMembers, saveConversation, savePerson } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { newDatabase } from '../stories/scene.ts';

export const [ana, ben, chloe, dmitri, eve, gus, wile, bot] = [
  'UANA',
  'UBEN',
  'UCHLOE',
  'UDMITRI',
  'UEVE',
  'UGUS',
  'UWILE',
  'UBOT',
] as const;
export const [product, board, acme] = ['CPRODUCT', 'CBOARD', 'CACME'] as const;

/** A Monday morning: nine in Berlin. */
export const monday = new Date('2026-03-02T08:00:00.000Z');

export function person(id: string, change: Partial<Person> = {}): Person {
  const name = `${id.slice(1, 2)}${id.slice(2).toLowerCase()}`;
  return { id, name, timeZone: 'Europe/Berlin', kind: 'member', rank: 'none', leftAt: null, ...change };
}

export function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  const open = { isPrivate: false, isShared: false, isArchived: false, hasBot: true };
  return { id, name: id.slice(1).toLowerCase(), ...open, ...change };
}

/**
 * Chloe is the sponsor, Eve the primary owner (in Los Angeles), Gus a guest, Wile a customer of another organization.
 * Ana, Ben and Gus sit in #product; Chloe and Dmitri in the private #board; Ana and Wile in the shared #acme.
 */
export function town(): Database {
  const db = newDatabase();
  for (const id of [ana, ben, chloe, dmitri]) savePerson(db, person(id));
  savePerson(db, person(eve, { rank: 'primary owner', timeZone: 'America/Los_Angeles' }));
  savePerson(db, person(gus, { kind: 'guest' }));
  savePerson(db, person(wile, { kind: 'outsider' }));
  savePerson(db, person(bot, { kind: 'bot' }));
  saveSettings(db, {
    sponsorId: chloe,
    timeZone: 'Europe/Berlin',
    digestWeekday: 1,
    digestTime: '09:00',
    digestTimeZone: null,
    digestChannelId: null,
  });
  saveConversation(db, conversation(product));
  saveConversation(db, conversation(board, { isPrivate: true }));
  saveConversation(db, conversation(acme, { isShared: true }));
  replaceMembers(db, product, [ana, ben, gus, bot]);
  replaceMembers(db, board, [chloe, dmitri, bot]);
  replaceMembers(db, acme, [ana, wile, bot]);
  return db;
}

/** Somebody leaves the company. */
export function leaves(db: Database, id: string): void {
  savePerson(db, person(id, { leftAt: monday.toISOString() }));
}

/** What a refusal says; '' when nothing is refused. */
export function refusalOf(work: () => unknown): { sentence: string; field: string | undefined } {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') {
      return {
        sentence: error.message,
        field: 'field' in error ? (error.field as string | undefined) : undefined,
      };
    }
    throw error;
  }
  return { sentence: '', field: undefined };
}
