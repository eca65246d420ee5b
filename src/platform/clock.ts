// What the rest of the house knows about time: somebody hands it in.

/** Main owns the real one; tests and the sandbox hold one they can move. */
export interface Clock {
  now(): Date;
}

/** Tells besides how much time goes by, whatever the clock is set to. */
export interface MonotonicClock extends Clock {
  /** Since some moment of this life, in ms. */
  monotonicMs(): number;
}

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The instant `ms` milliseconds after another (before it, when negative). */
export function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

/** An instant as the database keeps it: UTC ISO text, which sorts as time does. */
export function stored(instant: Date): string {
  return instant.toISOString();
}
