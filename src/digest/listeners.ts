// Slack's door to the digest: its hour, its message, and the sponsor's preview.
import { requireSponsor } from '../people/roles.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Sender } from '../platform/sender.ts';
import { alarmAt, type Ticker } from '../platform/ticker.ts';
import { loadDigest } from './load-digest.ts';
import { findDigest, markDigestMissed } from './store.ts';
import { awaitNextDigest, digestDrawing, previewDigest, tellDigest } from './tell-digest.ts';
import { digestMessage } from './views.ts';
import { digestDue } from './week.ts';

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
      return { say: digestMessage(loadDigest(db, previewDigest(db, asked, personId))) };
    },
  });
  sender.on(digestDrawing, {
    draw: (weekOf) => {
      const figures = findDigest(db, weekOf);
      return figures && digestMessage(loadDigest(db, figures));
    },
    lost: (weekOf) => markDigestMissed(db, weekOf),
  });
  ticker.on(digestDue, (_key, tickedAt, dueAt) => tellDigest(db, tickedAt, dueAt));
  if (!alarmAt(db, digestDue, '')) db.transaction(() => awaitNextDigest(db, now));
}
