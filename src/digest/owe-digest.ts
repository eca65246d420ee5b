// Owes the message that tells a digest to one reader.
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { theSponsor } from './reader.ts';

/** The drawing of a digest. */
export const digestDrawing = 'digest';

export interface ToldDigest {
  weekOf: string;
  reader: string;
  /** The person or the channel it goes to. */
  toldTo: string;
}

/** The kind of alarm at which a week has been told to the sponsor; its key is the week. */
export const digestTold = 'digest told';

/** Runs in the transaction that keeps the figures. */
export function oweDigest(db: Database, now: Date, { weekOf, reader, toldTo }: ToldDigest): void {
  owe(db, now, { drawing: digestDrawing, subject: subjectOf(weekOf, reader), address: toldTo });
  if (reader === theSponsor) setAlarm(db, digestTold, weekOf, now);
}

/** A message's subject: the week, and the reader where it is a channel. */
export function subjectOf(weekOf: string, reader: string): string {
  return reader === theSponsor ? weekOf : `${weekOf} ${reader}`;
}

export function readSubject(subject: string): { weekOf: string; reader: string } {
  const [weekOf = '', reader = theSponsor] = subject.split(' ');
  return { weekOf, reader };
}
