// What the port answers beside Slack, the same in Socket Mode and over HTTP: each path with its one verb.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, underReference } from './log.ts';
import { Refusal } from './refusal.ts';
import { explain } from './reply.ts';
import { isBusy } from './storage-trouble.ts';

export interface RouteRequest {
  /** A header by its name in small letters; '' where it is missing. */
  header(name: string): string;
  /** As it came, unparsed: a signature covers its bytes. */
  body: Buffer;
}

export interface RouteAnswer {
  status: number;
  /** A sentence, or what becomes JSON. */
  says: string | Record<string, unknown>;
  /** What kind of text it is, where that is not plain. */
  contentType?: string;
}

type Route = (asked: RouteRequest) => RouteAnswer | Promise<RouteAnswer>;

/** What other programs tell us is short; more is not read. */
const mostBytes = 64 * 1024;

/** A whole request must have come in within this time (the server looks every thirty seconds). */
export const requestTimeoutMs = 10_000;

export class Routes {
  readonly #log: Logger;
  readonly #routes = new Map<string, Route>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** `answer` runs whole before anything is answered: what it waits to be durable is durable by then. */
  add(method: 'GET' | 'POST', path: string, answer: Route): void {
    this.#routes.set(`${method} ${path}`, answer);
  }

  /** Answers a request; 404 for whatever nobody added. */
  serve(request: IncomingMessage, response: ServerResponse): void {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const route = this.#routes.get(`${request.method} ${path}`);
    if (!route) {
      send(response, { status: 404, says: 'There is nothing here.' });
      return;
    }
    underReference(() => this.#serve(route, request, response)).catch((err: unknown) => {
      // The sender went away in the middle of what it said: nobody is left to answer.
      this.#log.debug({ err, path }, 'a request broke off');
      response.destroy();
    });
  }

  async #serve(route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request, mostBytes);
    if (body) return send(response, await this.#answer(route, request, body));
    response.setHeader('connection', 'close');
    send(response, { status: 413, says: 'That is too long: at most 64 kB.' });
  }

  async #answer(route: Route, request: IncomingMessage, body: Buffer): Promise<RouteAnswer> {
    const header = (name: string) => String(request.headers[name] ?? '');
    try {
      return await route({ header, body });
    } catch (error) {
      const { sentence } = explain(error, this.#log, { door: request.url });
      if (error instanceof Refusal) return { status: 400, says: sentence };
      return { status: isBusy(error) ? 503 : 500, says: sentence };
    }
  }
}

/** Null when it is longer than `mostBytes`; what comes after them is not read. */
export function bodyOf(request: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBytes) chunks.push(chunk);
      else {
        request.pause();
        resolve(null);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function send(response: ServerResponse, { status, says, contentType }: RouteAnswer): void {
  const isText = typeof says === 'string';
  const usual = `${isText ? 'text/plain' : 'application/json'}; charset=utf-8`;
  response
    .writeHead(status, { 'content-type': contentType ?? usual })
    .end(isText ? `${says}\n` : JSON.stringify(says));
}
