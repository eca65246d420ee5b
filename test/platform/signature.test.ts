// A signature is right, recent, and made with our secret, or it is nobody's.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hourMs, later, minuteMs, secondMs } from '../../src/platform/clock.ts';
import { hmacOf, isSigned, signatureOf, unixTime } from '../../src/platform/signature.ts';

const now = new Date('2018-07-23T17:33:00.000Z');
// The worked example in Slack's "Verifying requests from Slack", which signs as we do.
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const known = {
  timestamp: '1531420618',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  body: Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  ),
};
const signedAt = new Date(1531420618 * 1000);

const sign = (body: string, at: Date = now) => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const bytes = Buffer.from(body);
  return { timestamp, body: bytes, signature: signatureOf(secret, timestamp, bytes) };
};

describe('a signature', () => {
  test('is the one that Slack’s own worked example has', () => {
    expect(isSigned(secret, known, signedAt, minuteMs)).toBe(true);
  });

  test('is no longer good for another secret, another body or another time', () => {
    const good = sign('{}');
    expect(isSigned(secret, good, now, minuteMs)).toBe(true);
    expect(isSigned(`${secret}x`, good, now, minuteMs)).toBe(false);
    expect(isSigned(secret, { ...good, body: Buffer.from('{ }') }, now, minuteMs)).toBe(false);
    expect(isSigned(secret, { ...good, timestamp: `${Number(good.timestamp) + 1}` }, now, minuteMs)).toBe(
      false,
    );
  });

  test('is good for as long as it is said, before and after', () => {
    const atEdge = [5 * minuteMs, -5 * minuteMs].map((ms) => sign('{}', later(now, ms)));
    expect(atEdge.map((one) => isSigned(secret, one, now, 5 * minuteMs))).toEqual([true, true]);
    expect(isSigned(secret, sign('{}', later(now, 5 * minuteMs + secondMs)), now, 5 * minuteMs)).toBe(false);
    expect(isSigned(secret, sign('{}', later(now, -5 * minuteMs - secondMs)), now, 5 * minuteMs)).toBe(false);
  });

  test('covers the bytes of a body that is no text', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00]);
    const timestamp = String(now.getTime() / 1000);
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
    expect(isSigned(secret, { timestamp, signature, body }, now, minuteMs)).toBe(true);
    const similar = Buffer.from([0xfe, 0xff, 0x00]);
    expect(isSigned(secret, { timestamp, signature, body: similar }, now, minuteMs)).toBe(false);
  });

  test.each([
    ['nothing', {}],
    ['an empty signature', { signature: '' }],
    ['another length', { signature: 'v0=abc' }],
    ['another version', { signature: sign('{}').signature.replace('v0=', 'v1=') }],
    ['letters of more than one byte', { signature: 'é'.repeat(67) }],
    ['no time', { timestamp: '' }],
    ['a time that is none', { timestamp: '15e8' }],
    ['a time of another century', { timestamp: '9999999999999999' }],
  ])('with %s is refused where it should be', (what, change) => {
    const given = what === 'nothing' ? { timestamp: '', signature: '', body: Buffer.from('') } : sign('{}');
    expect(isSigned(secret, { ...given, ...change }, now, hourMs)).toBe(false);
  });
});

test('what anybody can sign, with an empty secret, nobody signed', () => {
  const timestamp = String(now.getTime() / 1000);
  const body = Buffer.from('{}');
  expect(isSigned('', { timestamp, body, signature: signatureOf('', timestamp, body) }, now, minuteMs)).toBe(
    false,
  );
});

test('Unix time comes in seconds, and from some in milliseconds', () => {
  expect(unixTime('1531420618')).toEqual(signedAt);
  expect(unixTime('1531420618123')).toEqual(later(signedAt, 123));
  expect([unixTime('12'), unixTime('-1531420618'), unixTime('1531420618.5')]).toEqual([null, null, null]);
});

test('a token’s HMAC is the bare hex, as Zoom wants it', () => {
  expect(hmacOf('key', 'The quick brown fox jumps over the lazy dog')).toBe(
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  );
});
