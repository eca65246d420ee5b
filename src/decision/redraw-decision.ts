// Has every message that shows what is asked about a decision drawn anew.
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { rootDrawing } from '../ritual/round.ts';
import { revealDrawing } from './close-round.ts';
import type { Decision } from './decision.ts';
import { ownerOutsideDrawing } from './open-matter.ts';

export function redrawDecision(db: Database, now: Date, { id, roundId }: Decision): void {
  redraw(db, now, revealDrawing, roundId);
  redraw(db, now, rootDrawing, roundId);
  redraw(db, now, ownerOutsideDrawing, id);
}
