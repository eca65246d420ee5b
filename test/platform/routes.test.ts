// The port's own paths, asked over real HTTP.
import { request as ask, createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../src/platform/refusal.ts';
import { Routes } from '../../src/platform/routes.ts';
import { levels, readableLog } from './quiet-log.ts';

const { log, lines } = readableLog();
const routes = new Routes(log);
let heard: string[] = [];
routes.add('GET', '/healthz', () => ({ status: 200, says: 'ok' }));
routes.add('POST', '/tell', ({ header, body }) => {
  heard.push(`${header('x-who')}: ${body.toString('utf8')}`);
  return { status: 200, says: { heard: body.length } };
});
routes.add('POST', '/refuse', () => {
  throw new Refusal('Say it otherwise.');
});
routes.add('POST', '/break', () => {
  throw new Error('a bug of ours');
});

let server: Server;
let origin: string;
beforeEach(async () => {
  heard = [];
  server = createServer((request, response) => routes.serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = async (path: string, body: string | Buffer = '') => {
  const answer = await fetch(`${origin}${path}`, { method: 'POST', body, headers: { 'x-who': 'Zoom' } });
  return [answer.status, await answer.text()];
};

test('a path answers its own verb, whatever question follows it', async () => {
  const health = await fetch(`${origin}/healthz?deep=1`);
  expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
  expect(health.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect((await post('/healthz'))[0]).toBe(404);
  expect((await fetch(`${origin}/tell`)).status).toBe(404);
  expect((await post('/telly'))[0]).toBe(404);
});

test('a body comes whole, with its bytes as they are', async () => {
  expect(await post('/tell', 'Grüße')).toEqual([200, '{"heard":7}']);
  expect(heard).toEqual(['Zoom: Grüße']);
});

test('a body of 64 kB is read and a longer one is not, also when it does not say its length', async () => {
  expect((await post('/tell', Buffer.alloc(64 * 1024, 'x')))[0]).toBe(200);
  heard = [];
  expect(await post('/tell', Buffer.alloc(64 * 1024 + 1, 'x'))).toEqual([
    413,
    'That is too long: at most 64 kB.\n',
  ]);
  const status = await new Promise((resolve, reject) => {
    const asking = ask(`${origin}/tell`, { method: 'POST' }, (answer) => resolve(answer.statusCode));
    asking.on('error', reject);
    for (let n = 0; n < 5; n += 1) asking.write(Buffer.alloc(16 * 1024, 'x'));
    asking.end();
  });
  expect(status).toBe(413);
  expect(heard).toEqual([]);
});

test('a refusal is told as it is, a bug with a reference and no detail', async () => {
  expect(await post('/refuse')).toEqual([400, 'Say it otherwise.\n']);
  const [status, says] = await post('/break');
  expect([status, says]).toEqual([
    500,
    expect.stringMatching(/Something went wrong.*reference [A-Z\d]{6}\./),
  ]);
  expect(says).not.toContain('bug of ours');
  expect(lines().filter(({ level }) => level === levels.error)).toHaveLength(1);
});

test('somebody who breaks off in the middle harms nobody', async () => {
  await new Promise((resolve) => {
    const asking = ask(`${origin}/tell`, { method: 'POST', headers: { 'content-length': '100' } });
    asking.on('error', resolve);
    asking.write('half of it');
    setImmediate(() => asking.destroy(new Error('the line broke')));
  });
  expect((await post('/tell', 'still here'))[0]).toBe(200);
  expect(heard).toEqual(['Zoom: still here']);
});
