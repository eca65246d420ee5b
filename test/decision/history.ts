// Lets a small company live through a random history: people act, leave and come back, also a channel alone, days pass, alarms ring.

import { answerDecision } from '../../src/decision/answer-decision.ts';
import { acceptOffer, declineOffer, lapseOffer } from '../../src/decision/answer-offer.ts';
import { askOutcome } from '../../src/decision/ask-outcome.ts';
import { reviewDue } from '../../src/decision/await-outcome.ts';
import { offerLapses } from '../../src/decision/close-offer.ts';
import { closeRound } from '../../src/decision/close-round.ts';
import { contradictDecisions } from '../../src/decision/contradict-decisions.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { lookOfMatter, type Matter } from '../../src/decision/matter.ts';
import { mattersOfDecision } from '../../src/decision/matter-store.ts';
import { offerMatter } from '../../src/decision/offer-matter.ts';
import { outcomes } from '../../src/decision/outcome.ts';
import { passMattersOn, passWhatIsOutOfReach, stopWaitingFor } from '../../src/decision/pass-matters-on.ts';
import { putOffMatter } from '../../src/decision/put-off-matter.ts';
import { reconsiderDecision } from '../../src/decision/reconsider-decision.ts';
import { recordDecision } from '../../src/decision/record-decision.ts';
import { halfOfWindow, remindRoster } from '../../src/decision/remind-roster.ts';
import { loadDecision } from '../../src/decision/store.ts';
import { tellOutcome } from '../../src/decision/tell-outcome.ts';
import { type Verdict, verdicts } from '../../src/decision/verdict.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { remindPerson } from '../../src/home/remind-person.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { sponsorReplaced } from '../../src/people/follow-sponsor.ts';
import { memberLeft, mirrorLeaving, mirrorPerson, personLeft } from '../../src/people/read-directory.ts';
import { addMember, findPerson } from '../../src/people/store.ts';
import { addDays, localTime } from '../../src/people/zone.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { Ticker } from '../../src/platform/ticker.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { keepVoice, unhappyVoiceKept } from '../../src/voc/keep-voice.ts';
import { ana, ben, board, chloe, dmitri, eve, gus, monday, product } from '../people/town.ts';
import { readableLog } from '../platform/quiet-log.ts';

/** One act: what is done, and numbers by which it chooses among what is there. */
export interface Act {
  what: keyof typeof acts;
  who: number;
  which: number;
  how: number;
}

const people = [ana, ben, chloe, dmitri, eve, gus];
const statements = [
  'Drop phone support on the free plan',
  'Raise the export limit to a million rows',
  'Close the branch in Hamburg on Saturdays',
];
const complaints = [
  'Nobody picks up, we need phone support on the free plan',
  'The export limit cuts our rows',
  'Hamburg is closed on Saturdays now, we stood before the branch',
];

export class History {
  readonly db: Database;
  now = monday;
  /** Whose verdict on what, kept apart from the database. */
  readonly said = new Map<number, Map<string, Verdict>>();
  /** How often each act had its effect. */
  readonly done = new Map<string, number>();
  readonly #ticker: Ticker;
  readonly #log = readableLog();

  constructor(db: Database) {
    this.db = db;
    this.#ticker = new Ticker(db, this.#log.log);
    this.#listen();
  }

  /** Does it, or is refused; anything else is a bug. */
  async act(act: Act): Promise<void> {
    try {
      this.db.transaction(() => acts[act.what](this, act));
      this.done.set(act.what, (this.done.get(act.what) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** All that falls due up to an instant happens when it falls due. */
  async passTo(instant: Date): Promise<void> {
    for (;;) {
      const due = this.#ticker.nextDueAt();
      if (!due || due > instant) break;
      if (due > this.now) this.now = due;
      await this.#ticker.tick(this.now);
      if (this.#log.text().includes('failed')) throw new Error(this.#log.text());
    }
    this.now = instant;
  }

  decisions(): Decision[] {
    return this.db
      .all<{ id: number }>('SELECT id FROM decision ORDER BY id')
      .flatMap(({ id }) => loadDecision(this.db, id) ?? []);
  }

  openMatters(): Matter[] {
    return this.decisions()
      .flatMap(({ id }) => mattersOfDecision(this.db, id))
      .filter(({ ending }) => ending === null);
  }

  /** Those that somebody was asked to take over, whatever came of it. */
  offered(): Matter[] {
    return this.openMatters().filter(({ offer }) => offer !== null);
  }

  note(decisionId: number, personId: string, verdict: Verdict): void {
    const theirs = this.said.get(decisionId) ?? new Map<string, Verdict>();
    this.said.set(decisionId, theirs.set(personId, verdict));
  }

  #listen(): void {
    const { db } = this;
    const on = (kind: string, run: (key: string, now: Date) => void) => this.#ticker.on(kind, run);
    on(roundCloses, (key, now) => closeRound(db, now, Number(key), null));
    on(personLeft, (key, now) => passMattersOn(db, now, key));
    on(memberLeft, (key, now) => {
      const [conversationId = '', personId = ''] = key.split(' ');
      stopWaitingFor(db, now, conversationId, personId);
      passWhatIsOutOfReach(db, now, personId);
    });
    on(sponsorReplaced, (key, now) => passWhatIsOutOfReach(db, now, key));
    on(halfOfWindow, (key, now) => remindRoster(db, now, Number(key)));
    on(reminderDue, (key, now) => remindPerson(db, now, key));
    on(offerLapses, (key, now) => lapseOffer(db, now, Number(key)));
    on(reviewDue, (key, now) => askOutcome(db, now, Number(key)));
    on(unhappyVoiceKept, (key, now) => contradictDecisions(db, now, Number(key)));
  }
}

function pick<One>(all: readonly One[], which: number): One {
  const one = all[which % Math.max(1, all.length)];
  if (one === undefined) throw new Refusal('There is nothing to choose from.');
  return one;
}

/** Mostly whoever owns it, sometimes the sponsor or anybody. */
function actor(matter: { ownerId: string }, who: number): string {
  return who % 4 === 0 ? pick(people, who) : matter.ownerId;
}

const acts = {
  record: ({ db, now }: History, { who, which, how }: Act) => {
    const conversationId = how % 4 === 0 ? board : product;
    const today = localTime(now, 'UTC').date;
    recordDecision(
      db,
      now,
      pick(people, who),
      { conversationId },
      {
        statement: pick(statements, which),
        ownerId: pick(people, how),
        segments: [],
        reviewOn: which % 2 === 0 ? null : addDays(today, 1 + (how % 20)),
        changesId: null,
      },
    );
  },
  answer: (history: History, { who, which, how }: Act) => {
    const decision = pick(history.decisions().slice(-4), which);
    const { verdict } = pick(verdicts, how);
    const person = pick(people, who);
    const answer = answerDecision(history.db, history.now, person, { decisionId: decision.id, verdict });
    if (!answer.late) history.note(decision.id, person, verdict);
  },
  close: ({ db, now }: History, { which }: Act) => {
    const open = db.all<{ id: number }>("SELECT id FROM round WHERE state = 'open' ORDER BY id");
    closeRound(db, now, pick(open, which).id, null);
  },
  end: (history: History, { who, which, how }: Act) => {
    const matter = pick(history.openMatters(), which);
    const { ending } = pick(lookOfMatter(matter.kind).endings, how);
    const statement = `${pick(statements, how)}, but not before ${how} days have passed`;
    const end = { ending, reason: 'It is time', statement, askAgain: who % 2 === 0 };
    endMatter(history.db, history.now, actor(matter, who), matter.id, end);
  },
  look: (history: History, { who, which, how }: Act) => {
    const matter = pick(
      history.openMatters().filter(({ kind }) => kind === 'review'),
      which,
    );
    const { outcome } = pick(outcomes, how);
    const againOn = how % 3 === 0 ? addDays(localTime(history.now, 'UTC').date, 2 + (how % 40)) : null;
    const wishes = { outcome, reason: 'They told us', voiceIds: [], againOn };
    tellOutcome(history.db, history.now, actor(matter, who), matter.id, wishes);
  },
  offer: (history: History, { who, which, how }: Act) => {
    const matter = pick(history.openMatters(), which);
    offerMatter(history.db, history.now, actor(matter, who), matter.id, pick(people, how));
  },
  accept: (history: History, { who, which }: Act) => {
    const { id, offer } = pick(history.offered(), which);
    acceptOffer(history.db, history.now, who % 8 === 0 ? pick(people, who) : (offer?.to ?? ''), id);
  },
  decline: (history: History, { who, which }: Act) => {
    const { id, offer } = pick(history.offered(), which);
    declineOffer(history.db, history.now, who % 8 === 0 ? pick(people, who) : (offer?.to ?? ''), id);
  },
  putOff: (history: History, { who, which, how }: Act) => {
    const matter = pick(history.openMatters(), which);
    const until = addDays(localTime(matter.dueAt, 'UTC').date, 1 + (how % 16));
    const wishes = { until, reason: 'We are moving house' };
    putOffMatter(history.db, history.now, actor(matter, who), matter.id, wishes);
  },
  reconsider: (history: History, { who, which }: Act) => {
    const decision = pick(history.decisions(), which);
    reconsiderDecision(history.db, history.now, actor(decision, who), decision.id);
  },
  withdraw: (history: History, { who, which }: Act) => {
    const decision = pick(history.decisions(), which);
    withdrawDecision(history.db, history.now, actor(decision, who), decision.id, 'It was a mistake');
  },
  complain: ({ db, now }: History, { which, how }: Act) => {
    const place = { conversationId: how % 4 === 0 ? board : product, messageTs: null };
    keepVoice(db, now, chloe, place, {
      words: pick(complaints, which),
      customer: null,
      segment: null,
      source: null,
      stage: null,
      score: { scale: 'nps', value: how % 11 },
      themes: [],
      saidOn: null,
    });
  },
  leave: ({ db, now }: History, { who }: Act) => {
    const person = findPerson(db, pick(people, who));
    if (person) mirrorPerson(db, { ...person, leftAt: now.toISOString() }, now);
  },
  comeBack: ({ db, now }: History, { who }: Act) => {
    const person = findPerson(db, pick(people, who));
    if (person) mirrorPerson(db, { ...person, leftAt: null }, now);
  },
  part: ({ db, now }: History, { who }: Act) => mirrorLeaving(db, board, pick(people, who), now),
  join: ({ db }: History, { who }: Act) => addMember(db, board, pick(people, who)),
  wait: () => {},
};

/** How long an act of waiting takes. */
export function waitMs({ what, how }: Act): number {
  return what === 'wait' ? (1 + (how % 12)) * dayMs : 0;
}

export function after(instant: Date, act: Act): Date {
  return later(instant, waitMs(act));
}
