// Slack's door to oversight, for the sponsor and admins: every ritual with its health, and the audit log.
import { requireSettings } from '../people/roles.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { auditPage } from './audit-view.ts';
import { healthPage } from './health-view.ts';
import { loadAudit } from './load-audit.ts';
import { loadHealth } from './load-health.ts';

interface House {
  db: Database;
  doors: Doors;
}

const oversight = 'see how all rituals are doing, and the audit log';

export function listen({ db, doors }: House): void {
  doors.click('rituals.health', ({ now, personId }) => {
    requireSettings(db, personId, oversight);
    return { open: healthPage(loadHealth(db, now, personId, 0)) };
  });
  for (const turn of ['back', 'more']) {
    doors.click(`rituals.health.${turn}`, ({ now, personId, value }) => {
      requireSettings(db, personId, oversight);
      return { replace: healthPage(loadHealth(db, now, personId, Number(value) || 0)) };
    });
  }
  doors.click('audit.log', ({ personId }) => {
    requireSettings(db, personId, oversight);
    return { open: auditPage(loadAudit(db)) };
  });
  doors.click('audit.older', ({ personId, value }) => {
    requireSettings(db, personId, oversight);
    return { replace: auditPage(loadAudit(db, { before: Number(value) || 0 })) };
  });
  doors.click('audit.newer', ({ personId, value }) => {
    requireSettings(db, personId, oversight);
    return { replace: auditPage(loadAudit(db, { after: Number(value) || 0 })) };
  });
}
