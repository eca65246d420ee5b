// Counts how many customers spoke about each decision of a round, for its root.
import { conversationViewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/log.ts';
import { countMatches } from '../voc/match-voices.ts';
import type { RoundFacts } from './load-round.ts';

/** By the decision's id. */
export type Speakers = ReadonlyMap<number, number>;

/** Only while people are answering. A root without the count is better than none, so a failure is logged and no more. */
export function countSpeakers(db: Database, { round, decisions }: RoundFacts, log: Logger): Speakers {
  const speakers = new Map<number, number>();
  if (round.state !== 'open') return speakers;
  const viewer = conversationViewer(round.conversationId);
  for (const { decision } of decisions) {
    if (decision.fate === 'withdrawn') continue;
    try {
      speakers.set(decision.id, countMatches(db, decision.statement, viewer));
    } catch (err) {
      log.error({ err, decision: decision.id }, 'nobody knows how many customers spoke about a decision');
    }
  }
  return speakers;
}
