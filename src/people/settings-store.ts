// The SQL of what the workspace has agreed on: settings, best customers, functions.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { BestCustomers, CompanyFunction, Settings } from './workspace.ts';

/** What holds until somebody chooses otherwise. The suggested ones are the environment's, as of the last start. */
const defaults = {
  sponsor: '',
  suggested_sponsor: '',
  time_zone: '',
  suggested_time_zone: 'UTC',
  digest_weekday: '1',
  digest_time: '09:00',
  digest_time_zone: '',
  digest_channel: '',
};

type Name = keyof typeof defaults;

export function findSettings(db: Database): Settings {
  const rows = db.all<{ name: Name; value: string }>('SELECT name, value FROM setting');
  const value = { ...defaults, ...Object.fromEntries(rows.map((row) => [row.name, row.value])) };
  return {
    sponsorId: value.sponsor || value.suggested_sponsor || null,
    timeZone: value.time_zone || value.suggested_time_zone,
    digestWeekday: Number(value.digest_weekday),
    digestTime: value.digest_time,
    digestTimeZone: value.digest_time_zone || null,
    digestChannelId: value.digest_channel || null,
  };
}

export function saveSettings(db: Database, settings: Settings): void {
  saveSetting(db, 'sponsor', settings.sponsorId ?? '');
  saveSetting(db, 'time_zone', settings.timeZone);
  saveSetting(db, 'digest_weekday', String(settings.digestWeekday));
  saveSetting(db, 'digest_time', settings.digestTime);
  saveSetting(db, 'digest_time_zone', settings.digestTimeZone ?? '');
  saveSetting(db, 'digest_channel', settings.digestChannelId ?? '');
}

/** Takes what the environment suggests, for as long as nobody has chosen. */
export function suggestSettings(
  db: Database,
  suggested: { sponsorId: string | undefined; timeZone: string },
): void {
  saveSetting(db, 'suggested_sponsor', suggested.sponsorId ?? '');
  saveSetting(db, 'suggested_time_zone', suggested.timeZone);
}

function saveSetting(db: Database, name: Name, value: string): void {
  db.run(
    'INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT DO UPDATE SET value = excluded.value',
    {
      name,
      value,
    },
  );
}

/** The definition in force, or the version asked for; undefined while there is none. */
export function findBestCustomers(db: Database, version?: number): BestCustomers | undefined {
  return db.one<BestCustomers>(
    `SELECT version, words FROM best_customers WHERE @version IS NULL OR version = @version
     ORDER BY version DESC LIMIT 1`,
    { version: version ?? null },
  );
}

/** A definition, and who put it in force when. */
export interface BestCustomersVersion extends BestCustomers {
  setBy: string | null;
  setAt: Date;
}

/** Every definition there was, the newest first: at most `most`, of the versions before one (0: of all). */
export function listBestCustomers(db: Database, before: number, most: number): BestCustomersVersion[] {
  return db
    .all<{ version: number; words: string; set_by: string | null; set_at: string }>(
      `SELECT * FROM best_customers WHERE @before = 0 OR version < @before ORDER BY version DESC LIMIT @most`,
      { before, most },
    )
    .map(({ version, words, set_by, set_at }) => ({
      version,
      words,
      setBy: set_by,
      setAt: new Date(set_at),
    }));
}

export function addBestCustomers(db: Database, words: string, personId: string, now: Date): void {
  db.run('INSERT INTO best_customers (words, set_by, set_at) VALUES (@words, @personId, @now)', {
    words,
    personId,
    now: stored(now),
  });
}

interface FunctionRow {
  id: number;
  name: string;
  lead_id: string | null;
}

const toFunction = (row: FunctionRow): CompanyFunction => ({
  id: row.id,
  name: row.name,
  leadId: row.lead_id,
});

/** The functions that the sponsor lists now, by name. */
export function listFunctions(db: Database): CompanyFunction[] {
  return db
    .all<FunctionRow>('SELECT id, name, lead_id FROM function WHERE listed = 1 ORDER BY name')
    .map(toFunction);
}

/** A function, listed or not: old rituals may name one that is listed no more. */
export function findFunction(db: Database, id: number): CompanyFunction | undefined {
  const row = db.one<FunctionRow>('SELECT id, name, lead_id FROM function WHERE id = @id', { id });
  return row && toFunction(row);
}

/** Adds a function, or lists it again under the same name. */
export function saveFunction(db: Database, name: string, leadId: string | null): void {
  db.run(
    `INSERT INTO function (name, lead_id) VALUES (@name, @leadId)
     ON CONFLICT DO UPDATE SET name = excluded.name, lead_id = excluded.lead_id, listed = 1`,
    { name, leadId },
  );
}

/** The function of a name, listed or not, however it is capitalized. */
export function functionNamed(db: Database, name: string): CompanyFunction | undefined {
  const row = db.one<FunctionRow>('SELECT id, name, lead_id FROM function WHERE name = @name', { name });
  return row && toFunction(row);
}

export function changeFunction(db: Database, { id, name, leadId }: CompanyFunction): void {
  db.run('UPDATE function SET name = @name, lead_id = @leadId WHERE id = @id', { id, name, leadId });
}

export function unlistFunction(db: Database, id: number): void {
  db.run('UPDATE function SET listed = 0 WHERE id = @id', { id });
}
