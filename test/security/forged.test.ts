// Forged requests: without our signature, with an old one, repeated, or in somebody else’s name, they change nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureOf } from '../../src/platform/signature.ts';
import { Scene } from '../stories/scene.ts';
import { type Actor, Wire } from './wire.ts';

let scene: Scene;
let wire: Wire;
let ana: Actor;

beforeAll(async () => {
  scene = await Scene.open({ mode: 'http' });
  wire = await Wire.to(scene);
  ana = {
    id: scene.people.ana.id,
    teamId: scene.workspace.teamId,
    channelId: scene.channels.productWeekly.id,
  };
});
afterAll(async () => {
  await wire.close();
  await scene.close();
});

const rows = (table: string) => scene.db.all(`SELECT * FROM ${table}`).length;
const commandBody = () =>
  new URLSearchParams(wire.commandOf(ana, '/decided', 'Sell the boats') as Record<string, string>).toString();

describe('without our signature', () => {
  const minutesAgo = (minutes: number) => String(Number(wire.unixNow()) - minutes * 60);
  const sign = (secret: string, timestamp: string, body: string) =>
    signatureOf(secret, timestamp, Buffer.from(body));

  test.each([
    ['none', () => ({ signature: 'none' })],
    ['another secret', (body: string) => ({ signature: sign('guessed', wire.unixNow(), body) })],
    [
      'another body',
      (body: string) => ({ signature: sign(scene.workspace.signingSecret, wire.unixNow(), `${body}&x=1`) }),
    ],
    ['six minutes old', () => ({ timestamp: minutesAgo(6) })],
    ['six minutes ahead', () => ({ timestamp: minutesAgo(-6) })],
    ['no time', () => ({ timestamp: 'NaN' })],
    [
      'another time',
      (body: string) => ({
        timestamp: minutesAgo(1),
        signature: sign(scene.workspace.signingSecret, wire.unixNow(), body),
      }),
    ],
  ])('(%s) a command is turned away with nothing said and nothing written', async (_what, forge) => {
    const body = commandBody();
    const before = rows('request');
    const { status, shown } = await wire.post(body, forge(body));
    expect([status, shown]).toEqual([401, []]);
    expect([rows('request'), rows('decision')]).toEqual([before, 0]);
    expect(JSON.parse(scene.log.at(-1) ?? '')).toMatchObject({
      msg: expect.stringContaining('a request was turned away'),
      door: '/slack/events',
      reference: expect.stringMatching(/^[A-Z2-9]{6}$/),
    });
  });

  test('a smuggled payload beside Slack’s unsigned check of our certificate does nothing', async () => {
    const body = `ssl_check=1&${commandBody()}`;
    expect((await wire.post(body, { signature: 'none' })).status).toBe(200);
    expect(rows('decision')).toBe(0);
  });
});

describe('a request that comes twice', () => {
  test('has one effect, be it a command, a click or a form', async () => {
    const body = commandBody();
    for (let time = 0; time < 2; time += 1) await wire.post(body);
    expect(rows('decision')).toBe(1);
    const click = wire.clickOf(ana, 'answer.love', '1');
    for (let time = 0; time < 2; time += 1) await wire.payload(click);
    const statement = { value: 'Buy them back' };
    const entries = { statement, owner: { selected_user: ana.id } };
    const form = wire.submissionOf(ana, 'record_decision', `conversation ${ana.channelId}`, entries);
    for (let time = 0; time < 2; time += 1) await wire.payload(form);
    expect([rows('answer'), rows('decision')]).toEqual([1, 2]);
  });
});

describe('what no door is for', () => {
  test('such as a button of an older version, is answered at once', async () => {
    const { status, shown } = await wire.payload(wire.clickOf(ana, 'button.of.another.age', '1'));
    expect([status, shown]).toEqual([200, []]);
    expect((await wire.payload({ type: 'of another age' })).status).toBe(200);
    const nothing = { ...wire.clickOf(ana, 'answer.love', '1'), actions: [] };
    expect((await wire.payload(nothing)).status).toBe(200);
  });

  test('and what comes without a person is not acknowledged, so that it does not look done', async () => {
    const { user: _nobody, ...form } = wire.submissionOf(ana, 'record_decision', 'anywhere');
    expect((await wire.payload(form)).status).toBe(500);
    const numbered = { ...wire.clickOf(ana, 'answer.love', '1'), user: { id: 7 } };
    expect(JSON.stringify((await wire.payload(numbered)).shown)).toContain(
      'Something went wrong on our side',
    );
  });
});

describe('in the name of another organization', () => {
  test('the id of one of us is worth nothing', async () => {
    const foreign = { ...ana, teamId: 'T0OTHERTEAM' };
    const before = rows('decision');
    const { shown } = await wire.command(foreign, '/decided', 'Sell the harbour');
    expect(JSON.stringify(shown)).toContain('Only people of this workspace can answer here.');
    expect(rows('decision')).toBe(before);
  });
});

describe('strangers at the port', () => {
  type Headers = Record<string, string | string[]>;
  const asked = (method: string, path: string, headers: Headers = {}, body = '') =>
    new Promise<{ status: number | undefined; headers: string; said: string }>((resolve, reject) => {
      const address = { port: scene.chair.port(), host: '127.0.0.1', method, path, headers };
      const call = request(address, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const said = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode, headers: JSON.stringify(response.headers), said });
        });
      });
      call.on('error', reject).end(body);
    });

  test.each([
    ['GET', '/'],
    ['GET', '/slack/events'],
    ['GET', '/../package.json'],
    ['GET', '/.env'],
    ['GET', '/%00'],
    ['GET', '//evil.example/'],
    ['PUT', '/healthz'],
    ['TRACE', '/'],
    ['OPTIONS', '*'],
    ['POST', '/meetings/ended'],
    // Ways to spell the path that a URL parser reads as Slack's.
    ['POST', '/./slack/events'],
    ['POST', '/x/../slack/events'],
    ['POST', '/%2e/slack/events'],
    ['POST', '/slack\\events'],
    ['POST', '/slack/events#'],
    ['POST', 'http://localhost/slack/events'],
  ])('%s %s: there is nothing here', async (method, path) => {
    const { status, headers, said } = await asked(method, path);
    expect(status).toBe(404);
    expect(said).toBe('There is nothing here.\n');
    expect(headers).not.toMatch(/x-powered-by|server"/i);
  });

  const form = 'application/x-www-form-urlencoded';
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'x' });
  test.each([
    ['a challenge of whoever pretends to be Slack', 'application/json', challenge],
    ['the check of our certificate, said twice', form, 'ssl_check=1&ssl_check=1'],
    ['the check of our certificate in another kind of text', 'text/plain', 'ssl_check=1'],
    ['a long text beside the check of our certificate', form, `ssl_check=1&text=${'+'.repeat(5000)}`],
  ])('%s is turned away unsigned', async (_what, type, body) => {
    expect((await asked('POST', '/slack/events', { 'content-type': type }, body)).status).toBe(401);
  });

  test('a challenge that Slack signed is answered, and the answer says what it is', async () => {
    const timestamp = wire.unixNow();
    const signature = signatureOf(scene.workspace.signingSecret, timestamp, Buffer.from(challenge));
    const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
    const type = { 'content-type': 'application/json' };
    const { status, headers, said } = await asked('POST', '/slack/events', { ...type, ...signed }, challenge);
    expect([status, said]).toEqual([200, JSON.stringify({ challenge: 'x' })]);
    expect(headers).toContain('application/json; charset=utf-8');
  });

  test.each(['x-slack-signature', 'x-slack-request-timestamp'])('two headers %s are none', async (twice) => {
    const timestamp = wire.unixNow();
    const body = commandBody();
    const signature = signatureOf(scene.workspace.signingSecret, timestamp, Buffer.from(body));
    const right: Headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
    const headers = { 'content-type': form, ...right, [twice]: [String(right[twice]), String(right[twice])] };
    const before = rows('decision');
    expect((await asked('POST', '/slack/events', headers, body)).status).toBe(401);
    expect(rows('decision')).toBe(before);
  });

  test('a body that is no payload is turned away without a word of why', async () => {
    for (const body of ['null', 'payload=null', '{', 'payload={']) {
      for (const contentType of ['application/json', 'application/x-www-form-urlencoded']) {
        const { status, shown } = await wire.post(body, { contentType });
        expect([status, shown]).toEqual([expect.toSatisfy((code) => [200, 400].includes(code)), []]);
      }
    }
  });
});

test('every CSV that is written keeps spreadsheets from running what stands in it', () => {
  const writers = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .filter((text) => text.includes("from 'csv-stringify"));
  expect(writers.length).toBeGreaterThan(0);
  for (const text of writers) expect(text).toContain('escape_formulas: true');
});
