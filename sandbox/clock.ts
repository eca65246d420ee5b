// A clock that tests and the sandbox move by hand, so that a week passes in a blink and never by accident.
export interface Clock {
  now(): Date;
}

export interface MovableClock extends Clock {
  /** How much time has gone by, in ms, whatever it was set to. */
  monotonicMs(): number;
  moveTo(instant: Date): void;
  advanceMs(durationMs: number): void;
  /** Somebody sets it, forth or back, and no time goes by. */
  setTo(instant: Date): void;
}

export function createClock(start: Date): MovableClock {
  let nowMs = start.getTime();
  let passedMs = 0;
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => passedMs,
    moveTo(instant) {
      if (instant.getTime() < nowMs) {
        throw new Error(
          `The clock stands at ${new Date(nowMs).toISOString()}; to go back to ${instant.toISOString()}, say setTo`,
        );
      }
      this.advanceMs(instant.getTime() - nowMs);
    },
    advanceMs(durationMs) {
      if (durationMs < 0)
        throw new Error('A clock advances by zero or more milliseconds; to go back, say setTo');
      nowMs += durationMs;
      passedMs += durationMs;
    },
    setTo(instant) {
      nowMs = instant.getTime();
    },
  };
}
