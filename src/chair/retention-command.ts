// chair retention: for how long voices are kept; changes it, and forgets what is older at once.
import { Command } from 'commander';
import { findCare } from '../people/care-store.ts';
import { later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { foldTraces } from '../platform/traces.ts';
import { keepCare } from '../voc/choose-care.ts';
import { startForgettingOld } from '../voc/forget-many.ts';
import { forgetAll } from './forget-command.ts';
import { AskedWrongly, ends, endsTold, type House, tell, withDatabase } from './house.ts';

interface Wishes {
  days?: string;
  run?: boolean;
  json?: boolean;
}

export function retentionCommand(house: House): Command {
  return new Command('retention')
    .description('says for how long voices are kept')
    .option('--days <days>', 'keeps them for so many days from now on, 30 to 3650, or forever')
    .option('--run', 'forgets what is older now; a running bot does so daily')
    .option('--json', 'tells the result for a program')
    .addHelpText('after', endsTold)
    .action(async (wishes: Wishes) => {
      await withDatabase(house, (db) => run(db, house, wishes));
      process.exitCode = ends.well;
    });
}

async function run(db: Database, house: House, { days, run: runs, json }: Wishes): Promise<void> {
  if (days !== undefined) {
    const keptDays = readDays(days);
    const { masks } = findCare(db);
    db.transaction(() => keepCare(db, house.now(), null, { masks, keptDays }));
  }
  const { keptDays } = findCare(db);
  if (runs && keptDays === null) {
    throw new AskedWrongly('Voices are kept for good, so none is too old. Add --days 365, for example.');
  }
  const ran = runs && keptDays !== null ? await forgetOld(db, house, keptDays) : false;
  const keeps = keptDays === null ? 'Voices are kept for good.' : `Voices are kept for ${keptDays} days.`;
  const did = ran ? ' What was older is forgotten; the audit log has how many.' : '';
  const nothing = runs && !ran ? ' None is older.' : '';
  tell(json, `${keeps}${did}${nothing}\n`, { keptDays, forgotOld: ran });
}

/** True when there was something to forget. */
async function forgetOld(db: Database, house: House, keptDays: number): Promise<boolean> {
  const now = house.now();
  const id = db.transaction(() => startForgettingOld(db, now, keptDays, later(now, minuteMs)));
  if (id === null) return false;
  await forgetAll(db, house, id);
  foldTraces(db);
  return true;
}

function readDays(typed: string): number | null {
  if (typed === 'forever') return null;
  if (!/^\d{1,5}$/.test(typed)) throw new AskedWrongly('--days takes a number, such as 365, or forever.');
  return Number(typed);
}
