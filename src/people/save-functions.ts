// Changes which functions the organization has, and who leads each; the sponsor and the workspace's admins may.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { oneLine } from '../platform/slack-text.ts';
import { isActive } from './person.ts';
import { requireSettings } from './roles.ts';
import * as settings from './settings-store.ts';
import { findPerson } from './store.ts';
import type { CompanyFunction } from './workspace.ts';

/** As many as Slack shows in one menu. */
const mostFunctions = 100;

/** Lists a function with its lead, or one again that was removed. Refuses the name of a listed one. */
export function listFunction(
  db: Database,
  now: Date,
  personId: string,
  name: string,
  leadId: string | null,
): void {
  requireSettings(db, personId);
  const trimmed = checkName(name);
  requireLead(db, leadId);
  const listed = settings.listFunctions(db);
  const double = listed.find(({ id }) => id === settings.functionNamed(db, trimmed)?.id);
  if (double) {
    throw new Refusal(
      `${double.name} is listed already. Change it under “Change functions”.`,
      'function_name',
    );
  }
  if (listed.length >= mostFunctions) {
    throw new Refusal(
      'A hundred functions are as many as a menu can show. Remove one first.',
      'function_name',
    );
  }
  settings.saveFunction(db, trimmed, leadId);
  audit(db, now, personId, 'listed', 'function');
}

/** Gives a listed function another name or lead. Refuses the name of another one. */
export function changeFunction(
  db: Database,
  now: Date,
  personId: string,
  { id, name, leadId }: CompanyFunction,
): void {
  requireSettings(db, personId);
  requireListed(db, id);
  const trimmed = checkName(name);
  requireLead(db, leadId);
  const double = settings.functionNamed(db, trimmed);
  if (double && double.id !== id) {
    throw new Refusal(
      'Another function has this name, or had it once. Choose a different one.',
      'function_name',
    );
  }
  settings.changeFunction(db, { id, name: trimmed, leadId });
  audit(db, now, personId, 'changed', `function ${id}`);
}

/** Takes a function off the list; rituals that belong to it keep it. */
export function unlistFunction(db: Database, now: Date, personId: string, functionId: number): void {
  requireSettings(db, personId);
  settings.unlistFunction(db, functionId);
  audit(db, now, personId, 'unlisted', `function ${functionId}`);
}

/** A function that is listed. Refuses one that was removed meanwhile. */
export function requireListed(db: Database, functionId: number): CompanyFunction {
  const listed = settings.listFunctions(db).find(({ id }) => id === functionId);
  if (!listed) throw new Refusal('Somebody has removed this function meanwhile.');
  return listed;
}

function checkName(typed: string): string {
  const name = oneLine(typed);
  if (!name) throw new Refusal('Give the function a name, such as Finance.', 'function_name');
  if (name.length > 60) throw new Refusal('Keep the name under 60 characters.', 'function_name');
  return name;
}

function requireLead(db: Database, leadId: string | null): void {
  if (leadId !== null && !isActive(findPerson(db, leadId))) {
    throw new Refusal('The lead must be somebody who is still here.', 'function_lead');
  }
}
