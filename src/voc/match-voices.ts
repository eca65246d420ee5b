// The chair speaks: finds what customers have said that is about a decision, for those who may read it.
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { conceptsOf, likenesses, pick, weigh } from './match.ts';
import * as store from './match-store.ts';
import type { Voice } from './voice.ts';

export interface VoiceMatch {
  voice: Voice;
  /** How much of what the statement tells is in the voice, 0 to 1. */
  share: number;
}

/**
 * The voices that a person would pick as being about a statement, best first, at most `most`; often none. How common a
 * word is gets reckoned from what this viewer may read, so words said in private change nothing that is shown elsewhere.
 */
export function matchVoices(db: Database, words: string, viewer: Viewer, most: number): VoiceMatch[] {
  const found = findMatches(db, words, viewer).slice(0, most);
  const shares = new Map(found.map(({ id, share }) => [id, share]));
  const voices = store.loadVoices(
    db,
    found.map(({ id }) => id),
    viewer,
  );
  return voices.map((voice) => ({ voice, share: shares.get(voice.id) ?? 0 }));
}

/** How many customers spoke about a statement; a voice that names no customer counts as one of its own. */
export function countMatches(db: Database, words: string, viewer: Viewer): number {
  const speakers = findMatches(db, words, viewer).map(({ id, customer }) => customer?.toLowerCase() ?? id);
  return new Set(speakers).size;
}

/** Whether a voice is one of those that a person would pick as being about a statement. */
export function isAbout(db: Database, voiceId: number, words: string, viewer: Viewer): boolean {
  return findMatches(db, words, viewer).some(({ id }) => id === voiceId);
}

function findMatches(db: Database, words: string, viewer: Viewer) {
  const concepts = conceptsOf(words);
  if (!concepts.some(({ prior }) => prior === 1)) return [];
  const sample = store.sampleVoices(db, viewer);
  const speakers = store.findSpeakers(db, concepts, viewer);
  const weighed = concepts.flatMap((concept, at) =>
    speakers[at] ? weigh(concept, speakers[at], sample) : [],
  );
  return pick(store.detailsOf(db, likenesses(weighed)));
}
