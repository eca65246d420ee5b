// What is wanted of somebody's calendar, and what we keep of its events: when they are, and nothing of what they say.

/** Meetings open rounds when they end; holidays are quiet days. */
export type Purpose = 'meetings' | 'holidays';

export interface CalendarWishes {
  readonly purpose: Purpose;
  /** A secret: whoever knows it reads the whole calendar. */
  readonly address: string;
  /** Which events count, by their title; '' for all of them. */
  readonly titleFilter: string;
  /** Whether the filter is a regular expression. */
  readonly isPattern: boolean;
}

/** What we keep of an event: when it is, and nothing of what it says. */
export interface CalendarEvent {
  /** Names the event through all its moves. */
  readonly key: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Calendar days: of an all-day event as it says, else in the ritual's zone. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly isAllDay: boolean;
}

/** The longest filter that is taken. */
export const mostFilterCharacters = 200;

/** Why a pattern cannot be used; null when it can. It is compiled here, and only ever run in the worker. */
export function patternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'iu');
    return null;
  } catch {
    return 'This is not a pattern that I can use. Try a part of the title instead, without the tick below.';
  }
}

/** Whether a title is among those that count: small and capital letters and accents make no difference. */
export function titleTest(filter: string, isPattern: boolean): (title: string) => boolean {
  if (filter === '') return () => true;
  if (isPattern) {
    const pattern = new RegExp(filter, 'iu');
    return (title) => pattern.test(title);
  }
  const wanted = folded(filter);
  return (title) => folded(title).includes(wanted);
}

function folded(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
