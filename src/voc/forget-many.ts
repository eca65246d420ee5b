// Forgets many voices for good, a slice at a time: a customer's, who asks for it, and what has been kept long enough.

import { findCare } from '../people/care-store.ts';
import { requireSponsor } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import { type Clock, dayMs, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { count } from '../platform/slack-text.ts';
import { inSlices } from '../platform/slices.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { leaveTraces } from '../platform/traces.ts';
import { dropVoice, voicesForgottenInSlice } from './announce-voice.ts';
import * as store from './care-store.ts';
import { lapseImport } from './decide-import.ts';
import { importShown } from './import.ts';
import { readyImports } from './import-store.ts';

/** The alarms that carry a forgetting on, and that look daily for what has been kept long enough. */
export const forgettingDue = 'forgetting due';
export const voicesAge = 'voices age';

export interface CustomerFacts {
  /** As most people would read it: the first of its spellings. */
  name: string;
  spellings: string[];
  voices: number;
  /** Voices of others that say the name; they stay. */
  mentions: number;
}

export const mostMentions = 1_000;

/** Refuses everybody but the sponsor, and a customer that no voice names. */
export function findCustomer(db: Database, personId: string, typed: string): CustomerFacts {
  requireSponsor(db, personId, 'forget a customer');
  return customerNamed(db, typed);
}

/** Refuses a customer that no voice names. */
export function customerNamed(db: Database, typed: string): CustomerFacts {
  const wanted = folded(typed);
  if (wanted === '') throw new Refusal('Type the customer’s name: `/voc forget customer Acme`.');
  const spellings = store.customerNames(db, (name) => folded(name) === wanted);
  const [name] = spellings;
  if (name === undefined) {
    throw new Refusal(
      'No voice names a customer like that, so there is nothing to forget. The name must be whole, as voices have it.',
    );
  }
  const voices = store.countVoicesOf(db, spellings);
  return { name, spellings, voices, mentions: store.countMentions(db, name, spellings, mostMentions) };
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Says how many voices it will forget. Refuses as findCustomer does. */
export function forgetCustomer(db: Database, now: Date, personId: string, typed: string): number {
  const customer = findCustomer(db, personId, typed);
  startForgetting(db, now, personId, customer, now);
  return customer.voices;
}

/** Returns its number; it is carried on at `dueAt`, and by forgetSlice. `askedBy` null: whoever runs the bot. */
export function startForgetting(
  db: Database,
  now: Date,
  askedBy: string | null,
  { name, spellings }: CustomerFacts,
  dueAt: Date,
): number {
  const id = store.addForgetting(db, { customers: spellings, saidBefore: null, askedBy });
  setAlarm(db, forgettingDue, id, dueAt);
  // A file that waits for a yes may hold their words as well.
  for (const waiting of readyImports(db)) lapseImport(db, now, waiting.id);
  for (const renamed of store.renameFiles(db, name)) redraw(db, now, importShown, renamed);
  return id;
}

/** The daily look. */
export function forgetOld(db: Database, now: Date): void {
  const { keptDays } = findCare(db);
  if (keptDays === null) return;
  setAlarm(db, voicesAge, '', later(now, dayMs));
  startForgettingOld(db, now, keptDays, now);
}

/** Starts to forget what has been kept for longer than `days`, as startForgetting does. Null: there is nothing. */
export function startForgettingOld(db: Database, now: Date, days: number, dueAt: Date): number | null {
  const old = { id: 0, customers: null, saidBefore: later(now, -days * dayMs), askedBy: null, forgotten: 0 };
  if (store.voicesToForget(db, old, 1).length === 0) return null;
  const id = store.addForgetting(db, old);
  setAlarm(db, forgettingDue, id, dueAt);
  return id;
}

interface House {
  db: Database;
  clock: Clock;
  jobs: Jobs;
}

/** The answer to the alarm. Should the work be lost, the next alarm is set already. */
export function followForgetting({ db, clock, jobs }: House, id: number, now: Date): void {
  if (!store.findForgetting(db, id)) return;
  setAlarm(db, forgettingDue, id, later(now, minuteMs));
  jobs.start(`forgetting ${id}`, async () => {
    await inSlices(db, () => forgetSlice(db, clock.now(), id), jobs.isStopping);
  });
}

/** False once nothing is left: then the audit log has how many, and neither their words nor a name. */
export function forgetSlice(db: Database, now: Date, id: number): boolean {
  const forgetting = store.findForgetting(db, id);
  if (!forgetting) return false;
  const ids = store.voicesToForget(db, forgetting, voicesForgottenInSlice);
  for (const voiceId of ids) dropVoice(db, now, voiceId);
  store.countForgotten(db, id, ids.length);
  if (ids.length > 0) return true;
  const what = forgetting.customers ? 'forgot a customer' : 'forgot by age';
  audit(db, now, forgetting.askedBy, what, count(forgetting.forgotten, 'voice'));
  store.removeForgetting(db, id);
  clearAlarm(db, forgettingDue, id);
  leaveTraces(db, now);
  return false;
}
