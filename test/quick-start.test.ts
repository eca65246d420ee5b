// What is kept from one start to the next makes it quicker, and never makes it run what is not there any more.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { project } from '../sandbox/kept.ts';

let folder: string;
let chair: string;
let kept: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-start-'));
  mkdirSync(join(folder, 'src'));
  mkdirSync(join(folder, 'node_modules/.cache/empty-chair'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  copyFileSync(join(project, 'src/quick-start.mjs'), join(folder, 'src/quick-start.mjs'));
  writeFileSync(join(folder, 'src/main.ts'), "import { seat } from './chair.ts';\nconsole.log(seat);\n");
  chair = join(folder, 'src/chair.ts');
  kept = join(folder, 'node_modules/.cache/empty-chair/stripped');
  sit('empty');
});
afterEach(() => rmSync(folder, { recursive: true }));

const sit = (who: string) => writeFileSync(chair, `export const seat: string = '${who}';\n`);

function start(place = folder): { says: string; complains: string } {
  const flags = ['--import', './src/quick-start.mjs', 'src/main.ts'];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { cwd: place, encoding: 'utf8' });
  return { says: stdout.trim(), complains: stderr };
}

const silent = (says: string) => ({ says, complains: '' });

describe('a start', () => {
  test('uses what was kept by the one before', () => {
    expect(start()).toEqual(silent('empty'));
    writeFileSync(kept, readFileSync(kept, 'utf8').replace("'empty'", "'taken'"));
    expect(start()).toEqual(silent('taken'));
  });

  test('reads anew what was written since, though it is as long and as old as what was kept', () => {
    start();
    const { atime, mtime } = statSync(chair);
    sit('taken');
    utimesSync(chair, atime, mtime);
    expect(start()).toEqual(silent('taken'));
  });

  const damages: [string, (text: string) => string][] = [
    ['empty', () => ''],
    ['no list', () => 'null\n'],
    ['half a list', (text) => text.slice(0, 20)],
    ['cut off', (text) => text.slice(0, -1)],
  ];
  test.each(damages)('makes all anew where what was kept is damaged: %s', (_what, damage) => {
    start();
    const whole = readFileSync(kept, 'utf8');
    writeFileSync(kept, damage(whole));
    expect(start()).toEqual(silent('empty'));
    expect(readFileSync(kept, 'utf8')).toBe(whole);
  });

  test('forgets files that are gone', () => {
    start();
    writeFileSync(join(folder, 'src/main.ts'), "console.log('alone');\n");
    rmSync(chair);
    expect(start()).toEqual(silent('alone'));
    expect(readFileSync(kept, 'utf8')).not.toContain('chair.ts');
  });

  test('keeps nothing of another checkout that shares its modules', () => {
    const other = join(folder, 'other');
    cpSync(join(folder, 'src'), join(other, 'src'), { recursive: true });
    writeFileSync(join(other, 'package.json'), '{ "type": "module" }');
    symlinkSync(join(folder, 'node_modules'), join(other, 'node_modules'));
    for (const place of [other, folder, other]) expect(start(place)).toEqual(silent('empty'));
    expect(readFileSync(kept, 'utf8').match(/[^/]*\/src\/chair\.ts"/g)).toEqual(['other/src/chair.ts"']);
  });

  test('leaves what only a thread loads to Node, and keeps the rest', () => {
    writeFileSync(
      join(folder, 'src/main.ts'),
      `import { Worker } from 'node:worker_threads';
       new Worker(new URL('./chair.ts', import.meta.url)).on('exit', (code: number) => console.log('ended', code));`,
    );
    expect(start()).toEqual(silent('ended 0'));
    expect(start()).toEqual(silent('ended 0'));
    expect(readFileSync(kept, 'utf8')).not.toContain('chair.ts"');
    expect(readdirSync(join(kept, '..')).sort()).toEqual(['compiled', 'stripped']);
  });

  test('works where nothing can be kept', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, 'node_modules'), '');
    expect(start()).toEqual(silent('empty'));
    expect(start()).toEqual(silent('empty'));
  });

  test('names the file that Node cannot run', () => {
    writeFileSync(chair, 'export enum Seat { Empty }\n');
    expect(start().complains).toMatch(/src\/chair\.ts:1\n.*enum is not supported/s);
  });
});
