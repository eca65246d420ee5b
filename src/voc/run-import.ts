// Puts the voices of a file in place, and takes them back, a slice at a time; they show and vanish all at once.

import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { clearAlarm } from '../platform/ticker.ts';
import { leaveTraces } from '../platform/traces.ts';
import { dropVoice, voicesForgottenInSlice } from './announce-voice.ts';
import { importDue, importShown, voicesInSlice } from './import.ts';
import * as store from './import-store.ts';
import { mergeSome, setMerging } from './index-store.ts';
import * as moving from './move-store.ts';

/**
 * One slice, or as many voices of it, in its caller's transaction. False once all are in place: with the last of them
 * all are visible.
 */
export function moveSlice(db: Database, now: Date, importId: number, most = voicesInSlice): boolean {
  const from = store.findImport(db, importId);
  if (from?.state !== 'running') return false;
  const part = moving.nextPart(db, importId, most);
  if (part) {
    moving.addVoices(db, now, from, part);
    mergeSome(db, Math.ceil(most / voicesAPageMerged));
    const isDone = moving.endPart(db, importId, part);
    if (isDone && part.slice % slicesBetweenDrawings === 0) redraw(db, now, importShown, importId);
    return true;
  }
  store.setState(db, importId, 'done');
  setMerging(db, 'usually');
  clearAlarm(db, importDue, importId);
  audit(db, now, from.personId, 'imported', `import ${importId}`);
  redraw(db, now, importShown, importId);
  return false;
}

/** One slice, in its caller's transaction. False once none is left. */
export function removeImported(db: Database, now: Date, importId: number): boolean {
  const from = store.findImport(db, importId);
  if (from?.state !== 'undoing') return false;
  const ids = moving.voicesOf(db, importId, voicesForgottenInSlice);
  for (const id of ids) dropVoice(db, now, id);
  if (ids.length > 0) return true;
  store.eraseRows(db, importId);
  store.setState(db, importId, 'undone');
  setMerging(db, 'usually');
  clearAlarm(db, importDue, importId);
  leaveTraces(db, now);
  redraw(db, now, importShown, importId);
  return false;
}

/** Edits of one message stand seconds apart, so it is not marked for every slice. */
const slicesBetweenDrawings = 40;

/** Voices come with a page of the index for each thirty, and each page is merged three times or so. */
const voicesAPageMerged = 10;
