// Slack's door to the log of past decisions.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { logMessage, logPage } from './log-view.ts';
import { lookUpLog } from './search-log.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  doors.subcommand('/decided', {
    word: 'log',
    usage: 'log phone support',
    tells:
      'find past decisions; narrow with team:product owner:@ana state:reconsider verdict:dislike since:2026-10-01 until:2026-12-31',
    run: ({ now, personId, text }) => ({
      say: logMessage(lookUpLog(db, now, personId, { text, offset: 0 })),
    }),
  });
  doors.click('log.more', ({ now, personId, value }) => {
    const [, offset = '0', text = ''] = /^(\d{1,6}) (.*)$/s.exec(value) ?? [];
    const found = lookUpLog(db, now, personId, { text, offset: Number(offset) });
    return { say: logMessage(found), replace: logPage(found) };
  });
}
