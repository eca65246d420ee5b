// Which customers' words can be shown for what is decided in a conversation: those that all its members may read.
import { conversationViewer } from '../people/person.ts';
import { isMember, viewerOf } from '../people/store.ts';
import type { Asked } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { loadVoices } from '../voc/match-store.ts';
import { matchVoices } from '../voc/match-voices.ts';
import { findVoice } from '../voc/store.ts';
import { suggestVoices } from '../voc/suggest-voices.ts';
import type { Voice } from '../voc/voice.ts';
import { mostVoicesInForm } from './decision.ts';

const mostOffered = 20;

/** Refuses more than five voices, and those that cannot be shown in a conversation, or not by this person; they may have been forgotten since. */
export function requireHeard(
  db: Database,
  personId: string,
  conversationId: string,
  voiceIds: number[],
): void {
  if (voiceIds.length > mostVoicesInForm) {
    throw new Refusal('Five voices at once are enough. Keep those that tell the most.', 'evidence');
  }
  const heard = heardIn(db, personId, conversationId, voiceIds).map(({ id }) => id);
  const gone = voiceIds.find((id) => !heard.includes(id));
  if (gone === undefined) return;
  throw new Refusal(
    `Voice ${gone} cannot be cited here: it is forgotten, or not everyone in this channel may read it. Take it out.`,
    'evidence',
  );
}

/** Of these voices, the ones that everyone in a conversation may read, and this person too. */
export function heardIn(db: Database, personId: string, conversationId: string, voiceIds: number[]): Voice[] {
  const own = viewerOf(db, personId);
  return loadVoices(db, voiceIds, conversationViewer(conversationId)).filter(
    ({ id }) => findVoice(db, id, own) !== undefined,
  );
}

/** The choices of a type-ahead in a form that goes to a conversation; '' is none yet: what the whole workspace hears. */
export function offerVoices(
  db: Database,
  { personId, typed, now }: Asked & { typed: string },
  conversationId: string,
): Voice[] {
  const own = viewerOf(db, personId);
  const isStranger = !isMember(db, conversationId, personId) && !own.isSponsor;
  if (conversationId !== '' && isStranger) return [];
  return suggestVoices(db, now, typed, conversationViewer(conversationId), mostOffered).filter(
    ({ id }) => findVoice(db, id, own) !== undefined,
  );
}

/** What customers have said that is about a statement, best first. */
export function spokenAbout(
  db: Database,
  personId: string,
  { conversationId, statement }: { conversationId: string; statement: string },
  most: number,
): Voice[] {
  const own = viewerOf(db, personId);
  return matchVoices(db, statement, conversationViewer(conversationId), most)
    .map(({ voice }) => voice)
    .filter(({ id }) => findVoice(db, id, own) !== undefined);
}
