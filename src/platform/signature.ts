// Whether a request comes from somebody who knows a secret: an HMAC over its time and its body, as Slack and Zoom sign.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { minuteMs } from './clock.ts';
import type { Logger } from './log.ts';

/** How far a signature's time may be from ours; what is older may be a repetition (Slack, "Verifying requests"). */
export const toleranceMs = 5 * minuteMs;

export interface Signed {
  /** Unix time as the header has it: the signature covers its very characters. */
  timestamp: string;
  /** `v0=` and the HMAC-SHA256 in hex. */
  signature: string;
  body: Buffer;
}

/** The signature of a body, for whoever sends it. */
export function signatureOf(secret: string, timestamp: string, body: Buffer): string {
  return `v0=${hmacOf(secret, Buffer.concat([Buffer.from(`v0:${timestamp}:`), body]))}`;
}

/** The HMAC-SHA256 of some words, in hex. */
export function hmacOf(secret: string, words: string | Buffer): string {
  return createHmac('sha256', secret).update(words).digest('hex');
}

/**
 * True when it was signed with the secret at most `withinMs` from `now`. Compared in constant time. What anybody can
 * sign, with an empty secret, nobody did.
 */
export function isSigned(
  secret: string,
  { timestamp, signature, body }: Signed,
  now: Date,
  withinMs: number,
): boolean {
  if (secret === '') return false;
  const signedAt = unixTime(timestamp);
  if (signedAt === null || Math.abs(now.getTime() - signedAt.getTime()) > withinMs) return false;
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Says to the operator who was turned away at `door`, and how old the signature said it was: a clock may be wrong. */
export function tellUnsigned(log: Logger, door: string, timestamp: string, now: Date): void {
  const signedAt = unixTime(timestamp);
  const secondsOld = signedAt && Math.round((now.getTime() - signedAt.getTime()) / 1000);
  log.warn(
    { door, secondsOld },
    'a request was turned away: another secret signed it, or a clock is too far off',
  );
}

/** Unix seconds, or milliseconds where the number is too large for seconds; null for anything else. */
export function unixTime(digits: string): Date | null {
  if (!/^\d{9,13}$/.test(digits)) return null;
  const number = Number(digits);
  return new Date(digits.length > 11 ? number : number * 1000);
}
