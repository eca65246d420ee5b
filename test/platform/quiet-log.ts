// A log whose lines a test can read.
import { createLog, type Logger } from '../../src/platform/log.ts';

export interface Line {
  level: number;
  msg: string;
  [field: string]: unknown;
}

/** Pino's names for how bad it is. */
export const levels = { info: 30, warn: 40, error: 50 } as const;

export function readableLog(level = 'info'): { log: Logger; lines: () => Line[]; text: () => string } {
  let text = '';
  const write = (line: string) => {
    text += line;
  };
  return {
    log: createLog(level, { write }),
    lines: () =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line),
    text: () => text,
  };
}
