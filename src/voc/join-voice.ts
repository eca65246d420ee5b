// Joins voices that say the same: one stands for both, and each keeps its words, its customer and its source.
import { viewerOf } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { originOf, setApart, setJoined } from './capture-store.ts';
import { requireOwnVoice } from './edit-voice.ts';
import { requireVoice } from './forget-voice.ts';
import { sharesAudience } from './likeness-store.ts';
import { findVoice } from './store.ts';
import type { Voice } from './voice.ts';

/**
 * Has voice `id` shown by voice `into`, or by the one that stands for that. Refuses anyone but the capturer of `id` and
 * the sponsor, and voices that are not for the same people: joined, one would tell of the other.
 */
export function joinVoice(db: Database, now: Date, personId: string, id: number, into: number): Voice {
  const voice = requireOwnVoice(db, personId, id, 'join');
  const named = requireVoice(db, personId, into);
  const standing = originOf(db, into).joinedTo;
  const other = standing === null ? named : requireVoice(db, personId, standing);
  if (other.id === id) {
    throw new Refusal(
      id === into
        ? 'A voice cannot be joined to itself. Type the numbers of two: `/voc link 42 12`.'
        : `Voice ${into} is joined to voice ${id} already.`,
    );
  }
  if (!sharesAudience(voice, other)) {
    throw new Refusal(
      `Voice ${id} and voice ${other.id} are not for the same people, so they stay apart: joined, each would tell of the other.`,
    );
  }
  if (originOf(db, id).joinedTo !== other.id) {
    setJoined(db, id, other.id);
    audit(db, now, personId, 'joined', `voice ${id} to voice ${other.id}`);
  }
  return findVoice(db, other.id, viewerOf(db, personId)) ?? other;
}

/** Has a joined voice stand for itself again. Refuses as joining does. */
export function partVoice(db: Database, now: Date, personId: string, id: number): Voice {
  const voice = requireOwnVoice(db, personId, id, 'take apart');
  if (originOf(db, id).joinedTo !== null) {
    setApart(db, id);
    audit(db, now, personId, 'took apart', `voice ${id}`);
  }
  return voice;
}
