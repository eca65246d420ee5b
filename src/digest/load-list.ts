// Loads the list behind a section of a digest, a page at a time, for somebody who may read that digest.

import { remindersOff } from '../people/reminders-store.ts';
import { requireMember, requireSponsor } from '../people/roles.ts';
import { findFunction } from '../people/settings-store.ts';
import { later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { findVoice } from '../voc/store.ts';
import type { Voice } from '../voc/voice.ts';
import type { Figures, FunctionFigures } from './figures.ts';
import { looseVoices, reviewedIds, type Slice, voicesOfWeek } from './list-store.ts';
import { findTeam, type NamedTeam, type Thanked } from './load-digest.ts';
import { findLinked, findOwed, type Linked, type OwedThing, owedRefs, ownerOf } from './load-owed.ts';
import { loadRates, type NamedRates, noRates } from './load-rates.ts';
import { type LineWeeks, loadLineWeeks } from './load-scorecard.ts';
import { nudgedAt } from './owner-ask-store.ts';
import { type Reader, readerOf, theSponsor } from './reader.ts';
import { isSectionName, type SectionName } from './section-view.ts';
import { countVoicesGone } from './since-store.ts';
import { findDigest } from './store.ts';
import { yearMs } from './week.ts';

export interface NamedFunction extends FunctionFigures {
  /** Null: teams without a function. */
  name: string | null;
}

export interface OwedItem {
  owed: OwedThing;
  nudgedAt: Date | null;
  /** Its owner has turned reminders off. */
  isDeaf: boolean;
}

/** What stands in the list of each section. */
interface Items {
  owed: OwedItem[];
  disliked: Linked[];
  blind: Linked[];
  teams: NamedTeam[];
  balance: Voice[];
  said: Voice[];
  right: Linked[];
  scorecard: LineWeeks[];
  thanks: (Thanked & { cited: Voice[] })[];
}

export type ListOf<N extends SectionName> = { section: N; items: Items[N] };

type List = { [N in SectionName]: ListOf<N> }[SectionName];

export interface ListPage {
  list: List;
  figures: Figures;
  reader: Reader;
  functions: NamedFunction[];
  /** Under “Were we right”. */
  rates: NamedRates;
  /** Of the voices that it counted. */
  goneVoices: number;
  /** From 0. */
  page: number;
  hasMore: boolean;
}

/** Where a list is: which digest, read by whom, which section of it, and its page. */
export interface ListPlace {
  weekOf: string;
  reader: string;
  section: SectionName;
  page: number;
}

export function readPlace(value: string): ListPlace {
  const [weekOf = '', reader = '', section = '', page = '0'] = value.split(' ');
  if (!isSectionName(section)) throw new Refusal('This list is not known any more.');
  return { weekOf, reader, section, page: Math.max(0, Math.trunc(Number(page)) || 0) };
}

/** Refuses whoever is not the sponsor, nor a member of the channel that reads. */
export function requireReader(db: Database, personId: string, reader: string): void {
  if (reader === theSponsor) requireSponsor(db, personId);
  else requireMember(db, reader, personId);
}

/** Refuses as requireReader does, and a digest that is not kept. */
export function requireDigest(
  db: Database,
  personId: string,
  { weekOf, reader }: Pick<ListPlace, 'weekOf' | 'reader'>,
): Figures {
  requireReader(db, personId, reader);
  const figures = findDigest(db, weekOf, reader);
  if (!figures)
    throw new Refusal('This digest is not kept any more. `/ritual digest past` lists those that are.');
  return figures;
}

const onPage = {
  owed: 10,
  disliked: 12,
  blind: 12,
  teams: 40,
  balance: 10,
  said: 10,
  right: 12,
  scorecard: 20,
  thanks: 8,
};

export function loadList(
  db: Database,
  now: Date,
  personId: string,
  { workspaceUrl, ...place }: ListPlace & { workspaceUrl: string },
): ListPage {
  const figures = requireDigest(db, personId, place);
  const reader = readerOf(db, place.reader, workspaceUrl);
  const { section, page } = place;
  const limit = onPage[section];
  // One more than the page holds tells whether there is another.
  const slice = { limit: limit + 1, offset: page * limit };
  const list = listOf(db, now, { figures, reader, section, slice });
  const hasMore = list.items.length > limit;
  list.items.length = Math.min(limit, list.items.length);
  const functions = section === 'teams' && page === 0 ? namedFunctions(db, figures) : [];
  const rates = section === 'right' && page === 0 ? loadRates(db, figures, reader.viewer) : noRates;
  const isOfVoices = (section === 'said' || section === 'balance') && page === 0;
  const goneVoices = isOfVoices ? countVoicesGone(db, figures, reader.viewer) : 0;
  return { list, figures, reader, functions, rates, goneVoices, page, hasMore };
}

interface Wanted {
  figures: Figures;
  reader: Reader;
  section: SectionName;
  slice: Slice;
}

function listOf(db: Database, now: Date, { figures, reader, section, slice }: Wanted): List {
  const { viewer } = reader;
  const cutOut = <T>(all: readonly T[]) => all.slice(slice.offset, slice.offset + slice.limit);
  const linked = (ids: readonly number[]) => ids.flatMap((id) => findLinked(db, reader, id));
  switch (section) {
    case 'owed':
      return { section, items: cutOut(owedRefs(figures)).flatMap((ref) => owedItem(db, now, reader, ref)) };
    case 'disliked':
      return { section, items: linked(cutOut(figures.disliked)) };
    case 'blind':
      return { section, items: linked(cutOut(figures.blindSpots)) };
    case 'teams':
      return { section, items: cutOut(figures.teams).flatMap((team) => findTeam(db, reader, team)) };
    case 'balance':
      return { section, items: voicesOfWeek(db, figures, viewer, slice) };
    case 'said':
      return { section, items: looseVoices(db, figures, viewer, slice) };
    case 'right':
      return { section, items: linked(reviewedIds(db, lastYear(figures), viewer, slice)) };
    case 'scorecard':
      return { section, items: cutOut(loadLineWeeks(db, figures.weekOf, viewer)) };
    case 'thanks':
      return { section, items: cutOut(figures.thanks).flatMap((one) => thanked(db, reader, one)) };
  }
}

function owedItem(
  db: Database,
  now: Date,
  reader: Reader,
  ref: ReturnType<typeof owedRefs>[number],
): OwedItem[] {
  return findOwed(db, reader, ref).map((owed) => ({
    owed,
    nudgedAt: nudgedAt(db, now, ref.ref),
    isDeaf: remindersOff(db, ownerOf(owed)).has('all'),
  }));
}

function lastYear({ until }: Figures): { from: string; until: string } {
  return { from: stored(later(new Date(until), -yearMs)), until };
}

function thanked(
  db: Database,
  reader: Reader,
  { decisionId, voiceIds }: Figures['thanks'][number],
): ListOf<'thanks'>['items'] {
  const cited = voiceIds.slice(0, 5).flatMap((id) => findVoice(db, id, reader.viewer) ?? []);
  return findLinked(db, reader, decisionId).map((one) => ({ ...one, voices: voiceIds.length, cited }));
}

function namedFunctions(db: Database, figures: Figures): NamedFunction[] {
  return figures.functions.map((one) => ({
    ...one,
    name: one.functionId === null ? null : (findFunction(db, one.functionId)?.name ?? null),
  }));
}
