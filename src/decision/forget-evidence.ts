// A voice was forgotten: it goes out of all evidence, and the messages that showed its words are drawn anew.
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { decisionsCiting, dropEvidence } from './evidence-store.ts';
import { lostDrawing } from './lose-round.ts';
import { redrawDecision } from './redraw-decision.ts';
import { loadDecision } from './store.ts';

/** Belongs to voc's alarm voiceForgotten. The reading of evidence leaves the voice out from its very forgetting on. */
export function forgetEvidence(db: Database, now: Date, voiceId: number): void {
  redrawCiting(db, now, voiceId);
  dropEvidence(db, voiceId);
}

/** Has every message drawn anew that shows a voice. */
export function redrawCiting(db: Database, now: Date, voiceId: number): void {
  for (const id of decisionsCiting(db, voiceId)) {
    const decision = loadDecision(db, id);
    if (!decision) continue;
    redrawDecision(db, now, decision);
    redraw(db, now, lostDrawing, `${decision.roundId} ${decision.ownerId}`);
  }
}
