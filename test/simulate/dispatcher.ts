// The way out for what is fetched with undici itself, such as the files that people give: the simulated wire.
import { Dispatcher } from 'undici';
import type { Reply } from './reply.ts';

/** Sends a request into the simulation. */
type Send = (address: URL, init: RequestInit) => Promise<Reply>;

export class SimulatedDispatcher extends Dispatcher {
  readonly #send: Send;

  constructor(send: Send) {
    super();
    this.#send = send;
  }

  override dispatch(asked: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const call = new SimulatedCall(handler);
    handler.onRequestStart?.(call, {});
    const address = new URL(asked.path, asked.origin);
    const headers = Object.fromEntries(
      Object.entries(asked.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    this.#send(address, { method: asked.method, headers }).then(
      (reply) => call.answer(reply),
      (error: Error) => call.abort(error),
    );
    return true;
  }
}

class SimulatedCall implements Dispatcher.DispatchController {
  readonly paused = false;
  reason: Error | null = null;
  readonly #handler: Dispatcher.DispatchHandler;

  constructor(handler: Dispatcher.DispatchHandler) {
    this.#handler = handler;
  }

  get aborted(): boolean {
    return this.reason !== null;
  }

  async answer(reply: Reply): Promise<void> {
    if (this.aborted) return;
    const headers = Object.fromEntries(reply.headers.entries());
    this.#handler.onResponseStart?.(this, reply.status, headers, '');
    this.#handler.onResponseData?.(this, Buffer.from(await reply.text()));
    this.#handler.onResponseEnd?.(this, {});
  }

  abort(reason: Error): void {
    if (this.aborted) return;
    this.reason = reason;
    this.#handler.onResponseError?.(this, reason);
  }

  pause(): void {}

  resume(): void {}
}
