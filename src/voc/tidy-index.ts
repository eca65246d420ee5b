// Tidies the index of customers' words every night, so that years of voices are found as quickly as those of a month.
import { findSettings } from '../people/settings-store.ts';
import { addDays, instantOf, localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { inSlices } from '../platform/slices.ts';
import { alarmAt, setAlarm, type Ticker } from '../platform/ticker.ts';
import { countPieces, mergeAll, mergeSome } from './index-store.ts';

const indexAges = 'index ages';
const nightly = '03:00';
/** So many cost hardly more than one, and a merge writes all of them anew. */
const fewPieces = 4;
/** They take a few hundredths of a second. */
const pagesAtOnce = 100;

interface House {
  db: Database;
  ticker: Ticker;
  jobs: Jobs;
}

export function tidyNightly({ db, ticker, jobs }: House, now: Date): void {
  ticker.on(indexAges, (_key, at) => {
    setAlarm(db, indexAges, '', nextNight(db, at));
    jobs.start('tidy the index', () => tidyIndex(db, jobs.isStopping));
  });
  if (!alarmAt(db, indexAges, '')) {
    db.transaction(() => setAlarm(db, indexAges, '', nextNight(db, now)));
  }
}

/** While people save and search as ever. What is broken off is a piece more, until the next night. */
export async function tidyIndex(db: Database, isStopping: () => boolean): Promise<void> {
  if (countPieces(db) <= fewPieces) return;
  let merge = mergeAll;
  const step = () => {
    const goesOn = merge(db, pagesAtOnce);
    merge = mergeSome;
    return goesOn;
  };
  await inSlices(db, step, isStopping);
}

function nextNight(db: Database, now: Date): Date {
  const zone = findSettings(db).timeZone;
  const tonight = instantOf(localTime(now, zone).date, nightly, zone);
  return tonight > now ? tonight : instantOf(addDays(localTime(now, zone).date, 1), nightly, zone);
}
