// What a failed call to Slack means: whether it went out decides whether a message may stand.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebClient } from '../../src/platform/bolt.ts';
import { readTrouble } from '../../src/platform/slack-errors.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {} };
const logger = { ...silent, getLevel: () => 'error' as never };

async function troubleAt(port: number, asked = fetch) {
  const slackApiUrl = `http://127.0.0.1:${port}/api/`;
  const client = new WebClient('xoxb-x', { slackApiUrl, fetch: asked, retryConfig: { retries: 0 }, logger });
  return readTrouble(await client.chat.postMessage({ channel: 'C1', text: 'x' }).catch((error) => error));
}

async function listen(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** As Node tells of a name that is not known, and of one with several addresses of which none answers. */
const failingIn = (...syscalls: string[]) => {
  const failures = syscalls.map((syscall) => Object.assign(new Error(syscall), { syscall }));
  const cause = failures.length === 1 ? failures[0] : new AggregateError(failures);
  return () => Promise.reject(new TypeError('fetch failed', { cause }));
};

test('a call that never reached Slack has done nothing there', async () => {
  const { server, port } = await listen(() => {});
  server.close();
  await once(server, 'close');
  expect(await troubleAt(port)).toMatchObject({ kind: 'unreached' });
  expect(await troubleAt(port, failingIn('getaddrinfo'))).toMatchObject({ kind: 'unreached' });
  expect(await troubleAt(port, failingIn('connect', 'connect'))).toMatchObject({ kind: 'unreached' });
});

test('a call whose connection broke may have been carried out', async () => {
  const { server, port } = await listen((request) => request.socket.destroy());
  expect(await troubleAt(port)).toMatchObject({ kind: 'unanswered' });
  expect(await troubleAt(port, failingIn('connect', 'read'))).toMatchObject({ kind: 'unanswered' });
  expect(await troubleAt(port, failingIn())).toMatchObject({ kind: 'unanswered' });
  server.close();
});
