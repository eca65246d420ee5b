// Whether Slack still lets the bot in: once it says no, nothing is sent, and it is asked again ever less often.
import { later, minuteMs, secondMs } from './clock.ts';
import type { Logger } from './log.ts';
import type { SendTrouble } from './slack-errors.ts';

/** A missing scope is no such thing: everything else goes on. */
const refusals = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);

const longestPauseMs = 5 * minuteMs;

export class TokenWatch {
  readonly #log: Logger;
  #problem: string | null = null;
  #refusedTimes = 0;
  #heldUntil: Date | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** In Slack's word why it refuses the token; null: it does not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Until when nothing is to be sent. */
  get heldUntil(): Date | undefined {
    return this.#heldUntil ?? undefined;
  }

  /** Hears of every trouble with Slack. True when Slack refuses the token. */
  hear(trouble: SendTrouble, now: Date): boolean {
    if (trouble.kind !== 'unauthorized' || !refusals.has(trouble.problem)) return false;
    // Several calls were under way: one of them counts.
    if (this.#heldUntil && now < this.#heldUntil) return true;
    if (!this.#problem) {
      this.#log.error(
        { problem: trouble.problem },
        'Slack refuses the bot’s token: nothing is sent, and nothing is lost. Install the app again, put its token into SLACK_BOT_TOKEN and restart',
      );
    }
    this.#problem = trouble.problem;
    this.#heldUntil = later(now, Math.min(2 ** this.#refusedTimes * secondMs, longestPauseMs));
    this.#refusedTimes += 1;
    return true;
  }

  accepted(): void {
    if (!this.#problem) return;
    this.#problem = null;
    this.#heldUntil = null;
    this.#refusedTimes = 0;
    this.#log.info('Slack takes the bot’s token again');
  }
}
