// Forgets a customer's words for good.
import { sponsorId, viewerOf } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { leaveTraces } from '../platform/traces.ts';
import { dropVoice } from './announce-voice.ts';
import { findVoice } from './store.ts';
import type { Voice } from './voice.ts';

/** Refuses anyone but the capturer and the sponsor. */
export function forgetVoice(db: Database, now: Date, personId: string, id: number): void {
  const voice = requireVoice(db, personId, id);
  if (personId !== voice.capturedBy && personId !== sponsorId(db)) {
    throw new Refusal(
      `Only ${mention(voice.capturedBy)}, who saved voice ${id}, and the sponsor can forget it. Ask one of them.`,
    );
  }
  removeVoiceFor(db, now, personId, id);
}

/** Without asking who may. `personId` null: whoever runs the bot. */
export function removeVoiceFor(db: Database, now: Date, personId: string | null, id: number): void {
  dropVoice(db, now, id);
  leaveTraces(db, now);
  audit(db, now, personId, 'forgot', `voice ${id}`);
}

/** Refuses with one sentence what is not there and what this person may not see. */
export function requireVoice(db: Database, personId: string, id: number): Voice {
  const voice = findVoice(db, id, viewerOf(db, personId));
  if (!voice) {
    throw new Refusal(`There is no voice ${id} that you can see. \`/voc list\` shows the newest.`);
  }
  return voice;
}

/** The number of a voice as people type it: 42 or #42. */
export function readVoiceId(typed: string, verb: 'show' | 'forget' | 'edit'): number {
  const digits = /^#?(\d{1,15})$/.exec(typed.trim())?.[1];
  if (digits === undefined) {
    throw new Refusal(
      `After \`/voc ${verb}\` comes the number of a voice, such as \`/voc ${verb} 42\`. \`/voc list\` shows them. (To save words that begin with “${verb}”, use the form: \`/voc\` alone.)`,
    );
  }
  return Number(digits);
}
