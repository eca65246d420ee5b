// Bolt's log lines in our log.
import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel } from './bolt.ts';
import type { Logger } from './log.ts';

/** Its debug lines hold whole payloads, so they are left out. */
export function quietLogger(log: Logger): BoltLogger {
  const line = (words: unknown[]) =>
    words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
  return {
    debug() {},
    info: (...words) => log.debug(line(words)),
    warn: (...words) => log.warn(line(words)),
    error: (...words) => log.error(line(words)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
