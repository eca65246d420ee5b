// Counts what the next digest would tell if it fell due now, for the sponsor who asks; nothing of it is kept.
import { requireSponsor } from '../people/roles.ts';
import { viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { countWeek } from './count-week.ts';
import type { Figures } from './figures.ts';
import { theSponsor } from './reader.ts';
import { digestZone, runningWeek } from './tell-digest.ts';

/** Refuses anyone but the sponsor; the counting itself may take its time. */
export function previewDigest(db: Database, now: Date, personId: string): () => Promise<Figures> {
  requireSponsor(db, personId);
  const reader = { name: theSponsor, viewer: viewerOf(db, personId) };
  const task = { week: runningWeek(db, now), zone: digestZone(db), readers: [reader] };
  return async () => {
    const [told] = (await countWeek(db, task)).figures;
    if (!told) throw new Error('a digest has a reader');
    return told.figures;
  };
}
