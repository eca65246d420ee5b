// Examines an installation: what is in order, what to mend, and what cannot be seen from here.
import { existsSync } from 'node:fs';
import { Database } from '../platform/database.ts';
import { readMigrations } from '../platform/migrations.ts';
import { lastStepAt } from './doctor-store.ts';

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

interface Patient {
  /** The text of manifest.yml. */
  manifest: string;
  migrationsFolder: string;
  databasePath: string;
  /** auth.test, which also tells the scopes that were granted. */
  askSlack(): Promise<Asked>;
}

export async function examine(patient: Patient): Promise<Finding[]> {
  return [...(await examineToken(patient)), ...examineDatabase(patient)];
}

async function examineToken({ manifest, askSlack }: Patient): Promise<Finding[]> {
  try {
    const { user = 'the bot', team = 'the workspace', response_metadata: metadata } = await askSlack();
    const token: Finding = { what: 'token', state: 'fine', says: `Slack knows it as ${user} in ${team}.` };
    return [token, examineScopes(scopesIn(manifest), metadata?.scopes ?? [])];
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const says = `Slack did not answer as it should (${problem}). Copy the Bot User OAuth Token again, and check the network.`;
    return [{ what: 'token', state: 'wrong', says }];
  }
}

function examineScopes(wanted: readonly string[], granted: readonly string[]): Finding {
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length === 0)
    return { what: 'scopes', state: 'fine', says: 'Slack grants every scope of the manifest.' };
  const says = `Not granted: ${missing.join(', ')}. Paste manifest.yml into the app’s manifest and install the app again.`;
  return { what: 'scopes', state: 'wrong', says };
}

/** The bot's scopes in the text of our own manifest: what is listed below `bot:`. */
export function scopesIn(manifest: string): string[] {
  const [, list = ''] = /^ {4}bot:\n((?: {6}.*\n)*)/m.exec(manifest) ?? [];
  return [...list.matchAll(/^ {6}- (\S+)$/gm)].map(([, scope = '']) => scope);
}

function examineDatabase({ databasePath, migrationsFolder, manifest }: Patient): Finding[] {
  if (!existsSync(databasePath)) {
    const says = `There is none at ${databasePath} yet; the first start makes it.`;
    return [{ what: 'database', state: 'unsure', says }, examineStep(manifest, null)];
  }
  const db = new Database(databasePath);
  try {
    const newest = readMigrations(migrationsFolder).length;
    if (db.version !== newest) {
      const mend =
        db.version > newest ? 'Start the newer release again.' : 'The next start brings it up to date.';
      const state = db.version > newest ? 'wrong' : 'unsure';
      return [
        {
          what: 'database',
          state,
          says: `It is at schema ${db.version}, this release at ${newest}. ${mend}`,
        },
      ];
    }
    const broken = db.problems();
    const database: Finding =
      broken.length === 0
        ? { what: 'database', state: 'fine', says: `Sound, at schema ${newest}.` }
        : { what: 'database', state: 'wrong', says: `Damaged: ${broken[0]}. Restore a backup.` };
    return [database, examineStep(manifest, lastStepAt(db))];
  } finally {
    db.close();
  }
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
