// Keeps a customer's words, masked, for those who may hear them.
import type { Conversation } from '../people/conversation.ts';
import { findSettings } from '../people/settings-store.ts';
import { findConversation, findPerson, isMember, sponsorId, viewerOf } from '../people/store.ts';
import { instantOf, localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { setAlarm } from '../platform/ticker.ts';
import { setOrigin } from './capture-store.ts';
import type { Draft } from './draft.ts';
import type { Confirmation } from './load-confirmation.ts';
import type { Masked } from './mask.ts';
import { maskerOf } from './masking.ts';
import { digestOf } from './message.ts';
import * as store from './store.ts';
import { currentThemes } from './theme-store.ts';
import { audienceIn, isUnhappy, type Place, type Reach, reachOf } from './voice.ts';

/**
 * The kind of alarm that tells the other rooms that a customer was unhappy; its key is the voice's number. Databases
 * hold alarms of this name from when every voice set one.
 */
export const unhappyVoiceKept = 'voice kept';

/** Refuses strangers to the conversation, a message that is kept already, and words from the future. */
export function keepVoice(
  db: Database,
  now: Date,
  personId: string,
  place: Place,
  draft: Draft,
): Confirmation {
  const conversation = requireOpen(db, personId, place);
  const { conversationId, messageTs, message } = place;
  const { said, masked } = readyToStore(db, draft);
  const voice = store.addVoice(db, {
    ...said,
    conversationId,
    audience: audienceIn(conversationId, conversation),
    messageTs,
    saidAt: saidAt(db, now, personId, messageTs === null ? now : postedAt(messageTs), draft.saidOn),
    capturedBy: personId,
    capturedAt: now,
  });
  if (message) {
    setOrigin(db, voice.id, { ...message, followsMessage: message.digest === digestOf(draft.words) });
  }
  audit(db, now, personId, 'captured', `voice ${voice.id}`);
  if (isUnhappy(voice)) setAlarm(db, unhappyVoiceKept, voice.id, now);
  const reach = reachOf(conversationId, conversation);
  return { voice, reach, masked, attached: message?.attached ?? [] };
}

/** What of a draft may be written, masked, with each theme under the name that it has by now. */
export function readyToStore(db: Database, draft: Draft): Masking {
  const { said, masked } = maskedWith(maskerOf(db), draft);
  return { said: { ...said, themes: currentThemes(db, said.themes) }, masked };
}

interface Masking {
  said: Omit<Draft, 'saidOn'>;
  /** How many e-mail addresses, phone and card numbers were taken out. */
  masked: number;
}

/** Every text of a draft through the mask. */
export function maskedWith(masks: (words: string) => Masked, { saidOn, ...draft }: Draft): Masking {
  const texts = [draft.words, draft.customer, draft.source, draft.stage].map((text) => masks(text ?? ''));
  const [words, customer, source, stage] = texts.map((text) => text.words);
  return {
    said: {
      ...draft,
      words: words ?? '',
      customer: customer || null,
      source: source || null,
      stage: stage || null,
    },
    masked: texts.reduce((sum, { found }) => sum + found, 0),
  };
}

/** Says who will hear what is captured there. Refuses as keepVoice does. */
export function requireMayKeep(db: Database, personId: string, place: Place): Reach {
  return reachOf(place.conversationId, requireOpen(db, personId, place));
}

/** The conversation as far as it is known; somebody may capture there what is said. */
function requireOpen(
  db: Database,
  personId: string,
  { conversationId, messageTs }: Place,
): Conversation | undefined {
  const conversation = findConversation(db, conversationId);
  const mayCapture = isMember(db, conversationId, personId) || sponsorId(db) === personId;
  // Of a conversation without the bot nothing is known; Slack let the person act there.
  if (conversation?.hasBot && !mayCapture) {
    throw new Refusal('Only members of this channel can save what is said in it. Join it, then try again.');
  }
  const kept = messageTs === null ? undefined : store.voiceOfMessage(db, conversationId, messageTs);
  if (kept !== undefined) {
    throw new Refusal(
      store.findVoice(db, kept, viewerOf(db, personId))
        ? `This message is already saved, as voice ${kept}. \`/voc show ${kept}\` shows it.`
        : 'Somebody has saved this message already. I am not a member here, so only they and the sponsor see it.',
    );
  }
  return conversation;
}

/** The zone in which a person's calendar days are meant. */
export function zoneOf(db: Database, personId: string): string {
  return findPerson(db, personId)?.timeZone ?? findSettings(db).timeZone;
}

/** When a message was posted, by its ts. */
export function postedAt(messageTs: string): Date {
  return new Date(Number(messageTs) * 1000);
}

/** The moment that is known, unless another day was given: that counts from its noon. Refuses days to come. */
export function saidAt(db: Database, now: Date, personId: string, known: Date, saidOn: string | null): Date {
  if (saidOn === null) return known;
  const zone = zoneOf(db, personId);
  if (saidOn === localTime(known, zone).date) return known;
  if (saidOn > localTime(now, zone).date) {
    throw new Refusal('That day is yet to come. Choose the day on which the customer said it.', 'said_on');
  }
  return instantOf(saidOn, '12:00', zone);
}
