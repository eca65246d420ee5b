// Sends the sponsor voices in files, however many there are: written in short looks, sent when all is written.
import type { Viewer } from '../people/person.ts';
import { requireSponsor } from '../people/roles.ts';
import { knownSegments } from '../people/segments-store.ts';
import { sponsorId, viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import { type Clock, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { owe } from '../platform/outbox.ts';
import { count } from '../platform/slack-text.ts';
import { giveWay } from '../platform/slices.ts';
import { Spill } from '../platform/spill.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import * as store from './export-store.ts';
import { zoneOf } from './keep-voice.ts';
import { readSearch, type Search } from './search.ts';
import { lastVoiceId } from './store.ts';
import { underCurrentNames } from './theme-store.ts';
import type { Exported } from './write-voices.ts';

/** The alarm that carries an export on, and the message that says it came to nothing. */
export const exportDue = 'export due';
export const exportFailed = 'export failed';

const voicesAtOnce = 500;
const mostAttempts = 3;

/** Refuses everybody but the sponsor, and a search that cannot be understood; nothing typed exports everything. */
export function askExport(
  db: Database,
  now: Date,
  personId: string,
  typed: string,
  readWords: (text: string) => string,
): void {
  requireSponsor(db, personId, 'export voices');
  const today = localTime(now, zoneOf(db, personId)).date;
  const search = underCurrentNames(db, readSearch(typed, readWords, today, knownSegments(db)));
  setAlarm(db, exportDue, store.addExport(db, now, personId, search), now);
}

export interface Written {
  voices: number;
  csv: Spill;
  jsonl: Spill;
}

interface House {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  /** Hands the files to the person. */
  send(personId: string, written: Written): Promise<void>;
}

/** The answer to the alarm. Should the work be lost, the next alarm is set already. */
export function followExport(house: House, id: number, now: Date): void {
  const { db, jobs } = house;
  const asked = store.findExport(db, id);
  if (!asked) return;
  if (asked.attempts >= mostAttempts) {
    fail(db, now, asked);
    return;
  }
  setAlarm(db, exportDue, id, later(now, minuteMs));
  jobs.start(`export ${id}`, () => carryOut(house, asked));
}

async function carryOut(house: House, asked: store.Export): Promise<void> {
  const { db, clock } = house;
  const { id, personId } = asked;
  db.transaction(() => store.countAttempt(db, id));
  await db.durable();
  const csv = await Spill.open();
  const jsonl = await Spill.open();
  try {
    // Whoever is the sponsor no more gets nothing.
    const isStill = sponsorId(db) === personId;
    const voices = isStill ? await write(house, asked, csv, jsonl) : 0;
    if (voices === null) return;
    if (isStill) await house.send(personId, { voices, csv, jsonl });
    db.transaction(() => {
      finish(db, id);
      if (isStill) audit(db, clock.now(), personId, 'exported', count(voices, 'voice'));
    });
  } finally {
    await csv.close();
    await jsonl.close();
  }
}

/** How many it wrote; null when it was asked to stop. */
async function write(
  { db, jobs }: House,
  { personId, search }: store.Export,
  csv: Spill,
  jsonl: Spill,
): Promise<number | null> {
  const { csvLines, csvTitles, jsonLines } = await import('./write-voices.ts');
  const span = { viewer: viewerOf(db, personId), zone: zoneOf(db, personId) };
  let written = 0;
  await csv.write(csvTitles);
  for (const voices of voicesOf(db, search, span)) {
    if (jobs.isStopping()) return null;
    written += voices.length;
    await csv.write(csvLines(voices));
    await jsonl.write(jsonLines(voices));
    await giveWay();
  }
  return written;
}

/** Those of a search in short looks, one at a time: as many as there were when the first was taken. */
export function* voicesOf(
  db: Database,
  search: Search,
  span: { viewer: Viewer; zone: string },
): Generator<Exported[]> {
  const last = lastVoiceId(db);
  for (let after = 0; after < last; after += voicesAtOnce) {
    yield store.voicesBetweenIds(db, search, { ...span, after, upTo: after + voicesAtOnce });
  }
}

function fail(db: Database, now: Date, { id, personId }: store.Export): void {
  finish(db, id);
  owe(db, now, { drawing: exportFailed, subject: id, address: personId });
}

function finish(db: Database, id: number): void {
  store.removeExport(db, id);
  clearAlarm(db, exportDue, id);
}
