// A small company in a database of its own: its people, its conversations, and short words to act there.
import { newDatabase } from '../../sandbox/stage.ts';
import type { Viewer } from '../../src/people/person.ts';
import { conversationViewer } from '../../src/people/person.ts';
import { saveSettings } from '../../src/people/settings-store.ts';
import { replaceMembers, saveConversation, savePerson, viewerOf } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import * as grammar from '../../src/voc/grammar.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import type { Confirmation } from '../../src/voc/load-confirmation.ts';
import * as search from '../../src/voc/search.ts';
import { searchVoices } from '../../src/voc/search-store.ts';
import { addVoice } from '../../src/voc/store.ts';
import type { Voice } from '../../src/voc/voice.ts';

export const [ana, ben, chloe, dan, gus] = ['UANA', 'UBEN', 'UCHLOE', 'UDAN', 'UGUS'] as const;
export const [everyone, board, partners, unknown] = ['CALL', 'CBOARD', 'CPARTNERS', 'DANA'] as const;
export const now = new Date('2026-11-23T10:00:00.000Z');

/** Ana and Ben sit on the board; Chloe is the sponsor; Dan is elsewhere; Gus is a guest of #everyone. */
export function town(path = ':memory:'): Database {
  const db = newDatabase(path);
  const names = { [ana]: 'Ana', [ben]: 'Ben', [chloe]: 'Chloe', [dan]: 'Dan', [gus]: 'Gus' };
  for (const [id, name] of Object.entries(names)) {
    const kind = id === gus ? ('guest' as const) : ('member' as const);
    savePerson(db, { id, name, timeZone: 'Europe/Berlin', kind, rank: 'none', leftAt: null });
  }
  saveSettings(db, {
    sponsorId: chloe,
    timeZone: 'UTC',
    digestWeekday: 1,
    digestTime: '09:00',
    digestTimeZone: null,
    digestChannelId: null,
  });
  const place = { isPrivate: false, isShared: false, isArchived: false, hasBot: true };
  saveConversation(db, { ...place, id: everyone, name: 'everyone' });
  saveConversation(db, { ...place, id: board, name: 'board', isPrivate: true });
  saveConversation(db, { ...place, id: partners, name: 'partners', isShared: true });
  replaceMembers(db, everyone, [ana, ben, gus]);
  replaceMembers(db, board, [ana, ben]);
  replaceMembers(db, partners, [ana]);
  return db;
}

/** Those that a workspace begins with. */
export const segments = ['High', 'Mid', 'Low'].map((kind) => ({
  name: kind.toLowerCase(),
  label: `${kind} value`,
  customersShare: null,
  revenueShare: null,
}));

export const readDraft = (text: string, today?: string) =>
  grammar.readDraft(text, () => segments, today === undefined ? undefined : () => today);

export const readSearch = (text: string, readWords: (words: string) => string, today: string) =>
  search.readSearch(text, readWords, today, segments);

/** Keeps what somebody types after /voc somewhere. */
export function says(
  db: Database,
  personId: string,
  conversationId: string,
  typed: string,
  at = now,
): Confirmation {
  return keepVoice(db, at, personId, { conversationId, messageTs: null }, readDraft(typed));
}

/** Keeps the same words many times, as Ana does, and nothing that goes along with keeping. */
export function keepsMany(
  db: Database,
  times: number,
  said: Pick<Voice, 'conversationId' | 'words'>,
  segmentOf: (n: number) => string | null = () => null,
): void {
  const audience = said.conversationId === board ? board : 'workspace';
  const nothing = { customer: null, source: null, stage: null, score: null, themes: [], messageTs: null };
  const kept = { ...nothing, ...said, audience, saidAt: now, capturedBy: ana, capturedAt: now };
  db.transaction(() => {
    for (let n = 0; n < times; n += 1) addVoice(db, { ...kept, segment: segmentOf(n) });
  });
}

/** What somebody finds who types after /voc search. */
export function finds(
  db: Database,
  reader: string | Viewer,
  typed: string,
  limit = 10,
  at = now,
): search.Found {
  const viewer = typeof reader === 'string' ? viewerOf(db, reader) : reader;
  const asked = readSearch(typed, String, at.toISOString().slice(0, 10));
  return searchVoices(db, asked, { viewer, now: at, zone: 'UTC', from: 0, limit });
}

/** The numbers of the voices that hold all that is asked for, in order of their numbers. */
export function numbersFound(db: Database, reader: string | Viewer, typed: string): number[] {
  const { voices, whole } = finds(db, reader, typed);
  return voices
    .slice(0, whole)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}

export { conversationViewer };
