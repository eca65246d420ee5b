// Carries a file of the scorecard's values on from wherever it is: a restart finds it there again.
import { type Clock, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { readOrTell } from '../platform/read-or-tell.ts';
import { setAlarm } from '../platform/ticker.ts';
import { failImport, lapseImport, offerImport } from './decide-scorecard-import.ts';
import { importDue, type ScorecardImport } from './scorecard-import.ts';
import { countAttempt, findImport } from './scorecard-import-store.ts';

interface House {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  /** The file as Slack has it. Refuses one that is gone, too large or somebody else's. */
  fetchFile(from: ScorecardImport): Promise<Uint8Array>;
  /** Wakes whoever sends what it has made us owe. */
  wake(): void;
}

/** The answer to the alarm. Should the work be lost, the next alarm is set already. */
export function followImport(house: House, id: number, now: Date): void {
  const { db, jobs } = house;
  const from = findImport(db, id);
  if (from?.state === 'ready') lapseImport(db, now, id);
  if (from?.state !== 'reading') return;
  setAlarm(db, importDue, id, later(now, minuteMs));
  jobs.start(`scorecard import ${id}`, async () => {
    try {
      await read(house, from);
    } finally {
      house.wake();
    }
  });
}

async function read({ db, clock, fetchFile }: House, from: ScorecardImport): Promise<void> {
  db.transaction(() => countAttempt(db, from.id));
  await readOrTell(
    from.attempts,
    async () => {
      const { readingOf } = await import('./read-import.ts');
      const reading = readingOf(db, clock.now(), await fetchFile(from));
      db.transaction(() => offerImport(db, clock.now(), from, reading));
    },
    (problem) => db.transaction(() => failImport(db, clock.now(), from, problem)),
  );
}
