// What is hardly ever needed is not loaded at the start, and there when it is used.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFlags } from '../../sandbox/node-flags.ts';
import { loadWhenUsed } from '../../src/platform/load-when-used.ts';

describe('a package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'empty-chair-load-'));
    const files = {
      'chairs.cjs': 'exports.loadedAt = process.hrtime.bigint(); exports.sit = () => "sitting";',
      'room.cjs': 'const chairs = require("./chairs.cjs"); exports.enter = () => chairs;',
      'hall.cjs': 'const chairs = require("./chairs.cjs"); exports.enter = () => chairs;',
    };
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is loaded once, when one of its parts is used first, whoever uses it', () => {
    const require = createRequire(join(folder, 'room.cjs'));
    loadWhenUsed(require, './chairs.cjs');
    const [room, hall] = ['./room.cjs', './hall.cjs'].map((name) => require(name).enter());
    const between = process.hrtime.bigint();
    expect(room.sit()).toBe('sitting');
    expect(room.loadedAt).toBeGreaterThan(between);
    expect(hall.loadedAt).toBe(room.loadedAt);
    expect(require('./chairs.cjs').loadedAt).toBe(room.loadedAt);
  });

  test('that is not there is missed at once', () => {
    const require = createRequire(join(folder, 'room.cjs'));
    expect(() => loadWhenUsed(require, './tables.cjs')).toThrow(/Cannot find module/);
  });
});

test('the bot loads nothing at its start of what only some installations or some jobs need', () => {
  const hook = `data:text/javascript,${encodeURIComponent(
    `import { registerHooks } from 'node:module';
     registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });`,
  )}`;
  const app = new URL('../../src/app.ts', import.meta.url).href;
  const loaded = execFileSync(
    process.execPath,
    [...nodeFlags, '--import', hook, '--input-type=module', '-e', `await import('${app}')`],
    { encoding: 'utf8' },
  );
  for (const used of ['@slack/bolt', 'zod/v4', 'better-sqlite3']) expect(loaded).toContain(`/${used}/`);
  const rare = [
    '@slack/oauth',
    '@slack/socket-mode',
    '@slack/types',
    'csv-parse',
    'csv-stringify',
    'express',
    'path-to-regexp',
    'prom-client',
    'raw-body',
    'undici',
    'zod/v4/locales/de',
  ];
  expect(rare.filter((name) => loaded.includes(`/node_modules/${name}`))).toEqual([]);
});
