// Looks at what a simulation left behind, as somebody would who has never read the code: the world, and plain tables.

import type { Company } from '../../sandbox/people.ts';
import type { Workspace } from '../../sandbox/workspace.ts';
import type { Database } from '../../src/platform/database.ts';
import { checkCalendar } from './check-calendar.ts';
import { checkEdits } from './check-edits.ts';
import { checkFacts } from './check-facts.ts';
import { checkInputs } from './check-inputs.ts';
import { checkWorld } from './check-world.ts';
import type { Edit } from './edits.ts';
import type { Ledger } from './ledger.ts';
import type { SharedCalendar } from './shared-calendar.ts';
import type { Weather } from './weather.ts';

export interface Seen {
  workspace: Workspace;
  company: Company;
  /** The database as it is at the end. */
  facts: Database;
  ledger: Ledger;
  weather: Pick<Weather, 'isRough' | 'meetsLocks' | 'impatient'>;
  /** The one that #finance-close follows, in some companies. */
  calendar: Pick<SharedCalendar, 'untouched' | 'planned'> | null;
  /** Its edits of messages, in the order in which it sent them off. */
  edits: readonly Edit[];
  /** What the bot wrote to its log, a line an entry. */
  log: readonly { atMs: number; line: string }[];
  /** The day the simulation began, and its last moment. */
  fromMs: number;
  nowMs: number;
  /** How long nothing had gone wrong by then. */
  peaceMs: number;
  /** Promises that were rejected and that nobody listened to: each would have ended the process. */
  unheard: readonly string[];
}

/** Every promise that was broken, a sentence each. */
export function check(seen: Seen): string[] {
  return [
    ...checkFacts(seen),
    ...checkInputs(seen),
    ...checkWorld(seen),
    ...checkCalendar(seen),
    ...checkEdits(seen),
  ];
}
