// Tells the other rooms what becomes of a voice: they show its words, and voc does not know them.
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import { removeVoice } from './store.ts';

/** The kind of alarm at which others take a forgotten voice out of what they show; its key is the voice's number. */
export const voiceForgotten = 'voice forgotten';
/** The kind of alarm at which others draw anew what shows a voice; its key is the voice's number. */
export const voiceChanged = 'voice changed';

/**
 * How many are removed before people's requests go in between: each takes all its terms out of the index, some ms.
 */
export const voicesForgottenInSlice = 10;

/** Removes a voice for good. The one way in which voices go; whoever is done with it leaves no traces. */
export function dropVoice(db: Database, now: Date, id: number): void {
  removeVoice(db, id);
  setAlarm(db, voiceForgotten, id, now);
}

export function announceChange(db: Database, now: Date, id: number): void {
  setAlarm(db, voiceChanged, id, now);
}
