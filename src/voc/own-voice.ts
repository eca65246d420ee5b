// Gives the follow-up of a voice its one owner and its day.
import { wishReminder } from '../people/attention.ts';
import { wholeWorkspace } from '../people/conversation.ts';
import { readDay } from '../people/days.ts';
import { isActive, type Person } from '../people/person.ts';
import { findPerson, viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { type FollowUp, firstReminder } from './follow-up.ts';
import { findFollowUp, putFollowUp } from './follow-up-store.ts';
import { requireVoice } from './forget-voice.ts';
import { zoneOf } from './keep-voice.ts';
import { findVoice } from './store.ts';
import { capturerOnly, type Voice } from './voice.ts';

interface Wish {
  ownerId: string;
  /** A calendar day. */
  dueOn: string;
}

export interface Owned {
  voice: Voice;
  followUp: FollowUp;
}

/** Whoever can read a voice may. Refuses an owner who cannot read it, and a day gone by. */
export function ownVoice(
  db: Database,
  now: Date,
  personId: string,
  voiceId: number,
  { ownerId, dueOn }: Wish,
): Owned {
  const voice = requireVoice(db, personId, voiceId);
  const owner = findPerson(db, ownerId);
  if (!isActive(owner)) {
    throw new Refusal('The owner must be one person who is still here, and no bot.', 'owner');
  }
  if (!findVoice(db, voiceId, viewerOf(db, ownerId))) {
    throw new Refusal(`${mention(ownerId)} cannot read voice ${voiceId}, ${whyNot(owner, voice)}`, 'owner');
  }
  if (dueOn < localTime(now, zoneOf(db, personId)).date) {
    throw new Refusal('That day is gone. Choose today or a later one.', 'due_on');
  }
  putFollowUp(db, { voiceId, ownerId, dueOn, askedBy: personId, at: now });
  wishReminder(db, ownerId, ownerId === personId ? firstReminder(dueOn, now, owner.timeZone) : now);
  audit(db, now, personId, 'gave a follow-up its owner', `voice ${voiceId}`);
  const followUp = findFollowUp(db, voiceId);
  if (!followUp) throw new Error(`voice ${voiceId} was just given an owner`);
  return { voice, followUp };
}

/** Why somebody cannot read a voice, and whom to choose. */
function whyNot({ kind }: Person, { audience }: Voice): string {
  if (audience === capturerOnly)
    return 'which only whoever saved it and the sponsor read. Choose one of them.';
  return kind === 'guest' && audience === wholeWorkspace
    ? 'because guests read what was saved in their own channels alone. Choose a member of this workspace.'
    : 'which stays with the people of its channel. Choose one of them.';
}

/** Reads what stands after `/voc own`, as Slack sends it: `42 <@U1|ana> friday`; `me` is whoever types. */
export function readOwn(db: Database, now: Date, personId: string, text: string): Wish & { voiceId: number } {
  const [, digits, person = '', typedDay = ''] =
    /^#?(\d{1,15})\s+(<@[^>\s]+>|me\b)\s*(.*)$/is.exec(text) ?? [];
  if (digits === undefined) {
    throw new Refusal(
      'After `/voc own` come the number of a voice, one person and a day: `/voc own 42 @ana friday`, or `/voc own 42 me friday`. (To save words that begin with “own”, use the form: `/voc` alone.)',
    );
  }
  const dueOn = readDay(typedDay, localTime(now, zoneOf(db, personId)).date);
  if (dueOn === null) {
    throw new Refusal(
      'By when? Type a day after the owner, such as friday, tomorrow, 24 Dec or 2026-12-24: `/voc own 42 @ana friday`.',
    );
  }
  const ownerId = /^<@([^>|]+)/.exec(person)?.[1] ?? personId;
  return { voiceId: Number(digits), ownerId, dueOn };
}
