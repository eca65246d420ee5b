// Lets days pass for a small company: its alarms ring, its notes go out, and nobody is asked of Slack.

import { askOutcome } from '../../src/decision/ask-outcome.ts';
import { reviewDue } from '../../src/decision/await-outcome.ts';
import { closeRound } from '../../src/decision/close-round.ts';
import { contradictDecisions } from '../../src/decision/contradict-decisions.ts';
import { halfOfWindow, remindRoster } from '../../src/decision/remind-roster.ts';
import { digestTold } from '../../src/digest/owe-digest.ts';
import { listForOwner, listForOwners, ownerListDue } from '../../src/home/list-for-owners.ts';
import type { Reminders } from '../../src/home/load-reminders.ts';
import { remindersDrawing, remindPerson } from '../../src/home/remind-person.ts';
import { isStillFit, loadNote, readNote, takeBackWhileAway } from '../../src/home/take-back-reminders.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { findPerson } from '../../src/people/store.ts';
import { localTime } from '../../src/people/zone.ts';
import type { Database } from '../../src/platform/database.ts';
import {
  dueMessages,
  giveUp,
  markSent,
  nextMessageDueAt,
  type OwedMessage,
} from '../../src/platform/outbox.ts';
import { Ticker } from '../../src/platform/ticker.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { unhappyVoiceKept } from '../../src/voc/keep-voice.ts';
import { monday } from '../people/town.ts';
import { readableLog } from '../platform/quiet-log.ts';

export interface SentNote {
  personId: string;
  drawing: string;
  at: Date;
  /** In the person's own zone. */
  day: string;
  time: string;
  /** Whether their status said that they were away just then. */
  isAway: boolean;
  /** Null for a note of another kind. */
  reminders: Reminders | null;
}

export class Mornings {
  readonly db: Database;
  readonly notes: SentNote[] = [];
  /** Whose status says that they are away. */
  readonly away = new Set<string>();
  now = monday;
  readonly #ticker: Ticker;
  readonly #log = readableLog();

  constructor(db: Database) {
    this.db = db;
    this.#ticker = new Ticker(db, this.#log.log);
    this.#ticker.on(reminderDue, (key, now) => remindPerson(db, now, key));
    this.#ticker.on(digestTold, (key, now) => listForOwners(db, now, key));
    this.#ticker.on(ownerListDue, (key, now) => listForOwner(db, now, key));
    this.#ticker.on(halfOfWindow, (key, now) => remindRoster(db, now, Number(key)));
    this.#ticker.on(unhappyVoiceKept, (key, now) => contradictDecisions(db, now, Number(key)));
    this.#ticker.on(reviewDue, (key, now) => askOutcome(db, now, Number(key)));
    this.#ticker.on(roundCloses, (key, now) => closeRound(db, now, Number(key), null));
  }

  /** Everything that falls due up to an instant happens when it falls due. */
  async passTo(instant: Date | string): Promise<this> {
    const until = new Date(instant);
    for (;;) {
      const ran = await this.#ticker.tick(this.now);
      const sent = this.#send();
      if (ran + sent > 0) continue;
      const next = [this.#ticker.nextDueAt(), nextMessageDueAt(this.db)]
        .filter((at) => at !== null)
        .sort((a, b) => a.getTime() - b.getTime())[0];
      if (!next || next > until) break;
      if (next > this.now) this.now = next;
    }
    this.now = until;
    if (this.#log.text().includes('failed')) throw new Error(this.#log.text());
    return this;
  }

  /** The reminders that somebody got, oldest first. */
  remindersOf(personId: string): SentNote[] {
    return this.notes.filter((note) => note.personId === personId && note.drawing === remindersDrawing);
  }

  /** When they got them, in UTC. */
  timesOf(personId: string): string[] {
    return this.remindersOf(personId).map(({ at }) => at.toISOString().slice(0, 16));
  }

  #send(): number {
    const due = dueMessages(this.db, this.now);
    for (const message of due) {
      const isNote = message.drawing === remindersDrawing;
      const reminders = isNote ? this.#readReminders(message) : null;
      if (isNote && !reminders) giveUp(this.db, message, 'dropped', 'nothing left to say');
      else this.#deliver(message, reminders);
    }
    return due.length;
  }

  /** As the sender does before it draws. */
  #readReminders({ subject, address }: OwedMessage): Reminders | null {
    const note = readNote(subject);
    this.db.transaction(() => {
      if (isStillFit(this.db, this.now, note) && this.away.has(address))
        takeBackWhileAway(this.db, this.now, note);
    });
    return loadNote(this.db, this.now, note);
  }

  #deliver(message: OwedMessage, reminders: Reminders | null): void {
    const { id, drawing, address, wanted } = message;
    markSent(this.db, message, { channelId: address, ts: `${id}.0` }, wanted, this.now);
    const person = findPerson(this.db, address);
    if (!person) return;
    const edited = message.ts === null ? undefined : this.remindersOf(address).at(-1);
    if (edited) {
      edited.reminders = reminders;
      return;
    }
    const { date: day, time } = localTime(this.now, person.timeZone);
    this.notes.push({
      personId: address,
      drawing,
      at: this.now,
      day,
      time,
      reminders,
      isAway: this.away.has(address),
    });
  }
}
