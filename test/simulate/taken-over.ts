// Takes over what a process draws from outside (time, chance, the network), so that all of it comes from the simulation.
import crypto from 'node:crypto';
import { EventEmitter } from 'node:events';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import threads from 'node:worker_threads';
import undici, { setGlobalDispatcher } from 'undici';
import type { Chance } from '../../sandbox/past/chance.ts';
import { type CalendarWork, readBody } from '../../src/calendar/read-body.ts';
import { SimulatedDispatcher } from './dispatcher.ts';
import type { Network } from './network.ts';
import type { Timer, VirtualTime } from './virtual-time.ts';
import { BotsEnd } from './wire.ts';

interface Outside {
  time: VirtualTime;
  chance: Chance;
  network: Network;
}

let outside: Outside | null = null;

function now(): Outside {
  if (!outside) throw new Error('no simulation is running');
  return outside;
}

/** From here on, all that asks for time, chance or the network asks this simulation. For a process of its own. */
export function takeOver(next: Outside): void {
  if (!outside) replaceAll();
  outside = next;
}

function replaceAll(): void {
  replaceTimers();
  replaceChance();
  Date.now = () => now().time.nowMs;
  Object.assign(http, {
    createServer: (...given: unknown[]) => now().network.createServer(given.at(-1)),
  });
  Object.assign(globalThis, {
    fetch: (address: string | URL, init?: RequestInit) => now().network.fetch(address, init),
  });
  Object.assign(undici, { WebSocket: Dialling });
  const dispatcher = new SimulatedDispatcher((address, init) => now().network.call(address, init));
  setGlobalDispatcher(dispatcher);
  // Calendars are fetched through one of their own, which lets nothing but public addresses through.
  undici.Agent.prototype.dispatch = (asked, handler) => dispatcher.dispatch(asked, handler);
  Object.assign(threads, { Worker: ReadingHere });
  syncBuiltinESMExports();
}

class Dialling extends BotsEnd {
  constructor(address: string) {
    super();
    now().network.dial(this, address);
  }
}

/** A calendar is read in a thread of its own, which takes time of the real kind: here it is read at once. */
class ReadingHere extends EventEmitter {
  constructor(_file: URL, { workerData }: { workerData: CalendarWork }) {
    super();
    queueMicrotask(() => readBody(workerData, (word) => this.emit('message', word)));
  }

  async terminate(): Promise<number> {
    this.emit('exit');
    return 0;
  }
}

type Call = (...args: unknown[]) => void;

/** One for all: to make one takes longer than what most of them interrupt. */
const tooLong = new DOMException('It took too long', 'TimeoutError');

function replaceTimers(): void {
  const after = (run: Call, delayMs = 0, ...args: unknown[]) =>
    now().time.after(Number(delayMs), () => run(...args));
  const every = (run: Call, delayMs = 0, ...args: unknown[]) => {
    let timer: Timer | undefined;
    const again = () => {
      timer = after(
        () => {
          again();
          run(...args);
        },
        Math.max(1, Number(delayMs)),
      );
    };
    again();
    return { ...after(() => {}, 0), cancel: () => timer?.cancel() };
  };
  const clear = (timer?: Timer) => timer?.cancel?.();
  Object.assign(globalThis, {
    setTimeout: after,
    setInterval: every,
    setImmediate: (run: Call, ...args: unknown[]) => after(run, 0, ...args),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  });
  Object.assign(timers, {
    setTimeout: (delayMs: number, value: unknown) =>
      new Promise((resolve) => after(() => resolve(value), delayMs)),
    setImmediate: (value: unknown) => new Promise((resolve) => after(() => resolve(value))),
  });
  AbortSignal.timeout = (delayMs) => {
    const controller = new AbortController();
    after(() => controller.abort(tooLong), delayMs);
    return controller.signal;
  };
}

function replaceChance(): void {
  const bytes = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => now().chance.between(0, 255)));
  const uuid = () => {
    const hex = bytes(16).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
  Math.random = () => now().chance.next();
  Object.assign(crypto, { randomBytes: bytes, randomUUID: uuid });
  Object.defineProperty(globalThis.crypto, 'getRandomValues', {
    value: (array: Uint8Array) => {
      array.set(bytes(array.length));
      return array;
    },
  });
}
