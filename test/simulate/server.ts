// A server without a socket: takes requests from the simulated network and hands them to a real listener.
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type Handler = (request: Readable, response: SimulatedResponse) => void;

/** Where servers are found by their port. */
interface Wire {
  open(server: SimulatedServer): number;
  close(port: number): void;
}

export class SimulatedServer extends EventEmitter {
  readonly #network: Wire;
  readonly #handler: Handler;
  readonly #open = new Set<SimulatedResponse>();
  #port = 0;

  constructor(network: Wire, handler: Handler) {
    super();
    this.#network = network;
    this.#handler = handler;
  }

  get listening(): boolean {
    return this.#port !== 0;
  }

  listen(...given: unknown[]): this {
    this.#port = this.#network.open(this);
    const ready = given.at(-1);
    if (typeof ready === 'function') queueMicrotask(() => void Reflect.apply(ready, undefined, []));
    return this;
  }

  address(): { port: number } | null {
    return this.listening ? { port: this.#port } : null;
  }

  take(url: URL, init: RequestInit, answered: (answer: Answer) => void, broken: () => void): void {
    const body = Buffer.from(String(init.body ?? ''));
    const request = new Readable({ read() {} });
    request.push(body);
    request.push(null);
    const given = init.headers instanceof Headers ? [...init.headers] : Object.entries(init.headers ?? {});
    const headers = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
    Object.assign(request, { method: init.method ?? 'GET', url: url.pathname + url.search, headers });
    const response = new SimulatedResponse((answer) => {
      this.#open.delete(response);
      if (answer) answered(answer);
      else broken();
    });
    this.#open.add(response);
    this.#handler(request, response);
  }

  /** As when the process dies: whoever waits for an answer sees the line break. */
  closeAllConnections(): void {
    for (const response of this.#open) response.destroy();
  }

  close(closed?: (error?: Error) => void): this {
    this.#network.close(this.#port);
    this.#port = 0;
    queueMicrotask(() => {
      closed?.();
      this.emit('close');
    });
    return this;
  }
}

class SimulatedResponse extends EventEmitter {
  statusCode = 200;
  headersSent = false;
  writableEnded = false;
  readonly #headers = new Map<string, string>();
  readonly #done: (answer: Answer | null) => void;

  constructor(done: (answer: Answer | null) => void) {
    super();
    this.#done = done;
  }

  setHeader(name: string, value: unknown): this {
    this.#headers.set(name.toLowerCase(), String(value));
    return this;
  }

  writeHead(status: number, headers: Record<string, unknown> = {}): this {
    this.statusCode = status;
    this.headersSent = true;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    return this;
  }

  end(body: unknown = ''): this {
    if (this.writableEnded) return this;
    this.writableEnded = true;
    this.#done({
      status: this.statusCode,
      headers: Object.fromEntries(this.#headers),
      body: String(body ?? ''),
    });
    return this;
  }

  destroy(): void {
    if (this.writableEnded) return;
    this.writableEnded = true;
    this.#done(null);
  }
}
