// A duty that a decision lays on one owner by a date, and the ways in which it ends.
import { instantOf, localTime, previousWorkingDay, workingHours } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Outcome } from './outcome.ts';
import type { Ruling } from './ruling.ts';

export type MatterKind = 'reconsideration' | 'judgement' | 'blind spot' | 'review' | 'contradiction';

/** 'told' ends a review, with its outcome; what nobody has to do any longer, because of something else, is 'moot'. */
export type Ending =
  | 'kept'
  | 'changed'
  | 'reversed'
  | 'stands'
  | 'reconsider'
  | 'learnt'
  | 'let stand'
  | 'told'
  | 'moot';

/** Somebody is asked to take a matter over, with its decision. Until they accept, its owner stays its owner. */
export interface Offer {
  to: string;
  /** When it reaches them. */
  at: Date;
  state: 'open' | 'declined' | 'lapsed';
}

export interface Matter {
  id: number;
  kind: MatterKind;
  decisionId: number;
  ownerId: string;
  /** The rule laid it on its owner, or the owner did; the day to look back came, or a customer's voice. */
  because: 'rule' | 'owner' | 'date' | 'voice';
  /** The voice that speaks against the decision, which may have been forgotten since. */
  voiceId: number | null;
  openedAt: Date;
  dueAt: Date;
  /** Why it was given a later date; null while it was not, which can happen once. */
  putOffBecause: string | null;
  /** The newest one that was not accepted. */
  offer: Offer | null;
  ending: Ending | null;
  /** What customers in fact thought, where a review told it. */
  outcome: Outcome | null;
  reason: string | null;
  endedBy: string | null;
  endedAt: Date | null;
}

interface EndingLook {
  ending: Ending;
  /** On the button. */
  button: string;
  /** Asked in the form. */
  asks: string;
}

interface MatterLook {
  kind: MatterKind;
  /** How long its owner has, in days. */
  days: number;
  endings: readonly EndingLook[];
}

const looks: Record<MatterKind, MatterLook> = {
  reconsideration: {
    kind: 'reconsideration',
    days: 7,
    endings: [
      {
        ending: 'kept',
        button: 'Keep it, because…',
        asks: 'Why keep it, although customers would dislike it?',
      },
      { ending: 'changed', button: 'Change it', asks: 'Why change it?' },
      { ending: 'reversed', button: 'Reverse it', asks: 'Why reverse it?' },
    ],
  },
  judgement: {
    kind: 'judgement',
    days: 7,
    endings: [
      { ending: 'stands', button: 'It stands', asks: 'Why does it stand?' },
      { ending: 'reconsider', button: 'Reconsider it', asks: 'What should be reconsidered?' },
    ],
  },
  'blind spot': {
    kind: 'blind spot',
    days: 14,
    endings: [
      { ending: 'learnt', button: 'I asked them', asks: 'What did customers say?' },
      { ending: 'let stand', button: 'Let it stand', asks: 'Why let it stand without asking?' },
    ],
  },
  // Its endings are the outcomes.
  review: { kind: 'review', days: 14, endings: [] },
  contradiction: {
    kind: 'contradiction',
    days: 7,
    endings: [
      { ending: 'stands', button: 'It stands', asks: 'Why does it stand, although this customer suffers?' },
      { ending: 'reconsider', button: 'Reconsider it', asks: 'What should be reconsidered?' },
    ],
  },
};

/**
 * What an open matter asks of its owner, after "please ". `answered` is how many answered the decision; `tooFew` that
 * nobody may see their answers.
 */
export function dutyText(
  { kind, because, ownerId }: Matter,
  { answered, tooFew }: { answered: number; tooFew: boolean },
): string {
  if (kind === 'blind spot') return 'ask customers, because at least half of us don’t know';
  if (kind === 'review') return 'look back: what did customers in fact think?';
  if (kind === 'contradiction') return 'look again, because a customer’s words speak against what we thought';
  if (kind === 'reconsideration') {
    return because === 'rule'
      ? 'reconsider it, because customers would dislike it'
      : `reconsider it, as <@${ownerId}> judged`;
  }
  if (tooFew) return 'judge whether it stands, because too few answered to show what they think';
  return answered === 0
    ? 'judge whether it stands, because nobody answered'
    : 'read the answers and judge whether it stands, because too few had an opinion';
}

/** How an ending is told, before "by @ana". */
export const endingWords: Record<Ending, string> = {
  kept: 'Kept',
  changed: 'Changed',
  reversed: 'Reversed',
  stands: 'Judged to stand',
  reconsider: 'Sent to be reconsidered',
  learnt: 'Customers were asked',
  'let stand': 'Let stand',
  told: 'Looked back on',
  moot: 'No longer asked',
};

/** Whether somebody has settled it; what became moot tells nothing. */
export function isSettled({ ending }: Matter): boolean {
  return ending !== null && ending !== 'moot';
}

/** A matter is worth a reminder from this long before its date. */
const soonMs = 4 * dayMs;

/**
 * Whether a note that goes to its owner tells of it: near its date, and from the first day where no message in a thread
 * has told of it, or where an offer came to nothing.
 */
export function isWorthTelling({ dueAt, because, offer }: Matter, now: Date): boolean {
  const cameQuietly = because === 'date' || because === 'voice';
  const isOffered = offer !== null && offer.state !== 'open';
  return cameQuietly || isOffered || dueAt <= later(now, soonMs);
}

export function lookOfMatter(kind: MatterKind): MatterLook {
  return looks[kind];
}

export function lookOfEnding(kind: MatterKind, ending: string): EndingLook | undefined {
  return looks[kind].endings.find((look) => look.ending === ending);
}

/** What a ruling asks of the decision's owner; null when it stands. */
export function dutyOf(ruling: Ruling): MatterKind | null {
  if (ruling === 'reconsider') return 'reconsideration';
  if (ruling === 'judge') return 'judgement';
  return ruling === 'blind spot' ? 'blind spot' : null;
}

export function dueDate(kind: MatterKind, openedAt: Date): Date {
  return later(openedAt, looks[kind].days * dayMs);
}

/** How many days ago it was due, by the calendar that hangs on its owner's wall; none or less while it is not. */
export function daysLate(dueAt: Date, now: Date, zone: string): number {
  const dayOf = (at: Date) => Date.parse(localTime(at, zone).date);
  return (dayOf(now) - dayOf(dueAt)) / dayMs;
}

/**
 * When an open matter's owner is reminded next, strictly after an instant: on the working day before its date, on the
 * day after it, then once a week for as long as it is open.
 */
export function nextReminder(dueAt: Date, after: Date, zone: string): Date {
  const dueOn = localTime(dueAt, zone).date;
  const before = instantOf(previousWorkingDay(dueOn), workingHours.from, zone);
  if (before > after) return before;
  const dayAfter = later(dueAt, dayMs);
  if (dayAfter > after) return dayAfter;
  const weeks = Math.floor((after.getTime() - dayAfter.getTime()) / (7 * dayMs)) + 1;
  return later(dayAfter, weeks * 7 * dayMs);
}
