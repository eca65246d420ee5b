// A file of the scorecard's values from its giving to its end: asked, offered, imported, cancelled or failed.
import { requireSettings } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe, redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import {
  importDue,
  importShown,
  largestFileBytes,
  type Reading,
  type ScorecardImport,
} from './scorecard-import.ts';
import * as store from './scorecard-import-store.ts';
import { findLine, findValue, setValue } from './scorecard-store.ts';
import { putValue } from './set-values.ts';

/** So long a file that was read waits for an answer. */
const waitsMs = 7 * dayMs;

interface GivenFile {
  id: string;
  name: string;
  bytes: number;
}

/** Refuses whoever may not change settings, and a file that is too large. */
export function askImport(db: Database, now: Date, personId: string, file: GivenFile): void {
  requireSettings(db, personId);
  if (file.bytes > largestFileBytes) throw tooLarge(file.bytes);
  const id = store.addImport(db, now, { personId, fileId: file.id, fileName: file.name });
  setAlarm(db, importDue, id, now);
}

export function tooLarge(bytes: number): Refusal {
  const kilobytes = Math.ceil(bytes / 1024).toLocaleString('en');
  return new Refusal(
    `This file has ${kilobytes} KB and I take 256 KB at a time. Split it and import the parts: what is in both is taken once.`,
    'file',
  );
}

/** It is read: whoever gave it is shown what was understood, and asked. */
export function offerImport(
  db: Database,
  now: Date,
  { id, personId }: ScorecardImport,
  reading: Reading,
): void {
  if (!store.keepReading(db, id, reading)) return;
  setAlarm(db, importDue, id, later(now, waitsMs));
  owe(db, now, { drawing: importShown, subject: id, address: personId });
}

/** It cannot be read: whoever gave it is told why. */
export function failImport(
  db: Database,
  now: Date,
  { id, personId }: ScorecardImport,
  problem: string,
): void {
  if (store.findImport(db, id)?.state !== 'reading') return;
  store.settleImport(db, id, { state: 'failed', problem });
  clearAlarm(db, importDue, id);
  owe(db, now, { drawing: importShown, subject: id, address: personId });
}

/** All of its values, or none. Refuses everybody but whoever gave the file, and what is not as it was read. */
export function startImport(db: Database, now: Date, personId: string, id: number): void {
  requireSettings(db, personId);
  const values = requireMine(db, personId, id).reading?.values ?? [];
  for (const { lineId, weekOf, value, before } of values) {
    const line = findLine(db, lineId);
    const isAsRead =
      line && !line.isRetired && line.scale === null && findValue(db, lineId, weekOf) === before;
    if (!isAsRead) {
      throw new Refusal('The scorecard has changed since I read this file. Cancel, and give it to me again.');
    }
    if (before === null) setValue(db, lineId, weekOf, value);
    else putValue(db, now, personId, { lineId, weekOf, value, before });
  }
  audit(db, now, personId, `set ${values.length} values with`, `scorecard import ${id}`);
  end(db, now, id, { state: 'done', taken: values.length });
}

export function cancelImport(db: Database, now: Date, personId: string, id: number): void {
  requireMine(db, personId, id);
  end(db, now, id, { state: 'cancelled' });
}

/** Nobody has answered. */
export function lapseImport(db: Database, now: Date, id: number): void {
  end(db, now, id, { state: 'cancelled' });
}

/** Refuses everybody but whoever gave the file, and one that is settled. */
export function requireMine(db: Database, personId: string, id: number): ScorecardImport {
  const from = store.findImport(db, id);
  if (from?.personId !== personId) throw new Refusal('Only whoever gave this file can do that.');
  if (from.state !== 'ready') throw new Refusal('That is settled already; the message shows how.');
  return from;
}

function end(db: Database, now: Date, id: number, how: Parameters<typeof store.settleImport>[2]): void {
  store.settleImport(db, id, how);
  clearAlarm(db, importDue, id);
  redraw(db, now, importShown, id);
}
