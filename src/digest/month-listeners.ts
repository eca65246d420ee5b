// Slack's door to a team's own month.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { loadMonth } from './load-month.ts';
import { monthMessage } from './month-view.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  doors.subcommand('/ritual', {
    word: 'month',
    usage: 'month',
    tells: 'how this channel’s ritual did in four weeks (its facilitator), and your function (its lead)',
    run: ({ now, personId, conversationId }) => ({
      say: monthMessage(loadMonth(db, now, personId, conversationId)),
    }),
  });
}
