// What whoever gave a file decides about it once it is read: import it, leave it, or take it back later.
import { findConversation, sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe, redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { type Import, type ImportState, importDue, importShown, type Reading } from './import.ts';
import * as store from './import-store.ts';
import { setMerging } from './index-store.ts';
import { requireMayKeep } from './keep-voice.ts';
import { audienceIn } from './voice.ts';

/** So long a file that was read waits for an answer; then its rows are erased. */
const waitsMs = 7 * dayMs;

/** It is read: whoever gave it is shown what was understood, and asked. */
export function offerImport(db: Database, now: Date, id: number, personId: string, reading: Reading): void {
  store.keepReading(db, id, reading);
  setAlarm(db, importDue, id, later(now, waitsMs));
  owe(db, now, { drawing: importShown, subject: id, address: personId });
}

/** It cannot be read: whoever gave it is told why, and nothing of it is kept. */
export function failImport(db: Database, now: Date, { id, personId }: Import, problem: string): void {
  end(db, now, id, 'failed', problem);
  owe(db, now, { drawing: importShown, subject: id, address: personId });
}

/** Refuses everybody but whoever gave the file, and a channel that others can read by now. */
export function startImport(db: Database, now: Date, personId: string, id: number): void {
  const from = requireMine(db, personId, id, 'ready');
  requireMayKeep(db, personId, { conversationId: from.conversationId, messageTs: null });
  if (audienceIn(from.conversationId, findConversation(db, from.conversationId)) !== from.audience) {
    throw new Refusal(
      'Since you gave me this file, it has changed who can read that channel. Cancel, and import it anew.',
    );
  }
  store.setState(db, id, 'running');
  setMerging(db, 'importing');
  setAlarm(db, importDue, id, now);
  redraw(db, now, importShown, id);
}

/** Nothing of it is imported. A file that waited too long ends the same way. */
export function cancelImport(db: Database, now: Date, personId: string, id: number): void {
  requireMine(db, personId, id, 'ready');
  end(db, now, id, 'cancelled');
}

/** Its rows hold words, so they go with the last chance to use them. */
export function lapseImport(db: Database, now: Date, id: number): void {
  const state = store.findImport(db, id)?.state;
  if (state === 'ready' || state === 'reading') end(db, now, id, 'cancelled');
}

/** Forgets every voice of it, for whoever imported it and for the sponsor. */
export function undoImport(db: Database, now: Date, personId: string, id: number): void {
  const from = store.findImport(db, id);
  if (!from || (from.personId !== personId && personId !== sponsorId(db))) throw new Refusal(notYours);
  // Halfway counts as well: what is in place goes, and the rest never comes.
  if (from.state !== 'done' && from.state !== 'running') throw new Refusal(settled);
  store.setState(db, id, 'undoing');
  audit(db, now, personId, 'took back', `import ${id}`);
  setAlarm(db, importDue, id, now);
  redraw(db, now, importShown, id);
}

const notYours = 'Only whoever gave this file can do that.';
const settled = 'That is settled already; the message shows how.';

function requireMine(db: Database, personId: string, id: number, state: ImportState): Import {
  const from = store.findImport(db, id);
  if (from?.personId !== personId) throw new Refusal(notYours);
  if (from.state !== state) throw new Refusal(settled);
  return from;
}

function end(db: Database, now: Date, id: number, state: ImportState, problem: string | null = null): void {
  store.eraseRows(db, id);
  store.setState(db, id, state, problem);
  clearAlarm(db, importDue, id);
  redraw(db, now, importShown, id);
}
