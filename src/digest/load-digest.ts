// Finds the words for a digest’s references as they are now, and no more of them than its message shows.

import type { Segment } from '../people/segment.ts';
import { listSegments } from '../people/segments-store.ts';
import { findFunction } from '../people/settings-store.ts';
import type { CompanyFunction } from '../people/workspace.ts';
import type { Database } from '../platform/database.ts';
import { findRitual } from '../ritual/store.ts';
import { type Figures, silentAfterWeeks, type TeamFigures } from './figures.ts';
import { findLinked, findOwed, firstOf, type Linked, type OwedThing, owedRefs } from './load-owed.ts';
import { loadScored, type ScoredLine } from './load-scorecard.ts';
import type { Reader } from './reader.ts';

export interface NamedTeam extends TeamFigures {
  name: string;
  functionName: string | null;
}

export interface Thanked extends Linked {
  /** Cited for or against it; some may have been forgotten since. */
  voices: number;
}

export interface DigestFacts {
  figures: Figures;
  reader: Reader;
  /** Whether these figures are kept, so that the lists behind them can be shown. */
  isKept: boolean;
  /** How much of its room a section may take, 0 to 1: less where names and statements are long. */
  tightness: number;
  /** The first of each; how many there are in all, the figures say. */
  owed: OwedThing[];
  disliked: Linked[];
  blindSpots: Linked[];
  silent: NamedTeam[];
  keeping: NamedTeam[];
  thanked: Thanked[];
  functionsWithoutRitual: CompanyFunction[];
  segments: Segment[];
  scored: ScoredLine[];
}

/** As many of each as the message has room for. */
const most = { owed: 5, decisions: 4, silent: 3, keeping: 4, thanked: 3 } as const;

export function loadDigest(db: Database, figures: Figures, reader: Reader, isKept = true): DigestFacts {
  const linked = (id: number) => findLinked(db, reader, id);
  const team = (one: TeamFigures) => findTeam(db, reader, one);
  return {
    figures,
    reader,
    isKept,
    tightness: 1,
    owed: firstOf(owedRefs(figures), most.owed, (ref) => findOwed(db, reader, ref)),
    disliked: firstOf(figures.disliked, most.decisions, linked),
    blindSpots: firstOf(figures.blindSpots, most.decisions, linked),
    silent: firstOf(figures.teams.filter(isSilent), most.silent, team),
    keeping: firstOf(
      figures.teams.filter((one) => !isSilent(one) && one.now.held > 0),
      most.keeping,
      team,
    ),
    thanked: firstOf(figures.thanks, most.thanked, ({ decisionId, voiceIds }) =>
      linked(decisionId).map((one) => ({ ...one, voices: voiceIds.length })),
    ),
    functionsWithoutRitual: figures.functionsWithoutRitual.flatMap((id) => findFunction(db, id) ?? []),
    segments: listSegments(db),
    scored: loadScored(db, figures.scorecard),
  };
}

export function isSilent({ silentWeeks }: TeamFigures): boolean {
  return silentWeeks >= silentAfterWeeks;
}

/** None where the ritual is gone, or belongs to a private conversation that the reader does not sit in. */
export function findTeam(db: Database, { viewer }: Reader, team: TeamFigures): NamedTeam[] {
  const ritual = findRitual(db, team.now.ritualId);
  if (!ritual) return [];
  const isTheirs = viewer.isSponsor || ritual.conversationId === viewer.conversationId;
  if (ritual.audience !== 'workspace' && !isTheirs) return [];
  const { functionId, name } = ritual;
  return [
    {
      ...team,
      name,
      functionName: functionId === null ? null : (findFunction(db, functionId)?.name ?? null),
    },
  ];
}
