// Ends a matter with a reason: a decision is kept, changed or reversed, judged, or learnt about.
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { openRoundByHand } from '../ritual/ask-ritual.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findOpenRound } from '../ritual/round-store.ts';
import { revealDrawing } from './close-round.ts';
import { checkStatement, type Decision, longestReason } from './decision.ts';
import { type Ending, lookOfEnding, type Matter } from './matter.ts';
import * as matters from './matter-store.ts';
import { openMatter } from './open-matter.ts';
import { recordDecision } from './record-decision.ts';
import { addDecision, loadDecision, setFate, setRuling } from './store.ts';

interface End {
  ending: Ending;
  reason: string;
  /** For a changed decision: what it says now, and whether the team is asked about it. */
  statement?: string;
  askAgain?: boolean;
}

/** The matter and its decision, when this person may end it: its owner, or the sponsor. Refuses what has ended. */
export function requireMatter(
  db: Database,
  matterId: number,
  personId: string,
): { matter: Matter; decision: Decision } {
  const matter = matters.findMatter(db, matterId);
  const decision = matter && loadDecision(db, matter.decisionId);
  if (!matter || !decision) throw new Refusal('This is not known any more.');
  if (matter.ownerId !== personId && sponsorId(db) !== personId) {
    throw new Refusal(`Only its owner <@${matter.ownerId}> can do this.`);
  }
  if (matter.ending) {
    throw new Refusal(
      `This was settled already: ${matter.ending}, by <@${matter.endedBy}>. \`/decided show ${decision.id}\` tells the story.`,
    );
  }
  return { matter, decision };
}

/** Refuses anyone but owner and sponsor, a second ending, an ending without a reason. */
export function endMatter(db: Database, now: Date, personId: string, matterId: number, end: End): Matter {
  const { matter, decision } = requireMatter(db, matterId, personId);
  const reason = end.reason.trim();
  if (!lookOfEnding(matter.kind, end.ending)) throw new Refusal('This cannot end like that.');
  if (!reason) throw new Refusal('Write the reason in a sentence: the team will read it.', 'reason');
  if (reason.length > longestReason) throw new Refusal('Keep the reason under 2,000 characters.', 'reason');
  matters.endMatter(db, matterId, { ending: end.ending, reason, endedBy: personId, endedAt: now });
  audit(db, now, personId, end.ending, `decision ${decision.id}`);
  if (end.ending === 'kept' || end.ending === 'reversed') setFate(db, decision.id, end.ending);
  if (end.ending === 'changed') changeDecision(db, now, personId, decision, end);
  if (end.ending === 'reconsider') {
    setRuling(db, decision.id, 'reconsider');
    openMatter(db, now, 'reconsideration', decision);
  }
  redraw(db, now, revealDrawing, decision.roundId);
  redraw(db, now, rootDrawing, decision.roundId);
  return { ...matter, ending: end.ending, reason, endedBy: personId, endedAt: now };
}

/** The new decision points back at the old one; it is asked about in a round of its own, or stands at once. */
function changeDecision(db: Database, now: Date, personId: string, old: Decision, end: End): void {
  const statement = checkStatement(end.statement ?? '', 'statement');
  if (statement === old.statement)
    throw new Refusal('This says the same as before. Write what you decide now.', 'statement');
  setFate(db, old.id, 'changed');
  if (!end.askAgain) {
    const { id: _id, fate: _fate, ...rest } = old;
    const changed = { ...rest, statement, changesId: old.id, recordedBy: personId, recordedAt: now };
    const id = addDecision(db, { ...changed, ruling: 'stands' });
    audit(db, now, personId, 'recorded', `decision ${id}`);
    return;
  }
  const round =
    findOpenRound(db, old.conversationId) ?? openRoundByHand(db, now, personId, old.conversationId);
  const wishes = {
    statement,
    ownerId: old.ownerId,
    segments: old.segments,
    reviewOn: null,
    changesId: old.id,
  };
  recordDecision(db, now, personId, { roundId: round.id }, wishes);
}
