// Takes a file of voices from the operator's own disk: the same file again goes on where it stopped.

import { isActive } from '../people/person.ts';
import { findConversation, findPerson } from '../people/store.ts';
import { dayMs, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { setAlarm } from '../platform/ticker.ts';
import { startImport } from './decide-import.ts';
import { type Import, importDue, importShown, localFile } from './import.ts';
import * as store from './import-store.ts';
import { requireMayKeep } from './keep-voice.ts';
import { audienceIn, noConversation } from './voice.ts';

/** So long its rows wait for whoever runs the command line to come back; then they are erased. */
const waitsMs = 7 * dayMs;
/** The command line moves the voices itself. Should it be gone by then, a running bot goes on. */
const leftAfterMs = 10 * minuteMs;

interface LocalFile {
  name: string;
  /** Of its bytes: by it the same file is known again. */
  digest: string;
}

/** Refuses whoever is no member of the workspace or the channel, and a channel that nobody knows. */
export function takeLocalFile(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  { name, digest }: LocalFile,
): Import {
  if (!isActive(findPerson(db, personId))) {
    throw new Refusal(
      `I know nobody here with the ID ${personId}. Copy the member ID from a Slack profile, such as U012AB3CD; the bot must have run once since they joined.`,
    );
  }
  const conversation = findConversation(db, conversationId);
  if (conversationId !== noConversation && !conversation?.hasBot) {
    throw new Refusal(
      `I am in no channel with the ID ${conversationId}. Copy the channel ID from its details in Slack, and invite the bot there.`,
    );
  }
  requireMayKeep(db, personId, { conversationId, messageTs: null });
  const given = { personId, conversationId, fileId: `${localFile}${digest}` };
  const begun = store.findUnfinished(db, given);
  if (begun) return begun;
  const audience = audienceIn(conversationId, conversation);
  const id = store.addImport(db, now, { ...given, audience, fileName: name });
  setAlarm(db, importDue, id, later(now, waitsMs));
  return {
    ...given,
    id,
    audience,
    fileName: name,
    state: 'reading',
    problem: null,
    reading: null,
    moved: 0,
    attempts: 0,
  };
}

/** Whose voices they are is told in Slack, where they can be taken back. Refuses as startImport does. */
export function startLocalImport(db: Database, now: Date, { id, personId }: Import): void {
  startImport(db, now, personId, id);
  setAlarm(db, importDue, id, later(now, leftAfterMs));
  owe(db, now, { drawing: importShown, subject: id, address: personId });
}
