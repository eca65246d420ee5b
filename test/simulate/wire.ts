// A WebSocket without a network: what either end says reaches the other in its order, until the wire breaks.
import { EventEmitter } from 'node:events';
import { CloseEvent, ErrorEvent, MessageEvent } from 'undici';
import type { Wire } from '../../sandbox/delivery/socket-link.ts';
import type { Fate } from './network.ts';
import type { VirtualTime } from './virtual-time.ts';

const [connecting, open, closing, closed] = [0, 1, 2, 3] as const;

/** The bot's end: as much of undici's WebSocket as Slack's client uses. Without 'open' it does not ping. */
export class BotsEnd extends EventTarget {
  static readonly CONNECTING = connecting;
  static readonly OPEN = open;
  static readonly CLOSING = closing;
  static readonly CLOSED = closed;
  readyState: number = connecting;
  #line: Line | null = null;

  joins(line: Line): void {
    this.#line = line;
    this.readyState = open;
  }

  send(text: string): void {
    if (this.readyState !== open) throw new Error('the socket is not open');
    this.#line?.toSlack(text);
  }

  close(): void {
    if (this.readyState !== open) return;
    this.readyState = closing;
    this.#line?.hangUp();
  }

  hear(text: string): void {
    this.dispatchEvent(new MessageEvent('message', { data: text }));
  }

  /** `code` as RFC 6455 has them: 1000 for a farewell, 1006 for a line that broke. */
  end(code: number): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    if (code !== 1000) this.dispatchEvent(new ErrorEvent('error', { error: new Error('ECONNRESET') }));
    this.dispatchEvent(new CloseEvent('close', { code }));
  }

  /** Its process is gone. Slack's client must let go of it all the same: it holds every socket that was not closed. */
  vanish(): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    this.dispatchEvent(new CloseEvent('close', { code: 1006 }));
  }
}

class SlacksEnd extends EventEmitter implements Wire {
  readonly OPEN = open;
  readyState: number = open;
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  send(text: string): void {
    this.#line.toBot(text);
  }

  terminate(): void {
    this.#line.breakAfter(0);
  }

  hear(text: string): void {
    this.emit('message', text);
  }

  end(): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    this.emit('close');
  }
}

interface Around {
  time: VirtualTime;
  /** What becomes of the next thing that Slack says to the bot. */
  fateToBot(): Fate;
  fairFate(): Fate;
}

export class Line {
  readonly #around: Around;
  readonly #bot: BotsEnd;
  readonly slack = new SlacksEnd(this);
  /** Each way keeps its order: nothing arrives before what was said before it. */
  #toBotAtMs = 0;
  #toSlackAtMs = 0;
  /** How long the bot's next words are on their way. */
  #comesMs = 0;
  #isBroken = false;
  #isBotGone = false;

  constructor(around: Around, bot: BotsEnd) {
    this.#around = around;
    this.#bot = bot;
  }

  /** Dials; Slack's end is given to `welcome` once it is through. */
  open(welcome: (wire: Wire) => void): void {
    const { time, fateToBot } = this.#around;
    const fate = fateToBot();
    if (fate.lost) return void time.after(fate.lostAfterMs ?? fate.goesMs, () => this.#botSeesEnd(1006));
    time.after(fate.goesMs, () => {
      if (this.#isBotGone) return;
      this.#bot.joins(this);
      welcome(this.slack);
    });
  }

  toBot(text: string): void {
    const fate = this.#around.fateToBot();
    if (fate.lost === 'request') {
      this.breakAfter(fate.lostAfterMs ?? fate.goesMs);
      return;
    }
    const arrive = (afterMs: number, arrived: () => void) => {
      const { time } = this.#around;
      this.#toBotAtMs = Math.max(this.#toBotAtMs, time.nowMs + afterMs);
      time.after(this.#toBotAtMs - time.nowMs, () => {
        if (!this.#isBroken) arrived();
      });
    };
    arrive(fate.goesMs, () => {
      this.#comesMs = fate.comesMs;
      // What the bot answers is on its way when the line breaks.
      if (fate.lost === 'reply') this.breakAfter(fate.lostAfterMs ?? fate.comesMs);
      this.#botHears(text);
    });
    if (fate.againAfterMs !== undefined) arrive(fate.goesMs + fate.againAfterMs, () => this.#botHears(text));
  }

  toSlack(text: string): void {
    const { time } = this.#around;
    this.#toSlackAtMs = Math.max(this.#toSlackAtMs, time.nowMs + this.#comesMs);
    time.after(this.#toSlackAtMs - time.nowMs, () => {
      if (!this.#isBroken) this.slack.hear(text);
    });
  }

  /** Nothing more gets through; either end finds out, the other one after `otherAfterMs`. */
  breakAfter(otherAfterMs: number): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    const { time } = this.#around;
    time.after(0, () => this.slack.end());
    time.after(otherAfterMs, () => this.#botSeesEnd(1006));
  }

  /** The bot says farewell, and is heard and answered. */
  hangUp(): void {
    const { time } = this.#around;
    const { goesMs, comesMs } = this.#around.fairFate();
    time.after(goesMs, () => this.slack.end());
    time.after(goesMs + comesMs, () => {
      this.#isBroken = true;
      this.#botSeesEnd(1000);
    });
  }

  /** The bot's process is gone: its end hears nothing any more, and Slack's sees the line break. */
  loseBot(): void {
    this.#isBotGone = true;
    this.#bot.vanish();
    this.breakAfter(0);
  }

  #botSeesEnd(code: number): void {
    if (!this.#isBotGone) this.#bot.end(code);
  }

  #botHears(text: string): void {
    if (!this.#isBotGone && this.#bot.readyState === open) this.#bot.hear(text);
  }
}
