// Changes what the workspace has agreed on; the sponsor and the workspace's admins may.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { oneLine } from '../platform/slack-text.ts';
import { followSponsor } from './follow-sponsor.ts';
import { isActive } from './person.ts';
import { requireSettings } from './roles.ts';
import * as settings from './settings-store.ts';
import { findPerson } from './store.ts';
import type { Settings } from './workspace.ts';
import { isWeekday } from './zone.ts';

/** Refuses strangers to the settings, and a sponsor who is not a person of this workspace. */
export function chooseSettings(db: Database, now: Date, personId: string, chosen: Settings): void {
  requireSettings(db, personId);
  const sponsor = chosen.sponsorId === null ? undefined : findPerson(db, chosen.sponsorId);
  if (!isActive(sponsor) || sponsor.kind !== 'member') {
    throw new Refusal('The sponsor must be one person of this workspace who is still here.', 'sponsor');
  }
  if (!isWeekday(chosen.digestWeekday)) throw new Refusal('Choose a day of the week.', 'digest_weekday');
  followSponsor(db, now, () => settings.saveSettings(db, chosen));
  audit(db, now, personId, 'changed', 'settings');
}

const longestDefinition = 500;

/** A new version of who the best customers are; rounds that were asked keep the version they were asked under. */
export function defineBestCustomers(db: Database, now: Date, personId: string, words: string): void {
  requireSettings(db, personId);
  const definition = words.trim();
  if (!definition) throw new Refusal('Say in a sentence who your best customers are.', 'best_customers');
  if (definition.length > longestDefinition) {
    throw new Refusal('Keep it under 500 characters: it stands under every question.', 'best_customers');
  }
  if (settings.findBestCustomers(db)?.words === definition) return;
  settings.addBestCustomers(db, definition, personId, now);
  audit(db, now, personId, 'defined', 'best customers');
}

/** As many as Slack shows in one menu. */
const mostFunctions = 100;

/** Lists a function with its lead, or gives a listed one another lead. */
export function listFunction(
  db: Database,
  now: Date,
  personId: string,
  name: string,
  leadId: string | null,
): void {
  requireSettings(db, personId);
  const trimmed = oneLine(name);
  if (!trimmed) throw new Refusal('Give the function a name, such as Finance.', 'function_name');
  if (trimmed.length > 60) throw new Refusal('Keep the name under 60 characters.', 'function_name');
  if (leadId !== null && !isActive(findPerson(db, leadId))) {
    throw new Refusal('The lead must be somebody who is still here.', 'function_lead');
  }
  if (settings.listFunctions(db).length >= mostFunctions) {
    throw new Refusal(
      'A hundred functions are as many as a menu can show. Remove one first.',
      'function_name',
    );
  }
  settings.saveFunction(db, trimmed, leadId);
  audit(db, now, personId, 'listed', 'function');
}

export function unlistFunction(db: Database, now: Date, personId: string, functionId: number): void {
  requireSettings(db, personId);
  settings.unlistFunction(db, functionId);
  audit(db, now, personId, 'unlisted', `function ${functionId}`);
}
