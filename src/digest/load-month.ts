// Loads a team's month for its facilitator, and the month of a function for its lead.
import type { HitRate } from '../decision/hit-rate.ts';
import { roundsOfAnswers } from '../decision/response-store.ts';
import { requireFacilitator } from '../people/roles.ts';
import { listFunctions } from '../people/settings-store.ts';
import { isMember, sponsorId } from '../people/store.ts';
import type { CompanyFunction } from '../people/workspace.ts';
import { localTime } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { requireRitual } from '../ritual/pause-ritual.ts';
import { fallingSpell, type WeekOfAnswers, weeksOfAnswers } from '../ritual/response-rate.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { silentRun } from '../ritual/round-store.ts';
import { findRitual, findRitualIn } from '../ritual/store.ts';
import { hitRateOfTeam, type MonthWeek, weeksOfMonth } from './month.ts';
import { decisionsSince, roundsSince, type TeamMonth, teamsOfFunction } from './month-store.ts';

export interface TeamFacts {
  ritual: Ritual;
  weeks: MonthWeek[];
  hitRate: HitRate;
  /** The weeks through which fewer answered each time; none while that is no trend. */
  falling: WeekOfAnswers[];
  /** Its newest rounds in a row that decided nothing. */
  silentRounds: number;
}

export interface FunctionFacts {
  companyFunction: CompanyFunction;
  teams: (TeamMonth & { name: string })[];
  /** How many are in private channels that the reader is not in. */
  privateTeams: number;
}

export interface MonthFacts {
  team: TeamFacts | null;
  functions: FunctionFacts[];
}

const yearMs = 52 * 7 * dayMs;
const halfYearMs = 26 * 7 * dayMs;

/** Refuses whoever is neither the facilitator of this channel's ritual, nor the sponsor, nor leads a function. */
export function loadMonth(db: Database, now: Date, personId: string, conversationId: string): MonthFacts {
  const led = listFunctions(db).filter(({ leadId }) => leadId === personId);
  const ritual = findRitualIn(db, conversationId);
  const leadsIt = led.some(({ id }) => id === ritual?.functionId) && isMember(db, conversationId, personId);
  if (led.length === 0) {
    requireFacilitator(db, requireRitual(db, conversationId).facilitatorId, personId);
  }
  const mayReadTeam = leadsIt || personId === ritual?.facilitatorId || personId === sponsorId(db);
  return {
    team: ritual && mayReadTeam ? loadTeam(db, now, ritual) : null,
    functions: led.map((one) => loadFunction(db, personId, one)),
  };
}

function loadTeam(db: Database, now: Date, ritual: Ritual): TeamFacts {
  const decisions = decisionsSince(db, ritual.id, later(now, -yearMs));
  const rounds = roundsSince(db, ritual.id, later(now, -28 * dayMs));
  const answers = roundsOfAnswers(db, ritual.id, later(now, -halfYearMs));
  const { date: today } = localTime(now, ritual.timeZone);
  return {
    ritual,
    weeks: weeksOfMonth(now, today, rounds, decisions),
    hitRate: hitRateOfTeam(decisions),
    falling: fallingSpell(weeksOfAnswers(answers, ritual.timeZone, now)),
    silentRounds: silentRun(db, ritual.id),
  };
}

/** Names teams of private channels only to those who sit in them, or to the sponsor. */
function loadFunction(db: Database, personId: string, companyFunction: CompanyFunction): FunctionFacts {
  const all = teamsOfFunction(db, companyFunction.id);
  const teams = all.flatMap((team) => {
    const ritual = findRitual(db, team.ritualId);
    if (!ritual) return [];
    const isOpen = ritual.audience === 'workspace' || personId === sponsorId(db);
    const mayRead = isOpen || isMember(db, ritual.conversationId, personId);
    return mayRead ? [{ ...team, name: ritual.name }] : [];
  });
  return { companyFunction, teams, privateTeams: all.length - teams.length };
}
