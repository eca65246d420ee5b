// Ends what nobody has to do any longer, because its decision was changed, reversed or withdrawn.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm } from '../platform/ticker.ts';
import { reviewDue } from './await-outcome.ts';
import { closeOffer } from './close-offer.ts';
import { endMatter, mattersOfDecision } from './matter-store.ts';

/** Every open matter of the decision becomes moot, and it is not looked back on. */
export function dropMatters(db: Database, now: Date, decisionId: number): void {
  clearAlarm(db, reviewDue, decisionId);
  for (const matter of mattersOfDecision(db, decisionId)) {
    const { id, kind, ending } = matter;
    if (ending !== null) continue;
    closeOffer(db, now, matter);
    endMatter(db, id, { ending: 'moot', reason: null, endedBy: null, endedAt: now });
    audit(db, now, null, `dropped ${kind}`, `decision ${decisionId}`);
  }
}
