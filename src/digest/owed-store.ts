// The SQL of what is owed in the whole workspace: open matters and follow-ups, to whom they belong, and until when.
import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { mayReadVoice } from '../voc/store.ts';
import type { OpenDuty } from './owed.ts';

interface DutyRow {
  kind: OpenDuty['kind'];
  id: number;
  due: string;
  owner_id: string;
  time_zone: string | null;
  has_owner: number;
  may_read: number;
}

const toDuty = (row: DutyRow): OpenDuty => ({
  kind: row.kind,
  id: row.id,
  dueAt: row.due,
  ownerId: row.owner_id,
  timeZone: row.time_zone,
  hasOwner: row.has_owner === 1,
  mayRead: row.may_read === 1,
});

// As isActive() has it: somebody of this workspace, or a guest, who is still here.
const hasOwner = `coalesce(p.left_at IS NULL AND p.kind IN ('member', 'guest'), 0)`;

/** What is open and due before an instant, or whose owner has left, however late it is due. */
export function openDuties(db: Database, before: Date, viewer: Viewer): OpenDuty[] {
  return db
    .all<DutyRow>(
      `SELECT 'matter' AS kind, m.id AS id, m.due_at AS due, m.owner_id AS owner_id, p.time_zone AS time_zone,
         ${hasOwner} AS has_owner, ${mayRead('d')} AS may_read
       FROM matter m LEFT JOIN person p ON p.id = m.owner_id JOIN decision d ON d.id = m.decision_id
       WHERE m.ending IS NULL AND (m.due_at < @before OR NOT ${hasOwner})
       UNION ALL SELECT 'follow-up', f.id, f.due_on, f.owner_id, p.time_zone, ${hasOwner}, ${mayReadVoice}
       FROM follow_up f INDEXED BY follow_up_open LEFT JOIN person p ON p.id = f.owner_id JOIN voice v ON v.id = f.voice_id
       WHERE f.closed_at IS NULL
       ORDER BY due, kind DESC, id`,
      { before: stored(before), ...viewerValues(viewer) },
    )
    .map(toDuty);
}
