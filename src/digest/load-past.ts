// Loads digests that were told before: their list, and one of them with what has become of it since.

import { findSettings } from '../people/settings-store.ts';
import { sponsorId } from '../people/store.ts';
import { addDays, localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { dateTime } from '../platform/slack-text.ts';
import type { Figures, OwedRef } from './figures.ts';
import { digestOfDay, hasDigests } from './list-store.ts';
import { type DigestFacts, loadDigest } from './load-digest.ts';
import { requireDigest, requireReader } from './load-list.ts';
import { owedRefs } from './load-owed.ts';
import { type Reader, readerOf, theSponsor } from './reader.ts';
import {
  countLateFacts,
  countVoicesGone,
  decisionsSince,
  followUpsSince,
  mattersSince,
} from './since-store.ts';
import { listDigests, type PastDigest } from './store.ts';
import { digestZone } from './tell-digest.ts';
import { nextDigest } from './week.ts';

export interface PastPage {
  reader: string;
  digests: PastDigest[];
  /** Newer ones stand before them. */
  isOlder: boolean;
  hasMore: boolean;
}

const onPage = 20;

/** The digests of a reader before a week ('': the newest), for whoever may read them. */
export function loadPastPage(db: Database, personId: string, reader: string, before: string): PastPage {
  requireReader(db, personId, reader);
  const found = listDigests(db, reader, { before, most: onPage + 1 });
  return { reader, digests: found.slice(0, onPage), isOlder: before !== '', hasMore: found.length > onPage };
}

/** What has become of a digest since it was told; counts only. */
export interface Since {
  settled: number;
  withdrawn: number;
  /** Forgotten, or not to be read by its reader any more. */
  gone: number;
  /** Of the voices that it counted. */
  goneVoices: number;
  lateAnswers: number;
  lateVoices: number;
}

export interface PastFacts {
  facts: DigestFacts;
  since: Since;
}

/** Figures as they were sent; words as they are now. Refuses as requireDigest does. */
export function loadPast(
  db: Database,
  personId: string,
  { weekOf, reader, workspaceUrl }: { weekOf: string; reader: string; workspaceUrl: string },
): PastFacts {
  const figures = requireDigest(db, personId, { weekOf, reader });
  const read = readerOf(db, reader, workspaceUrl);
  return { facts: loadDigest(db, figures, read), since: sinceThen(db, figures, read) };
}

function sinceThen(db: Database, figures: Figures, { viewer }: Reader): Since {
  const refs = owedRefs(figures).map(({ ref }) => ref);
  const idsOf = (kind: OwedRef['kind']) => refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
  const decisionIds = [...new Set([...figures.disliked, ...figures.blindSpots])];
  const matters = mattersSince(db, idsOf('matter'), viewer);
  const followUps = followUpsSince(db, idsOf('follow-up'), viewer);
  const decisions = decisionsSince(db, decisionIds, viewer);
  const late = countLateFacts(db, figures, viewer);
  return {
    settled: matters.over + followUps.over,
    withdrawn: decisions.over,
    gone: refs.length - matters.there - followUps.there + decisionIds.length - decisions.there,
    goneVoices: countVoicesGone(db, figures, viewer),
    lateAnswers: late.answers,
    lateVoices: late.voices,
  };
}

/** Whose digests somebody reads in a conversation: the sponsor’s own, or the channel’s. */
export function readerFor(db: Database, personId: string, conversationId: string): string {
  if (personId === sponsorId(db) || !hasDigests(db, conversationId)) return theSponsor;
  return conversationId;
}

/** The digest that told of a day. Refuses a day that none told of, and says when that of the running week comes. */
export function weekOfDay(db: Database, now: Date, reader: string, day: string): string {
  const weekOf = digestOfDay(db, reader, day);
  if (weekOf) return weekOf;
  const zone = digestZone(db);
  const next = nextDigest(findSettings(db), zone, now);
  const running = localTime(next, zone).date;
  if (day > addDays(running, -7) && day <= running) {
    const soFar = reader === theSponsor ? ' `/ritual digest` alone shows it so far.' : '';
    throw new Refusal(`That week is not over: its digest comes ${dateTime(next)}.${soFar}`);
  }
  throw new Refusal(`No digest told of the week with ${day}. \`/ritual digest past\` lists those there are.`);
}
