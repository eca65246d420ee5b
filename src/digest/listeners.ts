// Slack's door to the digest: its hour, its message, and the sponsor's preview.
import { requireSponsor } from '../people/roles.ts';
import { viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Sender } from '../platform/sender.ts';
import { alarmAt, type Ticker } from '../platform/ticker.ts';
import { computeFigures } from './compute-figures.ts';
import { loadDigest } from './load-digest.ts';
import { findDigest } from './store.ts';
import { awaitNextDigest, digestDrawing, digestZone, tellDigest } from './tell-digest.ts';
import { digestMessage } from './views.ts';
import { digestDue, weekUntil } from './week.ts';

interface House {
  db: Database;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
  now: Date;
}

export function listen({ db, doors, sender, ticker, now }: House): void {
  doors.subcommand('/ritual', {
    word: 'digest',
    usage: 'digest',
    tells: 'what the weekly digest would say now (sponsor only)',
    run: ({ now: asked, personId }) => {
      requireSponsor(db, personId);
      const week = weekUntil(asked, digestZone(db));
      return { say: digestMessage(loadDigest(db, computeFigures(db, week, viewerOf(db, personId)))) };
    },
  });
  sender.on(digestDrawing, {
    draw: (weekOf) => {
      const figures = findDigest(db, weekOf);
      return figures && digestMessage(loadDigest(db, figures));
    },
  });
  ticker.on(digestDue, (_key, tickedAt, dueAt) => tellDigest(db, tickedAt, dueAt));
  if (!alarmAt(db, digestDue, '')) db.transaction(() => awaitNextDigest(db, now));
}
