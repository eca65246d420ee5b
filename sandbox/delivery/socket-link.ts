// Speaks Socket Mode: keeps the bot's WebSockets, sends envelopes over them and waits for their acks.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { fieldsOf, parsedJson, textOf } from '../json.ts';
import type { Answer, Link, Parcel } from './link.ts';

const envelopeTypes = {
  event: 'events_api',
  command: 'slash_commands',
  interaction: 'interactive',
  suggestion: 'interactive',
};

// The client gives a server up that has been silent for thirty seconds after its first ping.
const pingEveryMs = 10_000;

/** As much of a WebSocket as Slack's end of it needs. */
export interface Wire {
  readonly readyState: number;
  readonly OPEN: number;
  send(text: string): void;
  terminate(): void;
  on(event: 'message', heard: (data: unknown) => void): unknown;
  on(event: 'close', closed: () => void): unknown;
}

interface Waiting {
  readonly socket: Wire;
  readonly answer: (answer: Answer) => void;
}

export class SocketLink implements Link {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets: Wire[] = [];
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #appId: string;
  readonly #ackWithinMs: number;
  #arrivals: (() => void)[] = [];
  #turn = 0;
  hasHadBot = false;

  constructor(appId: string, ackWithinMs: number) {
    this.#appId = appId;
    this.#ackWithinMs = ackWithinMs;
  }

  get connections(): number {
    return this.#sockets.length;
  }

  issueTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  accept(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    if (!this.#admits(request.url ?? '/')) {
      connection.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, connection, head, (socket) => {
      const pings = setInterval(() => socket.ping(), pingEveryMs);
      socket.on('error', () => socket.terminate());
      socket.on('close', () => clearInterval(pings));
      this.#welcome(socket);
    });
  }

  /** Takes a wire that is open already, as a simulation has them; whoever comes with an old address is cut off. */
  take(address: string, wire: Wire): void {
    if (this.#admits(address)) this.#welcome(wire);
    else wire.terminate();
  }

  /** A ticket opens one connection, so that a bot that keeps an old address is found out. */
  #admits(address: string): boolean {
    const url = new URL(address, 'http://localhost');
    return url.pathname === '/link/' && this.#tickets.delete(url.searchParams.get('ticket') ?? '');
  }

  connected(): Promise<void> {
    if (this.#sockets.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#arrivals.push(resolve));
  }

  /** Cuts every connection without a goodbye, as a network does. */
  drop(): void {
    for (const socket of [...this.#sockets]) socket.terminate();
  }

  /** Asks the bot to come back over a new connection, as Slack does every few hours. */
  requestDisconnect(reason: string): void {
    for (const socket of this.#sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-stand-in' } }));
    }
  }

  send(parcel: Parcel, onLateAck: () => void): Promise<Answer> {
    const open = this.#sockets.filter((it) => it.readyState === it.OPEN);
    const socket = open[this.#turn++ % Math.max(open.length, 1)];
    if (!socket) return Promise.resolve({ outcome: 'unreachable', body: null });
    const envelopeId = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.set(envelopeId, { socket, answer: onLateAck });
        resolve({ outcome: 'timeout', body: null });
      }, this.#ackWithinMs);
      const answer = (given: Answer) => {
        clearTimeout(timer);
        resolve(given);
      };
      this.#waiting.set(envelopeId, { socket, answer });
      socket.send(JSON.stringify(envelopeFor(parcel, envelopeId)));
    });
  }

  close(): void {
    for (const waiting of this.#waiting.values()) waiting.answer({ outcome: 'lost', body: null });
    this.#waiting.clear();
    this.drop();
    this.#server.close();
  }

  #welcome(socket: Wire): void {
    this.#sockets.push(socket);
    this.hasHadBot = true;
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('close', () => this.#forget(socket));
    const hello = {
      type: 'hello',
      num_connections: this.#sockets.length,
      connection_info: { app_id: this.#appId },
    };
    socket.send(JSON.stringify(hello));
    for (const arrived of this.#arrivals.splice(0)) arrived();
  }

  #hear(text: string): void {
    const message = fieldsOf(parsedJson(text));
    const envelopeId = textOf(message.envelope_id) ?? '';
    const waiting = this.#waiting.get(envelopeId);
    this.#waiting.delete(envelopeId);
    const payload = fieldsOf(message.payload);
    waiting?.answer({ outcome: 'acked', body: Object.keys(payload).length > 0 ? payload : null });
  }

  #forget(socket: Wire): void {
    this.#sockets.splice(this.#sockets.indexOf(socket), 1);
    for (const [envelopeId, waiting] of this.#waiting) {
      if (waiting.socket !== socket) continue;
      this.#waiting.delete(envelopeId);
      waiting.answer({ outcome: 'lost', body: null });
    }
  }
}

function envelopeFor(parcel: Parcel, envelopeId: string) {
  const isEvent = parcel.kind === 'event';
  return {
    envelope_id: envelopeId,
    type: envelopeTypes[parcel.kind],
    payload: parcel.payload,
    accepts_response_payload: !isEvent,
    ...(isEvent ? { retry_attempt: parcel.retryNum, retry_reason: parcel.retryReason } : {}),
  };
}
