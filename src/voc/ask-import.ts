// Takes a file of voices: who may, how large, and for whom; what is in it is read after Slack has its answer.
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { setAlarm } from '../platform/ticker.ts';
import { importDue, largestFileBytes } from './import.ts';
import { addImport } from './import-store.ts';
import { requireMayKeep } from './keep-voice.ts';
import { audienceIn } from './voice.ts';

export interface GivenFile {
  /** Slack's id of it. */
  id: string;
  name: string;
  bytes: number;
}

/** Refuses strangers to the conversation and a file that is too large; returns the number of the import. */
export function askImport(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  file: GivenFile,
): number {
  requireMayKeep(db, personId, { conversationId, messageTs: null });
  requireFits(file.bytes);
  const id = addImport(db, now, {
    personId,
    conversationId,
    audience: audienceIn(conversationId, findConversation(db, conversationId)),
    fileId: file.id,
    fileName: file.name,
  });
  setAlarm(db, importDue, id, now);
  return id;
}

export function requireFits(bytes: number): void {
  if (bytes > largestFileBytes) throw tooLarge(bytes);
}

export function tooLarge(bytes: number): Refusal {
  const megabytes = (bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 });
  return new Refusal(
    `This file has ${megabytes} MB and I take 10 MB at a time, about a hundred thousand voices. Split it and import the parts: what is in both is taken once.`,
    'file',
  );
}
