// Closes a follow-up with what the customer was told.
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { checkTold, type FollowUp } from './follow-up.ts';
import { findFollowUp, setClosed } from './follow-up-store.ts';
import { requireVoice } from './forget-voice.ts';
import { maskerOf } from './masking.ts';
import type { Voice } from './voice.ts';

/** Refuses anyone but its owner and the sponsor, and words that say nothing. */
export function closeFollowUp(
  db: Database,
  now: Date,
  personId: string,
  voiceId: number,
  typed: string,
): { voice: Voice; told: string } {
  const { voice, followUp } = requireFollowUp(db, personId, voiceId);
  const told = maskerOf(db)(checkTold(typed)).words;
  setClosed(db, followUp.id, told, personId, now);
  audit(db, now, personId, 'closed a follow-up', `voice ${voiceId}`);
  return { voice, told };
}

/** Refuses as closeFollowUp does. */
export function requireFollowUp(
  db: Database,
  personId: string,
  voiceId: number,
): { voice: Voice; followUp: FollowUp } {
  const voice = requireVoice(db, personId, voiceId);
  const followUp = findFollowUp(db, voiceId);
  if (!followUp || followUp.closedAt !== null) {
    throw new Refusal(
      `Voice ${voiceId} has no open follow-up. \`/voc own ${voiceId} me friday\` makes it yours.`,
    );
  }
  if (personId !== followUp.ownerId && personId !== sponsorId(db)) {
    throw new Refusal(`Only ${mention(followUp.ownerId)}, who owns it, and the sponsor can close it.`);
  }
  return { voice, followUp };
}

/** Reads what stands after `/voc close`: the number of a voice and what its customer was told. */
export function readClose(text: string): { voiceId: number; told: string } {
  const [, digits, told = ''] = /^#?(\d{1,15})(?:\s+(.*))?$/s.exec(text) ?? [];
  if (digits === undefined) {
    throw new Refusal(
      'After `/voc close` come the number of a voice and what its customer was told: `/voc close 42 The fix is out`. (To save words that begin with “close”, use the form: `/voc` alone.)',
    );
  }
  return { voiceId: Number(digits), told };
}
