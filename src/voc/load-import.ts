// Loads what the message about an import shows.
import { knownSegments } from '../people/segments-store.ts';
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mostRefusals, type RefusedRow } from './import.ts';
import { findImport, listRefusals, nextSlice } from './import-store.ts';
import type { ImportFacts, Sample } from './import-views.ts';
import { reachOf } from './voice.ts';

const samplesShown = 3;
const refusalsShown = 5;

export function loadImport(db: Database, id: number): ImportFacts | null {
  const from = findImport(db, id);
  if (!from) return null;
  const isReady = from.state === 'ready';
  return {
    from,
    samples: isReady ? samplesOf(db, id) : [],
    refusals: isReady ? listRefusals(db, id, refusalsShown) : [],
    reach: reachOf(from.conversationId, findConversation(db, from.conversationId)),
  };
}

function samplesOf(db: Database, id: number): Sample[] {
  const labels = new Map(knownSegments(db).map(({ name, label }) => [name, label]));
  const rows = nextSlice(db, id)?.rows.slice(0, samplesShown) ?? [];
  return rows.map((row) => ({ ...row, segmentLabel: labels.get(row.segment ?? '') }));
}

/** Refuses everybody but whoever gave the file. */
export function loadRefusals(
  db: Database,
  personId: string,
  id: number,
): { refused: RefusedRow[]; all: number } {
  const from = findImport(db, id);
  if (from?.personId !== personId) throw new Refusal('Only whoever gave this file can do that.');
  const refused = listRefusals(db, id, mostRefusals);
  if (refused.length === 0) throw new Refusal('That is settled already; the message shows how.');
  return { refused, all: from.reading?.refused ?? refused.length };
}
