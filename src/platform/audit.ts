// The trail of every change of state: who, when, what, of which subject.
import { stored } from './clock.ts';
import type { Database } from './database.ts';

/** `personId` null means that time itself did it. `subject` is a reference such as 'decision 12', never words. */
export function audit(db: Database, now: Date, personId: string | null, did: string, subject: string): void {
  db.run('INSERT INTO audit (at, person_id, did, subject) VALUES (@at, @personId, @did, @subject)', {
    at: stored(now),
    personId,
    did,
    subject,
  });
}

export interface Trace {
  at: Date;
  personId: string | null;
  did: string;
}

/** What became of a subject and through whom, oldest first: its newest `most` changes. */
export function trailOf(db: Database, subject: string, most: number): Trace[] {
  return db
    .all<{ at: string; person_id: string | null; did: string }>(
      'SELECT at, person_id, did FROM audit WHERE subject = @subject ORDER BY id DESC LIMIT @most',
      { subject, most },
    )
    .map(({ at, person_id: personId, did }) => ({ at: new Date(at), personId, did }))
    .reverse();
}

export interface AuditEntry extends Trace {
  id: number;
  subject: string;
}

/** A page of the whole trail, newest first: what was written before an entry, or after it, or (neither given) last. */
export function readAudit(
  db: Database,
  { before = null, after = null, most }: { before?: number | null; after?: number | null; most: number },
): AuditEntry[] {
  const order = after === null ? 'DESC' : 'ASC';
  const rows = db.all<{ id: number; at: string; person_id: string | null; did: string; subject: string }>(
    `SELECT id, at, person_id, did, subject FROM audit
     WHERE id < coalesce(@before, 9e18) AND id > coalesce(@after, -1) ORDER BY id ${order} LIMIT @most`,
    { before, after, most },
  );
  const newestFirst = after === null ? rows : rows.reverse();
  return newestFirst.map(({ at, person_id: personId, ...row }) => ({ ...row, at: new Date(at), personId }));
}
