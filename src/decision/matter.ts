// A duty that a decision lays on one owner by a date, and the ways in which it ends.
import { instantOf, localTime, previousWorkingDay, workingHours } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Ruling } from './ruling.ts';

export type MatterKind = 'reconsideration' | 'judgement' | 'blind spot';

export type Ending = 'kept' | 'changed' | 'reversed' | 'stands' | 'reconsider' | 'learnt' | 'let stand';

export interface Matter {
  id: number;
  kind: MatterKind;
  decisionId: number;
  ownerId: string;
  /** The rule laid it on its owner, or the owner did. */
  because: 'rule' | 'owner';
  openedAt: Date;
  dueAt: Date;
  ending: Ending | null;
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
};

/** What an open matter asks of its owner, after "please ". `answers` is how many answered the decision. */
export function dutyText({ kind, because, ownerId }: Matter, answers: number): string {
  if (kind === 'blind spot') return 'ask customers, because at least half of us don’t know';
  if (kind === 'reconsideration') {
    return because === 'rule'
      ? 'reconsider it, because customers would dislike it'
      : `reconsider it, as <@${ownerId}> judged`;
  }
  return answers === 0
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
};

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
