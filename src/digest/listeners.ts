// Slack's door to the digest: its message, the sponsor's preview, and past digests by their week.
import { sponsorChosen } from '../people/follow-sponsor.ts';
import { findPerson } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Command } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import type { Ticker } from '../platform/ticker.ts';
import { readPastDay } from '../voc/past-day.ts';
import { drawDigest, loseDigest } from './draw-digest.ts';
import { askFigures } from './export-figures.ts';
import { drawGreeting, greetingDrawing, greetSponsor } from './greet-sponsor.ts';
import { loadDigest } from './load-digest.ts';
import { loadPast, loadPastPage, readerFor, weekOfDay } from './load-past.ts';
import { digestDrawing } from './owe-digest.ts';
import { pastDigestMessage, pastPage } from './past-view.ts';
import { previewDigest } from './preview-digest.ts';
import { readerOf, theSponsor } from './reader.ts';
import { previewMessage } from './views.ts';
import { comingOf } from './week-words.ts';

interface House {
  db: Database;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
  /** Where Slack has the workspace, with a slash at its end. */
  workspaceUrl: string;
}

const counting = 'I am counting. What the digest would say now follows in a moment.';

export function listen(house: House): void {
  const { db, doors, sender, ticker, workspaceUrl } = house;
  doors.subcommand('/ritual', {
    word: 'digest',
    usage: 'digest 2026-11-09',
    tells:
      'the digest of that week; `digest past` lists them all, `digest csv` sends its figures in a file, `digest` alone is what the next one would say now',
    run: (command) => {
      if (command.text === '') return preview(house, command);
      if (/^(past|list)$/i.test(command.text)) return listPast(db, command);
      if (/^csv\b/i.test(command.text)) return sendFigures(db, command);
      return readPast(house, command);
    },
  });
  sender.on(digestDrawing, {
    draw: (subject, now) => drawDigest(db, now, subject, workspaceUrl),
    lost: (subject, loss, now) => loseDigest(db, now, subject, loss),
  });
  ticker.on(sponsorChosen, (key, now) => greetSponsor(db, now, key));
  sender.on(greetingDrawing, { draw: (subject, now) => drawGreeting(db, now, subject) });
}

function preview({ db, workspaceUrl }: House, { now, personId }: Command): Reply {
  const count = previewDigest(db, now, personId);
  const reader = readerOf(db, theSponsor, workspaceUrl);
  return {
    say: sentence(counting),
    after: async (_update, say) => say(previewMessage(loadDigest(db, await count(), reader, false))),
  };
}

function listPast(db: Database, { personId, conversationId }: Command): Reply {
  const reader = readerFor(db, personId, conversationId);
  return { open: pastPage(loadPastPage(db, personId, reader, '')) };
}

function sendFigures(db: Database, { now, personId, text }: Command): Reply {
  const typed = text.replace(/^csv\s*/i, '');
  const day = typed === '' ? null : readDay(db, now, personId, typed);
  return { say: sentence(comingOf(askFigures(db, now, personId, day))) };
}

/** Refuses what is no day. */
function readDay(db: Database, now: Date, personId: string, typed: string): string {
  const day = readPastDay(typed, localTime(now, findPerson(db, personId)?.timeZone ?? 'UTC').date);
  if (day !== null) return day;
  throw new Refusal('Which week? Type a day in it, such as `/ritual digest 2026-11-09`, or `past` for all.');
}

function readPast({ db, workspaceUrl }: House, { now, personId, conversationId, text }: Command): Reply {
  const day = readDay(db, now, personId, text);
  const reader = readerFor(db, personId, conversationId);
  const weekOf = weekOfDay(db, now, reader, day);
  return { say: pastDigestMessage(loadPast(db, personId, { weekOf, reader, workspaceUrl })) };
}
