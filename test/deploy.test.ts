// What is written for operators is true: the image holds all that the bot needs, and the unit and the recipes fit together.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';

vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, '..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = text('Dockerfile');
const unit = text('docs/deploy/empty-chair.service');
const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<'start', string> };
/** Where the settings come from the environment. */
const started = scripts.start.replace('--env-file-if-exists=.env ', '');
const settings = [...text('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the image's last stage copies of ours, as Docker would: only what .dockerignore lets through. */
function copied(): string[] {
  const lines = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].map(([, line = '']) => line.split(' '));
  return [...new Set(lines.flatMap((words) => words.slice(0, -1)))];
}

test('the image is made of what .dockerignore lets through, and nothing else is', () => {
  const letThrough = text('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(letThrough[0]).toBe('*');
  expect(
    letThrough
      .slice(1)
      .map((line) => line.replace('!', ''))
      .sort(),
  ).toEqual(copied().sort());
});

test('the bot and its command line find in the image all that they read, and say what is missing in the settings', async () => {
  for (const path of copied()) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const run = (...words: string[]) =>
    spawnSync(process.execPath, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
  const [, command = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [program, ...words] = JSON.parse(command) as string[];
  expect([program, ...words].join(' ')).toBe(started);
  expect(run(...words).stderr).toMatch(/^These settings need attention/);
  expect(run('src/chair.ts', '--help').status).toBe(0);
});

test('the image’s health check passes on a healthy bot only', async () => {
  const [, command = ''] = /HEALTHCHECK.*\\\n\s*CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [, ...words] = JSON.parse(command) as string[];
  let status = 200;
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const check = () => {
    const child = spawn(process.execPath, words, { env: { PORT: String(port) } });
    return new Promise((resolve) => child.on('close', resolve));
  };
  expect(await check()).toBe(0);
  status = 503;
  expect(await check()).toBe(1);
  expect(asked).toEqual(['/healthz', '/healthz']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await check()).toBe(1);
});

test('the image runs as nobody in particular, and keeps its database where it may write', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  const [, path = ''] = /DATABASE_PATH=(\S+)/.exec(dockerfile) ?? [];
  expect(dockerfile).toContain(`VOLUME ${dirname(path)}\n`);
  expect(dockerfile).toContain(`chown node:node ${dirname(path)}`);
});

test('the unit starts what there is, with settings that there are, and writes to its own folder only', () => {
  const [, name = '', path = '', command = ''] = /^ExecStart=\S+ (\w+)=(\S+) (node .+)$/m.exec(unit) ?? [];
  expect(command).toBe(started);
  expect(settings).toContain(name);
  expect(unit).toMatch(/^ProtectSystem=strict$/m);
  expect(dirname(path)).toBe(`/var/lib/${/^StateDirectory=(\S+)$/m.exec(unit)?.[1]}`);
  const { dbs } = parse(text('docs/deploy/litestream.yml')) as { dbs: { path: string }[] };
  expect(dbs.map((db) => db.path)).toEqual([path]);
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test.skipIf(!hasSystemd)('systemd understands the unit', () => {
  mkdirSync(join(folder, 'unit'));
  const copy = join(folder, 'unit/empty-chair.service');
  cpSync(join(root, 'docs/deploy/empty-chair.service'), copy);
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', copy], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
