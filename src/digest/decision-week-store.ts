// The SQL of a week's decisions: those that customers would dislike, blind spots, and those that voices changed.
import { fewestShown } from '../decision/ballot.ts';
import type { MatterKind } from '../decision/matter.ts';
import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { mayReadVoice } from '../voc/store.ts';
import type { Figures } from './figures.ts';
import type { Week } from './week.ts';

const bounds = (week: Week) => ({ from: stored(week.from), until: stored(week.until) });

/** The decisions on which the rule or their owner laid a duty of this kind in a week, by number. */
export function decisionsWith(
  db: Database,
  week: Week,
  kind: MatterKind,
  viewer: Viewer,
): { id: number; mayRead: boolean }[] {
  return db
    .all<{ id: number; may_read: number }>(
      `SELECT DISTINCT m.decision_id AS id, ${mayRead('d')} AS may_read
       FROM matter m CROSS JOIN decision d ON d.id = m.decision_id
       WHERE m.kind = @kind AND m.opened_at >= @from AND m.opened_at < @until AND m.because IN ('rule', 'owner')
       ORDER BY m.decision_id`,
      { kind, ...bounds(week), ...viewerValues(viewer) },
    )
    .map(({ id, may_read }) => ({ id, mayRead: may_read === 1 }));
}

// Voices that spoke against it, that were cited for it or by a named answer, and by ballots where they may be shown.
const voicesOf = `SELECT m.voice_id FROM matter m WHERE m.decision_id = changed.id
  UNION SELECT e.voice_id FROM evidence e WHERE e.decision_id = changed.id
  UNION SELECT cited.value FROM ballot b, json_each(b.voice_ids) cited WHERE b.decision_id = changed.id
    AND (SELECT count(*) FROM ballot every WHERE every.decision_id = changed.id) >= ${fewestShown}`;

/** The decisions of teams that were changed or reversed in a week and that voices speak of, by number. */
export function changedByVoices(db: Database, week: Week, viewer: Viewer): Figures['thanks'] {
  const rows = db.all<{ ritual_id: number; id: number; voice_id: number }>(
    `WITH changed AS MATERIALIZED (SELECT DISTINCT d.id, round.ritual_id
       FROM matter m CROSS JOIN decision d ON d.id = m.decision_id CROSS JOIN round ON round.id = d.round_id
       WHERE m.ended_at >= @from AND m.ended_at < @until AND m.ending IN ('changed', 'reversed')
         AND round.ritual_id IS NOT NULL AND ${mayRead('d')})
     SELECT changed.ritual_id, changed.id, v.id AS voice_id
     FROM changed CROSS JOIN voice v ON v.id IN (${voicesOf}) AND ${mayReadVoice}
     ORDER BY changed.id, v.id`,
    { ...bounds(week), ...viewerValues(viewer) },
  );
  return [...Map.groupBy(rows, ({ id }) => id)].map(([decisionId, theirs]) => ({
    ritualId: theirs[0]?.ritual_id ?? 0,
    decisionId,
    voiceIds: theirs.map(({ voice_id }) => voice_id),
  }));
}
