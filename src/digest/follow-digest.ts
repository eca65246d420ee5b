// Counts the weeks that are to be told, keeps what was counted, and owes the messages that tell it.

import { keepThoughts } from '../decision/hit-rate-store.ts';
import { conversationViewer, type Viewer } from '../people/person.ts';
import { viewerOf } from '../people/store.ts';
import { type Clock, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { inSlices } from '../platform/slices.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import type { Computed } from './compute-figures.ts';
import { countWeek } from './count-week.ts';
import { oweDigest } from './owe-digest.ts';
import { theSponsor } from './reader.ts';
import { type DueDigest, dueDigests, markDigestMissed, saveFigures } from './store.ts';
import { keepTeams } from './team-store.ts';
import { addressOf, digestZone } from './tell-digest.ts';
import { digestWanted, isTooLate } from './week.ts';

interface House {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  /** Wakes whoever sends what is owed. */
  wake(): void;
}

/** The answer to the alarm. Should the work be lost, the next alarm is set already. */
export function followDigests(house: House, now: Date): void {
  const { db, jobs } = house;
  if (nextDue(db, now).length === 0) return;
  setAlarm(db, digestWanted, '', later(now, minuteMs));
  jobs.start('digest', () => tellDue(house));
}

async function tellDue(house: House): Promise<void> {
  const { db, clock, jobs } = house;
  // A week at a time: what is kept of one is what the next one stands beside.
  for (;;) {
    if (jobs.isStopping()) return;
    const due = db.transaction(() => nextDue(db, clock.now()));
    if (due.length === 0) break;
    await tellWeek(house, due);
  }
  db.transaction(() => clearAlarm(db, digestWanted, ''));
}

/** The earliest week that is to be told, to whoever reads it now; those that nobody can be told any more are missed. */
function nextDue(db: Database, now: Date): DueDigest[] {
  const due = dueDigests(db).flatMap((digest) => {
    const toldTo = isTooLate(digest.week, now) ? null : addressOf(db, digest.reader);
    if (toldTo === null) markDigestMissed(db, digest.week.weekOf, digest.reader);
    return toldTo === null ? [] : [{ ...digest, toldTo }];
  });
  return due.filter(({ week }) => week.weekOf === due[0]?.week.weekOf);
}

async function tellWeek({ db, clock, jobs, wake }: House, due: DueDigest[]): Promise<void> {
  const [first] = due;
  if (!first) return;
  const readers = due.map(({ reader, toldTo }) => ({ name: reader, viewer: viewerFor(db, reader, toldTo) }));
  const computed = await countWeek(db, { week: first.week, zone: digestZone(db), readers });
  db.transaction(() => {
    for (const { reader, toldTo } of due) save(db, clock.now(), computed, { reader, toldTo });
  });
  wake();
  await keepCounted(db, computed, jobs.isStopping);
}

export function viewerFor(db: Database, reader: string, toldTo: string): Viewer {
  return reader === theSponsor ? viewerOf(db, toldTo) : conversationViewer(reader);
}

/** Whoever came to be the sponsor meanwhile has it counted anew. */
function save(
  db: Database,
  now: Date,
  computed: Computed,
  { reader, toldTo }: Omit<DueDigest, 'week'>,
): void {
  const told = computed.figures.find((one) => one.reader === reader);
  if (!told || addressOf(db, reader) !== toldTo) return;
  if (!saveFigures(db, now, { reader, toldTo }, told.figures)) return;
  oweDigest(db, now, { weekOf: told.figures.weekOf, reader, toldTo });
}

const thoughtsAtOnce = 1_000;

/** The first digest counts a year's decisions and twelve weeks: too much for one transaction. */
async function keepCounted(db: Database, computed: Computed, isStopping: () => boolean): Promise<void> {
  const weeks = [...computed.weeks];
  const thoughts = [...computed.thoughts];
  await inSlices(
    db,
    () => {
      const counted = weeks.shift();
      if (counted) keepTeams(db, counted.week, counted.teams);
      else keepThoughts(db, thoughts.splice(0, thoughtsAtOnce));
      return weeks.length + thoughts.length > 0;
    },
    isStopping,
  );
}
