// What happens to a Slack message after its words were saved happens to the voice as well.

import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { leaveTraces } from '../platform/traces.ts';
import { announceChange, dropVoice } from './announce-voice.ts';
import { capturedFrom, changeVoice } from './capture-store.ts';
import { longestWords, wellFormed } from './draft.ts';
import { maskerOf } from './masking.ts';
import type { MessageChange } from './message.ts';

/**
 * What of a message's change has to be kept until it is applied; null for every message that nobody saved, and for an
 * edit that no voice follows. Words are masked before they are kept anywhere. `readWords` reads them out of Slack's markup.
 */
export function changeToKeep(
  db: Database,
  change: MessageChange | null,
  readWords: (text: string) => string,
): MessageChange | null {
  const voice = change && capturedFrom(db, change.conversationId, change.messageTs);
  if (!voice || (change.words !== null && !voice.followsMessage)) return null;
  if (change.words === null) return change;
  const words = maskerOf(db)(wellFormed(readWords(change.words)).trim()).words;
  // Slack tells of a link's preview as of an edit.
  return words === voice.words ? null : { ...change, words };
}

/**
 * An edit changes the words of a voice that still follows its message; a deletion, or an edit that leaves no words,
 * forgets the voice.
 */
export function followMessage(db: Database, now: Date, change: MessageChange): void {
  const voice = capturedFrom(db, change.conversationId, change.messageTs);
  if (!voice || (change.words !== null && !voice.followsMessage)) return;
  const { followsMessage, ...kept } = voice;
  if (change.words === null || !/[\p{L}\p{N}\p{P}\p{S}]/u.test(change.words)) {
    dropVoice(db, now, voice.id);
    leaveTraces(db, now);
    audit(db, now, null, 'forgot', `voice ${voice.id}`);
    return;
  }
  // A message can hold five times what a voice can: one that grew beyond is followed no more.
  if (change.words.length > longestWords) {
    changeVoice(db, kept, false);
    return;
  }
  changeVoice(db, { ...kept, words: change.words }, followsMessage);
  announceChange(db, now, voice.id);
  leaveTraces(db, now);
  audit(db, now, null, 'edited', `voice ${voice.id}`);
}
