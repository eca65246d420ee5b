// Speaks HTTP mode: signed requests to the bot's address, answered within three seconds or not at all.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Fields, parsedJson } from '../json.ts';
import type { Answer, Link, Parcel } from './link.ts';

export class HttpLink implements Link {
  readonly #signingSecret: KeyObject;
  readonly #ackWithinMs: number;
  readonly #clock: Clock;
  #address: string | undefined;
  hasHadBot = false;

  constructor(signingSecret: string, ackWithinMs: number, clock: Clock) {
    this.#signingSecret = createSecretKey(signingSecret, 'utf8');
    this.#ackWithinMs = ackWithinMs;
    this.#clock = clock;
  }

  deliverTo(url: string): void {
    const address = new URL(url);
    if (address.pathname === '/') address.pathname = '/slack/events';
    this.#address = address.href;
    this.hasHadBot = true;
  }

  async send(parcel: Parcel): Promise<Answer> {
    if (!this.#address) return { outcome: 'unreachable', body: null };
    const { body, contentType } = written(parcel);
    const headers = { ...this.#signed(body), ...retryHeaders(parcel), 'content-type': contentType };
    const signal = AbortSignal.timeout(this.#ackWithinMs);
    try {
      const response = await fetch(this.#address, { method: 'POST', headers, body, signal });
      const text = await response.text();
      if (response.status !== 200) return { outcome: 'refused', body: text };
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return { outcome: 'acked', body: text === '' ? null : isJson ? parsedJson(text) : text };
    } catch {
      return { outcome: signal.aborted ? 'timeout' : 'unreachable', body: null };
    }
  }

  close(): void {
    this.#address = undefined;
  }

  #signed(body: string): Record<string, string> {
    const timestamp = String(Math.floor(this.#clock.now().getTime() / 1000));
    const digest = createHmac('sha256', this.#signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
  }
}

function retryHeaders(parcel: Parcel): Record<string, string> {
  if (parcel.retryNum === 0) return {};
  return { 'x-slack-retry-num': String(parcel.retryNum), 'x-slack-retry-reason': parcel.retryReason };
}

function written(parcel: Parcel): { body: string; contentType: string } {
  if (parcel.kind === 'event') {
    return { body: JSON.stringify(parcel.payload), contentType: 'application/json' };
  }
  const form = new URLSearchParams(
    parcel.kind === 'command' ? textFields(parcel.payload) : { payload: JSON.stringify(parcel.payload) },
  );
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}

function textFields(payload: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}
