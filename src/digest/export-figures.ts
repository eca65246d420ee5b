// Sends the sponsor a told week's figures in a file: asked for in a moment, sent after, tried again when it fails.
import { findMatter } from '../decision/matter-store.ts';
import { requireSponsor } from '../people/roles.ts';
import { knownSegments } from '../people/segments-store.ts';
import { findFunction } from '../people/settings-store.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import { type Clock, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { owe } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { findRitual } from '../ritual/store.ts';
import { loadFollowUp } from '../voc/follow-up-store.ts';
import type { OwedRef } from './figures.ts';
import * as store from './figures-export-store.ts';
import type { Names } from './figures-table.ts';
import { digestOfDay } from './list-store.ts';
import { theSponsor } from './reader.ts';
import { findLine } from './scorecard-store.ts';
import { findDigest, listDigests } from './store.ts';

/** The alarm that carries an export on, and the message that says it came to nothing. */
export const figuresExportDue = 'figures export due';
export const figuresExportFailed = 'figures export failed';

const mostAttempts = 3;

/**
 * The week that will be sent: the one that a day belongs to, or the newest that was told. Refuses everybody but the
 * sponsor, a day that no digest told of, and a workspace that was told none.
 */
export function askFigures(db: Database, now: Date, personId: string, day: string | null): string {
  requireSponsor(db, personId, 'export a digest’s figures');
  const newest = () =>
    listDigests(db, theSponsor, { most: 100 }).find(({ state }) => state === 'told')?.weekOf;
  const weekOf = day === null ? newest() : digestOfDay(db, theSponsor, day);
  if (!weekOf || !findDigest(db, weekOf)) {
    throw new Refusal(
      day === null
        ? 'No digest has been told yet, so there are no figures to export.'
        : `No digest told of the week with ${day}. \`/ritual digest past\` lists those there are.`,
    );
  }
  // A second click while it is on its way asks for nothing new.
  if (!store.isOnItsWay(db, personId, weekOf)) {
    setAlarm(db, figuresExportDue, store.addExport(db, personId, weekOf), now);
  }
  return weekOf;
}

interface House {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  /** Hands the file to the person. */
  send(personId: string, weekOf: string, csv: string): Promise<void>;
}

/** The answer to the alarm. Should the sending be lost, the next alarm is set already. */
export function followFiguresExport({ db, clock, jobs, send }: House, id: number, now: Date): void {
  const asked = store.findExport(db, id);
  if (!asked) return;
  const { personId, weekOf, attempts } = asked;
  const figures = findDigest(db, weekOf);
  // Whoever is the sponsor no more gets nothing.
  if (!figures || sponsorId(db) !== personId) {
    finish(db, id);
    return;
  }
  if (attempts >= mostAttempts) {
    finish(db, id);
    owe(db, now, { drawing: figuresExportFailed, subject: id, address: personId });
    return;
  }
  store.countAttempt(db, id);
  setAlarm(db, figuresExportDue, id, later(now, minuteMs));
  jobs.start(`figures export ${id}`, async () => {
    const { figuresCsv } = await import('./figures-table.ts');
    await send(personId, weekOf, figuresCsv(figures, namesIn(db)));
    db.transaction(() => {
      finish(db, id);
      audit(db, clock.now(), personId, 'exported', `digest ${weekOf}`);
    });
  });
}

function finish(db: Database, id: number): void {
  store.removeExport(db, id);
  clearAlarm(db, figuresExportDue, id);
}

function whatIsBehind(db: Database, { kind, id }: OwedRef): string {
  const decisionId = kind === 'matter' ? findMatter(db, id)?.decisionId : undefined;
  if (decisionId !== undefined) return `decision ${decisionId}`;
  const voiceId = kind === 'follow-up' ? loadFollowUp(db, id)?.voiceId : undefined;
  return voiceId === undefined ? '' : `voice ${voiceId}`;
}

function namesIn(db: Database): Names {
  const segments = knownSegments(db);
  return {
    team: (ritualId) => findRitual(db, ritualId)?.name ?? '',
    function: (functionId) => findFunction(db, functionId)?.name ?? '',
    segment: (name) => segments.find((one) => one.name === name)?.label ?? name,
    person: (personId) => findPerson(db, personId)?.name ?? '',
    line: (lineId) => findLine(db, lineId)?.name ?? '',
    behind: (owed) => whatIsBehind(db, owed),
  };
}
