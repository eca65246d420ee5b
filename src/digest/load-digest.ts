// Finds the words for a digest's references, as they are now.
import { type Told, tell } from '../decision/load-round.ts';
import type { Matter } from '../decision/matter.ts';
import { findMatter } from '../decision/matter-store.ts';
import { loadDecision } from '../decision/store.ts';
import { findFunction } from '../people/settings-store.ts';
import type { CompanyFunction } from '../people/workspace.ts';
import type { Database } from '../platform/database.ts';
import { findRound } from '../ritual/round-store.ts';
import { findRitual } from '../ritual/store.ts';
import type { Figures, Team } from './figures.ts';

export interface Owed {
  matter: Matter;
  told: Told;
}

export interface NamedTeam extends Team {
  name: string;
  functionName: string | null;
}

export interface DigestFacts {
  figures: Figures;
  overdue: Owed[];
  due: Owed[];
  disliked: Told[];
  blindSpots: Told[];
  functionsWithoutRitual: CompanyFunction[];
  teams: NamedTeam[];
}

export function loadDigest(db: Database, figures: Figures): DigestFacts {
  return {
    figures,
    overdue: figures.overdueMatterIds.flatMap((id) => owed(db, id)),
    due: figures.dueMatterIds.flatMap((id) => owed(db, id)),
    disliked: figures.dislikedIds.flatMap((id) => told(db, id)),
    blindSpots: figures.blindSpotIds.flatMap((id) => told(db, id)),
    functionsWithoutRitual: figures.functionIdsWithoutRitual.flatMap((id) => findFunction(db, id) ?? []),
    teams: figures.teams.flatMap((team) => named(db, team)),
  };
}

function told(db: Database, decisionId: number): Told[] {
  const decision = loadDecision(db, decisionId);
  const round = decision && findRound(db, decision.roundId);
  return decision && round ? [tell(db, round, decision)] : [];
}

function owed(db: Database, matterId: number): Owed[] {
  const matter = findMatter(db, matterId);
  if (!matter) return [];
  return told(db, matter.decisionId).map((one) => ({ matter, told: one }));
}

function named(db: Database, team: Team): NamedTeam[] {
  const ritual = findRitual(db, team.now.ritualId);
  if (!ritual) return [];
  const functionName =
    ritual.functionId === null ? null : (findFunction(db, ritual.functionId)?.name ?? null);
  return [{ ...team, name: ritual.name, functionName }];
}
