// Draws the message of a digest, and draws it with a table where Slack refuses its charts.
import type { Database } from '../platform/database.ts';
import type { Message } from '../platform/drawing.ts';
import { redraw } from '../platform/outbox.ts';
import type { Loss } from '../platform/slack-errors.ts';
import { forgetRefusal, pictureOf, rememberRefusal, turnIntoTable } from './chart-store.ts';
import { loadDigest } from './load-digest.ts';
import { digestDrawing, readSubject } from './owe-digest.ts';
import { readerOf } from './reader.ts';
import { findDigest, markDigestMissed } from './store.ts';
import { digestMessage } from './views.ts';

export function drawDigest(db: Database, now: Date, subject: string, workspaceUrl: string): Message | null {
  const { weekOf, reader } = readSubject(subject);
  const figures = findDigest(db, weekOf, reader);
  if (!figures) return null;
  const facts = loadDigest(db, figures, readerOf(db, reader, workspaceUrl));
  return digestMessage(facts, pictureOf(db, now, weekOf, reader));
}

/**
 * Slack refused it. Charts may be why (not every workspace takes them yet): then it goes out at once with a table, and
 * the next one does so from the start. Otherwise this week was not told, and the next digest says so.
 */
export function loseDigest(db: Database, now: Date, subject: string, { problem }: Loss): void {
  const { weekOf, reader } = readSubject(subject);
  const isAboutBlocks = problem === 'invalid_blocks';
  if (isAboutBlocks && turnIntoTable(db, weekOf, reader)) {
    rememberRefusal(db, now);
    redraw(db, now, digestDrawing, subject);
    return;
  }
  // Without its charts it is refused as well, so they were not the reason.
  if (isAboutBlocks) forgetRefusal(db);
  markDigestMissed(db, weekOf, reader);
}
