// Loads what is shown to whoever kept a voice: what was understood, and what could be done with it at once.
import { findConversation, viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { originOf } from './capture-store.ts';
import { likeOf, neighboursOf } from './likeness-store.ts';
import { suggestThemes } from './suggest-themes.ts';
import { noConversation, type Reach, reachOf, type Voice } from './voice.ts';

export interface Confirmation {
  voice: Voice;
  reach: Reach;
  masked: number;
  attached: string[];
  /** A voice that says the same and could stand for this one. */
  like: Voice | undefined;
  suggestedThemes: string[];
}

interface Known {
  voice: Voice;
  masked?: number;
  /** Whether to say which voice is like it; not again to whoever keeps both. */
  withLike?: boolean;
}

/** `personId`: whoever kept it; nothing of what they may not read is offered. */
export function loadConfirmation(
  db: Database,
  now: Date,
  personId: string,
  { voice, masked = 0, withLike = true }: Known,
): Confirmation {
  const viewer = viewerOf(db, personId);
  const { attached, joinedTo } = originOf(db, voice.id);
  const neighbours = neighboursOf(db, now, voice, viewer);
  return {
    voice,
    reach: reachOfVoice(db, voice),
    masked,
    attached,
    like: withLike && joinedTo === null ? likeOf(voice, neighbours) : undefined,
    suggestedThemes: suggestThemes(db, voice, neighbours, viewer),
  };
}

/** Who sees it now. Its audience is that of the day it was kept; whether outsiders listen may have changed. */
function reachOfVoice(db: Database, { audience, conversationId }: Voice): Reach {
  if (audience === 'capturer') return 'nobody';
  if (audience === 'workspace') return reachOf(noConversation, undefined);
  return findConversation(db, conversationId)?.isShared ? 'shared' : 'members';
}
