// Examines an installation: what is in order, what to mend, and what cannot be seen from here.
import { existsSync } from 'node:fs';
import { Database } from '../platform/database.ts';
import { readMigrations } from '../platform/migrations.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { lastStepAt } from './doctor-store.ts';
import { examineDisk } from './examine-disk.ts';
import { examineSlack } from './examine-slack.ts';
import { examineWork } from './examine-work.ts';
import type { House } from './house.ts';

export interface Finding {
  what: string;
  /** unsure: it cannot be seen from here, or there is nothing to see yet. */
  state: 'fine' | 'unsure' | 'wrong';
  /** What was seen and, where something is to be done, what. */
  says: string;
}

/** Slack's answer to auth.test. */
export interface Asked {
  user?: string;
  team?: string;
  response_metadata?: { scopes?: string[] };
}

export interface Patient extends Omit<House, 'databasePath'> {
  databasePath: string;
  /** Who is to get a test message; nobody where it is missing. */
  postTo?: string | undefined;
}

export async function examine(patient: Patient): Promise<Finding[]> {
  return [...(await examineSlack(patient)), ...examineDatabase(patient)];
}

function examineDatabase(patient: Patient): Finding[] {
  const { databasePath, manifest } = patient;
  if (!existsSync(databasePath)) {
    const says = `There is none at ${databasePath} yet; the first start makes it.`;
    return [{ what: 'database', state: 'unsure', says }, examineStep(manifest, null)];
  }
  const disk = examineDisk(databasePath);
  try {
    const db = new Database(databasePath);
    try {
      return [...disk, ...examineFile(db, patient)];
    } finally {
      db.close();
    }
  } catch (error) {
    if (storageTrouble(error) === null) throw error;
    return [...disk, damaged(error instanceof Error ? error.message : String(error))];
  }
}

function damaged(problem: string): Finding {
  const says = `Damaged: ${problem}. Stop the bot and restore a backup: npm run chair -- restore <file>.`;
  return { what: 'database', state: 'wrong', says };
}

function examineFile(db: Database, patient: Patient): Finding[] {
  const what = 'database';
  const newest = readMigrations(patient.migrationsFolder).length;
  const stands = `It is at schema ${db.version}, this release at ${newest}.`;
  if (db.version > newest) {
    const says = `${stands} Start the newer release again, or restore a copy from before the upgrade.`;
    return [{ what, state: 'wrong', says }];
  }
  if (db.version < newest) {
    return [{ what, state: 'unsure', says: `${stands} The next start brings it up to date.` }];
  }
  const [problem] = db.problems();
  if (problem) return [damaged(problem)];
  const sound: Finding = { what, state: 'fine', says: `Sound, at schema ${newest}.` };
  return [sound, ...examineWork(db, patient), examineStep(patient.manifest, lastStepAt(db))];
}

/**
 * Slack tells a bot neither its workspace's plan nor what its manifest on api.slack.com holds, so all that can be seen
 * is whether the step was ever run.
 */
function examineStep(manifest: string, lastRunAt: Date | null): Finding {
  const what = 'workflow step';
  if (!manifest.includes('\nfunctions:\n')) {
    const says = 'Left out of manifest.yml, so Workflow Builder does not offer it. Everything else works.';
    return { what, state: 'unsure', says };
  }
  if (lastRunAt) return { what, state: 'fine', says: `Last run on ${lastRunAt.toISOString().slice(0, 10)}.` };
  const says =
    'Never run so far. If Workflow Builder does not offer it: the workspace needs a paid plan; the app’s manifest must ' +
    'hold all of manifest.yml; and in an Enterprise organization the app must be installed for the organization.';
  return { what, state: 'unsure', says };
}
