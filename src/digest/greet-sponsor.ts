// Tells somebody that they are the sponsor now: once, when somebody else has chosen them.
import { readChosen } from '../people/follow-sponsor.ts';
import { findSettings } from '../people/settings-store.ts';
import { sponsorId } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import type { Message } from '../platform/drawing.ts';
import { owe } from '../platform/outbox.ts';
import { dateTime, mention } from '../platform/slack-text.ts';
import { context, section } from '../platform/view-parts.ts';
import { digestZone } from './tell-digest.ts';
import { nextDigest } from './week.ts';

/** The drawing of the greeting; its subject says who was chosen by whom. */
export const greetingDrawing = 'sponsor greeting';

export function greetSponsor(db: Database, now: Date, subject: string): void {
  owe(db, now, { drawing: greetingDrawing, subject, address: readChosen(subject).chosenId });
}

/** Null when somebody else was chosen meanwhile. */
export function drawGreeting(db: Database, now: Date, subject: string): Message | null {
  const { chosenId, chosenBy } = readChosen(subject);
  if (sponsorId(db) !== chosenId) return null;
  const first = dateTime(nextDigest(findSettings(db), digestZone(db), now));
  return {
    text: 'You are the sponsor of Empty Chair now.',
    blocks: [
      section(
        `${mention(chosenBy)} made you the sponsor of Empty Chair: you see who owns what customers are waiting for, and the weekly digest comes to you.`,
      ),
      section(`Your next digest comes ${first}. \`/ritual digest\` shows what it would say now.`),
      context('Settings, scorecard and past digests are in my App Home: click my name, then Home.'),
    ],
  };
}
