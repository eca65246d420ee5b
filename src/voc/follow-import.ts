// Carries an import on from wherever it is: a restart finds it there again.
import { type Clock, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { readOrTell } from '../platform/read-or-tell.ts';
import { inPacedSlices, inSlices } from '../platform/slices.ts';
import { setAlarm } from '../platform/ticker.ts';
import { requireFits } from './ask-import.ts';
import { failImport, lapseImport, offerImport } from './decide-import.ts';
import { type Import, importDue, isLocal, movedAtOnce } from './import.ts';
import { countAttempt, findImport } from './import-store.ts';
import { moveSlice, removeImported } from './run-import.ts';

interface House {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  /** The file as Slack has it. Refuses one that is gone, too large or somebody else's. */
  fetchFile(from: Import): Promise<Uint8Array>;
  /** Wakes whoever sends what it has made us owe. */
  wake(): void;
}

/** The answer to the alarm. Should the work be lost, the next alarm is set already. */
export function followImport(house: House, id: number, now: Date): void {
  const { db } = house;
  const from = findImport(db, id);
  if (!from) return;
  if (isWaiting(from)) lapseImport(db, now, id);
  else if (from.state === 'reading' || from.state === 'running' || from.state === 'undoing')
    begin(house, id, now);
}

/** For an answer, or for the command line to come back and go on reading a file of its own. */
function isWaiting(from: Import): boolean {
  return from.state === 'ready' || (from.state === 'reading' && isLocal(from));
}

function begin(house: House, id: number, now: Date): void {
  const { db, jobs } = house;
  setAlarm(db, importDue, id, later(now, minuteMs));
  jobs.start(`import ${id}`, async () => {
    try {
      await carryOn(house, id);
    } finally {
      house.wake();
    }
  });
}

async function carryOn(house: House, id: number): Promise<void> {
  const { db, clock, jobs } = house;
  const from = findImport(db, id);
  if (from?.state === 'reading') await read(house, from);
  if (from?.state === 'running') {
    const move = (most: number) => moveSlice(db, clock.now(), id, most);
    await inPacedSlices(house, movedAtOnce, move, jobs.isStopping);
  }
  // Taken back meanwhile, or asked for just now.
  if (findImport(db, id)?.state === 'undoing') {
    await inSlices(db, () => removeImported(db, clock.now(), id), jobs.isStopping);
  }
}

async function read({ db, clock, jobs, fetchFile }: House, from: Import): Promise<void> {
  db.transaction(() => countAttempt(db, from.id));
  await readOrTell(
    from.attempts,
    async () => {
      const bytes = await fetchFile(from);
      requireFits(bytes.length);
      const { stageImport } = await import('./stage-import.ts');
      const reading = await stageImport(db, clock.now(), from, bytes, jobs.isStopping);
      if (reading) db.transaction(() => offerImport(db, clock.now(), from.id, from.personId, reading));
    },
    (problem) => db.transaction(() => failImport(db, clock.now(), from, problem)),
  );
}
