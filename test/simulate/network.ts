// The wire between Slack and the bot, without a socket: who listens where, and how long a request is on its way.
import type { Wire } from '../../sandbox/delivery/socket-link.ts';
import type { Chance } from '../../sandbox/past/chance.ts';
import { Reply } from './reply.ts';
import { type Answer, SimulatedServer } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';
import { type BotsEnd, Line } from './wire.ts';

/** What becomes of one request on its way. */
export interface Fate {
  /** How long it takes to arrive, and its answer to come back. */
  goesMs: number;
  comesMs: number;
  /** Lost before it arrives, or its answer lost on the way back; it is found out after this time. */
  lost?: 'request' | 'reply';
  lostAfterMs?: number;
  /** It is lost before anything went out. */
  isRefused?: boolean;
  /** Answered by whoever stands in front, without (or, `after`, after) reaching the other side. */
  instead?: Answer & { after: boolean };
  /** Brought twice: the second one this much later. */
  againAfterMs?: number;
}

export class Network {
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #servers = new Map<number, SimulatedServer>();
  readonly #standing = new Set<number>();
  readonly #lines = new Set<Line>();
  #lastPort = 3000;
  /** Takes the wires that a bot opens to Slack. */
  takeWire: (address: string, wire: Wire) => void = () => {};
  /** What becomes of the requests that Slack sends to the bot. */
  fateToBot: (address: URL) => Fate = () => this.fairFate();
  /** What becomes of the requests that the bot sends to Slack. */
  fateToSlack: (address: URL, init: RequestInit) => Fate = () => this.fairFate();

  constructor(time: VirtualTime, chance: Chance) {
    this.#time = time;
    this.#chance = chance;
  }

  fairFate(): Fate {
    return { goesMs: this.#chance.between(5, 80), comesMs: this.#chance.between(5, 80) };
  }

  createServer(handler: unknown): SimulatedServer {
    if (typeof handler !== 'function') throw new Error('a server without a handler');
    return new SimulatedServer(this, (request, response) => {
      Reflect.apply(handler, undefined, [request, response]);
    });
  }

  open(server: SimulatedServer): number {
    this.#lastPort += 1;
    this.#servers.set(this.#lastPort, server);
    return this.#lastPort;
  }

  close(port: number): void {
    this.#servers.delete(port);
  }

  /** Whoever listens by now is none of the bot's, and outlives it. */
  worldStands(): void {
    for (const port of this.#servers.keys()) this.#standing.add(port);
  }

  /** A bot opens a socket to Slack. */
  dial(bot: BotsEnd, address: string): void {
    const time = this.#time;
    const around = {
      time,
      fairFate: () => this.fairFate(),
      fateToBot: () => this.fateToBot(new URL(address)),
    };
    const line = new Line(around, bot);
    this.#lines.add(line);
    line.open((wire) => this.takeWire(address, wire));
  }

  /** The bot's process is gone: its port refuses, its sockets break, and whoever waits for an answer sees that. */
  closeBot(): void {
    for (const line of this.#lines) line.loseBot();
    this.#lines.clear();
    for (const [port, server] of this.#servers) {
      if (this.#standing.has(port)) continue;
      this.#servers.delete(port);
      server.closeAllConnections();
    }
  }

  /** What Slack, or another program, sends to the bot. */
  fetch(address: string | URL, init: RequestInit = {}): Promise<Reply> {
    const url = new URL(address);
    return this.send(url, init, this.fateToBot(url));
  }

  /** What the bot sends to Slack. */
  call(address: URL, init: RequestInit): Promise<Reply> {
    return this.send(address, init, this.fateToSlack(address, init));
  }

  send(url: URL, init: RequestInit, fate: Fate): Promise<Reply> {
    const time = this.#time;
    return new Promise((resolve, reject) => {
      const cause = fate.isRefused
        ? Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' })
        : new Error('ECONNRESET');
      const fail = () => reject(new TypeError('fetch failed', { cause }));
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      const answer = (given: Answer) => time.after(fate.comesMs, () => resolve(new Reply(url.href, given)));
      if (fate.lost) time.after(fate.lostAfterMs ?? fate.goesMs + fate.comesMs, fail);
      const { instead } = fate;
      const reached = (given: Answer) => {
        if (instead) answer(instead);
        else if (fate.lost === undefined) answer(given);
      };
      if (fate.lost === 'request') return;
      if (instead && !instead.after) return void time.after(fate.goesMs, () => answer(instead));
      time.after(fate.goesMs, () => this.#arrive(url, init, reached, fail));
      if (fate.againAfterMs === undefined) return;
      time.after(fate.goesMs + fate.againAfterMs, () =>
        this.#arrive(
          url,
          init,
          () => {},
          () => {},
        ),
      );
    });
  }

  #arrive(url: URL, init: RequestInit, answered: (answer: Answer) => void, broken: () => void): void {
    const server = this.#servers.get(Number(url.port));
    if (server) server.take(url, init, answered, broken);
    else broken();
  }
}
