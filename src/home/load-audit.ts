// Loads a page of the audit log.
import { readAudit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import type { AuditPage } from './audit-view.ts';

const onPage = 20;

/** The newest page, or the one of what was written before or after an entry. */
export function loadAudit(db: Database, from: { before?: number; after?: number } = {}): AuditPage {
  const entries = readAudit(db, { ...from, most: onPage });
  const [newest] = entries;
  const oldest = entries.at(-1);
  return {
    entries,
    hasNewer: newest !== undefined && readAudit(db, { after: newest.id, most: 1 }).length > 0,
    hasOlder: oldest !== undefined && readAudit(db, { before: oldest.id, most: 1 }).length > 0,
  };
}
