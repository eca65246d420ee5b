// Loads what is shown to whoever kept a voice: what was understood, and then what could be done with it.
import { findConversation, viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { originOf } from './capture-store.ts';
import { likeOf, neighboursOf } from './likeness-store.ts';
import { suggestThemes } from './suggest-themes.ts';
import { noConversation, type Reach, reachOf, type Voice } from './voice.ts';

export interface Confirmation {
  voice: Voice;
  reach: Reach;
  /** How many e-mail addresses, phone and card numbers were taken out. */
  masked: number;
  /** The names of the files that hung on the message. */
  attached: string[];
}

export function loadConfirmation(db: Database, voice: Voice, masked: number): Confirmation {
  return { voice, reach: reachOfVoice(db, voice), masked, attached: originOf(db, voice.id).attached };
}

export interface Offers {
  /** A voice that says the same and could stand for this one. */
  like: Voice | undefined;
  suggestedThemes: string[];
}

/**
 * What others have said bears on a voice; nothing that `personId`, who kept it, may not read is offered. The look takes
 * longer the more was said, so words that are typed are acknowledged before it. `withLike`: whether to say which voice
 * is like it; not again to whoever keeps both.
 */
export function loadOffers(db: Database, now: Date, personId: string, voice: Voice, withLike = true): Offers {
  const viewer = viewerOf(db, personId);
  const neighbours = neighboursOf(db, now, voice, viewer);
  const mayJoin = withLike && originOf(db, voice.id).joinedTo === null;
  return {
    like: mayJoin ? likeOf(voice, neighbours) : undefined,
    suggestedThemes: suggestThemes(db, voice, neighbours, viewer),
  };
}

/** Who sees it now. Its audience is that of the day it was kept; whether outsiders listen may have changed. */
function reachOfVoice(db: Database, { audience, conversationId }: Voice): Reach {
  if (audience === 'capturer') return 'nobody';
  if (audience === 'workspace') return reachOf(noConversation, undefined);
  return findConversation(db, conversationId)?.isShared ? 'shared' : 'members';
}
