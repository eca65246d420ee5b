// What we owe to Slack, written in the same transaction as the fact and sent after it.
import { later, secondMs, stored } from './clock.ts';
import type { Database } from './database.ts';

/** One message: the outbox row, and after sending the place where it stands. */
export interface OwedMessage {
  id: number;
  drawing: string;
  subject: string;
  /** A conversation's id, or a person's for a direct message. */
  address: string;
  thread_of: number | null;
  channel_id: string | null;
  ts: string | null;
  state: 'due' | 'sending' | 'sent' | 'unknown' | 'failed' | 'dropped';
  /** How many times the facts changed, and which of these changes the message shows. */
  wanted: number;
  drawn: number;
  tried_at: string | null;
  attempts: number;
}

/** Where a message stands in Slack. */
export interface Place {
  channelId: string;
  ts: string;
}

/** Edits of one message are merged and stand at least this far apart. */
const editSpacingMs = 3 * secondMs;

interface Owed {
  drawing: string;
  subject: string | number;
  address: string;
  /** The drawing of the same subject and address in whose thread it goes. */
  inThreadOf?: { drawing: string; subject: string | number };
}

/** Owes a message, once for each drawing, subject and address. Belongs in the transaction of the fact. */
export function owe(db: Database, now: Date, { drawing, subject, address, inThreadOf }: Owed): void {
  const parent = inThreadOf ? findMessage(db, inThreadOf.drawing, inThreadOf.subject, address) : undefined;
  db.run(
    `INSERT INTO message (drawing, subject, address, thread_of, due_at)
     VALUES (@drawing, @subject, @address, @parent, @now) ON CONFLICT DO NOTHING`,
    { drawing, subject: String(subject), address, parent: parent?.id ?? null, now: stored(now) },
  );
}

/**
 * Has a message drawn anew. Several calls before it is sent make one edit; one that was refused or had nothing to say
 * gets another chance, for the facts have changed.
 */
export function redraw(db: Database, now: Date, drawing: string, subject: string | number): void {
  const messages = db.all<OwedMessage & { sent_at: string | null }>(
    "SELECT * FROM message WHERE drawing = @drawing AND subject = @subject AND state <> 'unknown'",
    { drawing, subject: String(subject) },
  );
  for (const message of messages) {
    const rested = message.sent_at ? later(new Date(message.sent_at), editSpacingMs) : now;
    // What waits only to be drawn once more, lest an earlier edit stands, does not keep people waiting for what is new.
    db.run(
      `UPDATE message SET wanted = wanted + 1, state = iif(state = 'sending', state, 'due'),
         due_at = CASE
           WHEN state = 'due' AND problem IS NULL AND ts IS NOT NULL AND tried_at IS NOT NULL THEN min(due_at, @dueAt)
           WHEN state IN ('due', 'sending') THEN due_at
           ELSE @dueAt END
       WHERE id = @id`,
      { id: message.id, dueAt: stored(rested > now ? rested : now) },
    );
  }
}

export function findMessage(
  db: Database,
  drawing: string,
  subject: string | number,
  address: string,
): OwedMessage | undefined {
  return db.one<OwedMessage>(
    'SELECT * FROM message WHERE drawing = @drawing AND subject = @subject AND address = @address',
    { drawing, subject: String(subject), address },
  );
}

/** The subject of a message to somebody that has not been sent yet, so that more can be told in it. */
export function unsentSubject(db: Database, drawing: string, address: string): string | undefined {
  return db.one<{ subject: string }>(
    "SELECT subject FROM message WHERE drawing = @drawing AND address = @address AND state = 'due' AND ts IS NULL",
    { drawing, address },
  )?.subject;
}

// A reply waits for its root; where the root never came to stand, it goes to the channel itself.
const rootIsSettled = `(p.id IS NULL OR p.ts IS NOT NULL OR p.state IN ('failed', 'dropped', 'unknown'))`;

/** Messages that can go now: due, and not waiting for the message that opens their thread. */
export function dueMessages(db: Database, now: Date): OwedMessage[] {
  return db.all<OwedMessage>(
    `SELECT m.* FROM message m LEFT JOIN message p ON p.id = m.thread_of
     WHERE m.state IN ('due', 'sending') AND m.due_at <= @now
       AND ${rootIsSettled}
     ORDER BY m.due_at, m.id LIMIT 200`,
    { now: stored(now) },
  );
}

/** When the next message falls due, or null when nothing is owed. */
export function nextMessageDueAt(db: Database): Date | null {
  const row = db.one<{ due_at: string | null }>(
    `SELECT min(m.due_at) AS due_at FROM message m LEFT JOIN message p ON p.id = m.thread_of
     WHERE m.state IN ('due', 'sending') AND ${rootIsSettled}`,
  );
  return row?.due_at ? new Date(row.due_at) : null;
}

/** Returns the stamp of this try: whatever was tried before was looked for in vain, long enough. */
export function markSending(db: Database, message: OwedMessage, now: Date): string {
  const tried = stored(now);
  db.run("UPDATE message SET state = 'sending', tried_at = @tried WHERE id = @id", { id: message.id, tried });
  return tried;
}

/** An edit is on its way: should the process die now, it may still arrive after the next one. */
export function markEditing(db: Database, message: OwedMessage, now: Date): void {
  db.run('UPDATE message SET tried_at = @now WHERE id = @id', { id: message.id, now: stored(now) });
}

/**
 * It stands at `place` and shows the change number `drawn`; due again when the facts moved on meanwhile, and where an
 * earlier edit, which was given up, may arrive after this one for another `leftMs`.
 */
export function markSent(
  db: Database,
  message: OwedMessage,
  place: Place,
  drawn: number,
  now: Date,
  leftMs = 0,
): void {
  const next = stored(later(now, editSpacingMs));
  const last = stored(later(now, Math.max(editSpacingMs, leftMs)));
  db.run(
    `UPDATE message SET channel_id = @channelId, ts = @ts, drawn = @drawn, sent_at = @now, attempts = 0, problem = NULL,
       tried_at = iif(@more, tried_at, NULL), wanted = wanted + @more, state = iif(wanted + @more > @drawn, 'due', 'sent'),
       due_at = CASE WHEN wanted > @drawn THEN @next WHEN @more THEN @last ELSE due_at END
     WHERE id = @id`,
    { id: message.id, ...place, drawn, now: stored(now), next, last, more: leftMs > 0 ? 1 : 0 },
  );
}

/** Comes back later, as it is: nothing was tried. */
export function wait(db: Database, message: OwedMessage, dueAt: Date, problem: string): void {
  const values = { id: message.id, dueAt: stored(dueAt), problem };
  db.run('UPDATE message SET due_at = @dueAt, problem = @problem WHERE id = @id', values);
}

/**
 * Was tried, and comes back later. `certain` says that Slack did nothing: then there is no need to look for it first,
 * and the edit that was tried cannot arrive after the next one.
 */
export function putOff(
  db: Database,
  message: OwedMessage,
  dueAt: Date,
  problem: string,
  certain: boolean,
): void {
  db.run(
    `UPDATE message SET state = @state, due_at = @dueAt, problem = @problem, attempts = attempts + 1,
       tried_at = iif(ts IS NOT NULL AND @certain, @triedBefore, tried_at) WHERE id = @id`,
    {
      id: message.id,
      state: certain || message.ts ? 'due' : 'sending',
      dueAt: stored(dueAt),
      problem,
      certain: certain ? 1 : 0,
      triedBefore: message.tried_at,
    },
  );
}

/** It will not be sent: the place is gone, Slack refuses it, or nobody can tell whether it was sent. */
export function giveUp(
  db: Database,
  message: OwedMessage,
  state: 'failed' | 'unknown' | 'dropped',
  problem: string,
): void {
  const values = { id: message.id, state, problem };
  db.run('UPDATE message SET state = @state, problem = @problem WHERE id = @id', values);
}

/** A message for the log: where it goes and what it is about, without a word of it. */
export function about({ id, drawing, subject, address }: OwedMessage): Record<string, unknown> {
  return { message: id, drawing, subject, address };
}
