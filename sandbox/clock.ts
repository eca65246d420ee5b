// A clock that tests and the sandbox move by hand, so that a week passes in a blink and never by accident.
export interface Clock {
  now(): Date;
}

export interface MovableClock extends Clock {
  moveTo(instant: Date): void;
  advanceMs(durationMs: number): void;
  setBack(instant: Date): void;
}

export function createClock(start: Date): MovableClock {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    moveTo(instant) {
      if (instant.getTime() < nowMs) {
        throw new Error(
          `The clock stands at ${new Date(nowMs).toISOString()}; to go back to ${instant.toISOString()}, say setBack`,
        );
      }
      nowMs = instant.getTime();
    },
    advanceMs(durationMs) {
      if (durationMs < 0)
        throw new Error('A clock advances by zero or more milliseconds; to go back, say setBack');
      nowMs += durationMs;
    },
    setBack(instant) {
      nowMs = instant.getTime();
    },
  };
}
