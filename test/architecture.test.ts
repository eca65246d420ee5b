// Keeps the house as it is drawn: who may import whom, who may touch Slack, SQL, the clock and the environment.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Source {
  /** From the project's root, as src/voc/store.ts. */
  path: string;
  /** The folder under src, or '' for what stands at its top. */
  room: string;
  name: string;
  text: string;
  imports: { from: string; isTypeOnly: boolean }[];
}

function sourcesUnder(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const path = join(folder, file);
      const text = readFileSync(join(root, path), 'utf8');
      const found = text.matchAll(/^(?:import|export)\s(type\s)?[^;]*?from\s+'([^']+)'/gms);
      const imports = [...found].map(([, type, from = '']) => ({ from, isTypeOnly: type !== undefined }));
      const [, room = ''] = /^src\/([^/]+)\//.exec(path) ?? [];
      return { path, room, name: basename(path), text, imports };
    });
}

const src = sourcesUnder('src');
const sandbox = sourcesUnder('sandbox');

function target(source: Source, from: string): Source | undefined {
  const path = normalize(join(dirname(source.path), from));
  return [...src, ...sandbox].find((other) => other.path === path);
}

/** The files that break a rule, so that a failure names them. */
function offenders(sources: Source[], breaks: (source: Source) => boolean): string[] {
  return sources.filter(breaks).map(({ path }) => path);
}

/** Which room may read which. main, app and chair introduce them all; platform knows none. */
const mayRead: Record<string, string[]> = {
  platform: [],
  chair: ['voc', 'people', 'platform'],
  people: ['platform'],
  calendar: ['people', 'platform'],
  ritual: ['calendar', 'people', 'platform'],
  decision: ['ritual', 'voc', 'people', 'platform'],
  voc: ['people', 'platform'],
  digest: ['decision', 'ritual', 'voc', 'people', 'platform'],
  home: ['digest', 'decision', 'ritual', 'voc', 'people', 'platform'],
};

describe('imports', () => {
  test('a room reads only the rooms that the table allows', () => {
    const broken = src.flatMap((source) =>
      source.imports.flatMap(({ from }) => {
        const to = target(source, from);
        if (!to || source.room === '' || to.room === source.room) return [];
        return mayRead[source.room]?.includes(to.room) ? [] : [`${source.path} → ${to.path}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('every room is in the table', () => {
    const rooms = new Set(src.map(({ room }) => room).filter(Boolean));
    expect([...rooms].sort()).toEqual(Object.keys(mayRead).sort());
  });

  test('nobody but app.ts opens a room by its listeners', () => {
    const broken = src
      .filter(({ path }) => path !== 'src/app.ts')
      .flatMap((source) =>
        source.imports
          .filter(({ from }) => from.endsWith('listeners.ts'))
          .map(({ from }) => `${source.path} → ${from}`),
      );
    expect(broken).toEqual([]);
  });

  test('there are no circles', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (source: Source, trail: string[]): void => {
      if (trail.includes(source.path)) {
        circles.push([...trail.slice(trail.indexOf(source.path)), source.path].join(' → '));
        return;
      }
      if (done.has(source.path)) return;
      for (const { from, isTypeOnly } of source.imports) {
        const to = target(source, from);
        if (to && !isTypeOnly) visit(to, [...trail, source.path]);
      }
      done.add(source.path);
    };
    for (const source of [...src, ...sandbox]) visit(source, []);
    expect(circles).toEqual([]);
  });

  test('what runs in production imports neither the sandbox nor a development dependency', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const broken = src.flatMap((source) =>
      source.imports
        .filter(({ from, isTypeOnly }) => !isTypeOnly && !from.startsWith('node:') && !from.startsWith('.'))
        .filter(
          ({ from }) =>
            !Object.keys(dependencies).some((name) => from === name || from.startsWith(`${name}/`)),
        )
        .map(({ from }) => `${source.path} → ${from}`),
    );
    const toSandbox = src.filter(({ imports }) => imports.some(({ from }) => from.includes('sandbox')));
    expect([...broken, ...toSandbox.map(({ path }) => path)]).toEqual([]);
  });

  test('the stand-in knows nothing of the bot; only the stage puts them together', () => {
    const bringingThemTogether = ['sandbox/stage.ts'];
    const knowing = offenders(sandbox, ({ imports, path }) => {
      return !bringingThemTogether.includes(path) && imports.some(({ from }) => from.includes('/src/'));
    });
    expect(knowing).toEqual([]);
  });
});

describe('doors', () => {
  const isStore = ({ room, name }: Source) => room === 'platform' || name.endsWith('store.ts');
  const isPure = ({ name, room }: Source) =>
    !['listeners.ts', 'store.ts', 'views.ts', 'view.ts'].some((end) => name.endsWith(end)) &&
    room !== 'platform';

  test('only stores and the platform write SQL', () => {
    const sql = /\bdb\.(run|one|all|script)[<(]|\b(SELECT|INSERT INTO|DELETE FROM)\b/;
    expect(offenders(src, (source) => !isStore(source) && sql.test(source.text))).toEqual([]);
  });

  test('only the database, its lock and its troubles know the driver', () => {
    const allowed = ['database', 'one-process', 'storage-trouble'].map((name) => `src/platform/${name}.ts`);
    const knows = ({ imports }: Source) => imports.some(({ from }) => from === 'better-sqlite3');
    expect(offenders(src, (source) => knows(source) && !allowed.includes(source.path))).toEqual([]);
  });

  test('Slack’s client is known to the platform, to listeners, and to whoever reads the directory', () => {
    const allowed = ['src/app.ts', 'src/chair.ts', 'src/people/read-directory.ts'];
    const knows = ({ imports }: Source) => imports.some(({ from }) => from === '@slack/bolt');
    const broken = offenders(src, (source) => {
      const isDoor = source.room === 'platform' || source.name.endsWith('listeners.ts');
      return knows(source) && !isDoor && !allowed.includes(source.path);
    });
    expect(broken).toEqual([]);
  });

  test('of Bolt only its types are known outside the one file that loads its parts', () => {
    const loads = ({ imports }: Source) =>
      imports.some(({ from, isTypeOnly }) => from === '@slack/bolt' && !isTypeOnly);
    const mayLoad = ({ room, path }: Source) => room === 'platform' || path === 'src/chair.ts';
    const loadsParts = ({ text }: Source) => /platform\/bolt\.ts'/.test(text);
    expect(offenders(src, loads)).toEqual([]);
    expect(offenders(src, (source) => loadsParts(source) && !mayLoad(source))).toEqual([]);
  });

  test('verbs and rules draw no Block Kit', () => {
    const knows = ({ imports }: Source) => imports.some(({ from }) => from === '@slack/types');
    const drawsInVerb = (source: Source) =>
      isPure(source) && knows(source) && !/views?\.ts$/.test(source.name);
    expect(offenders(src, (source) => source.room !== '' && drawsInVerb(source))).toEqual([]);
  });

  test('views read no database', () => {
    const reads = ({ imports }: Source) =>
      imports.some(
        ({ from, isTypeOnly }) => /database\.ts$/.test(from) || (/store\.ts$/.test(from) && !isTypeOnly),
      );
    expect(offenders(src, (source) => /views?\.ts$/.test(source.name) && reads(source))).toEqual([]);
  });

  test('only main and the command line own the real clock', () => {
    const allowed = ['src/main.ts', 'src/chair.ts'];
    const clock = /\bnew Date\(\)|\bDate\.now\(|performance\.now\(/;
    expect(offenders(src, ({ path, text }) => !allowed.includes(path) && clock.test(text))).toEqual([]);
    expect(offenders(src, ({ text }) => /CURRENT_TIMESTAMP|datetime\(|strftime\(|'now'/.test(text))).toEqual(
      [],
    );
  });

  test('only main and the command line read the environment', () => {
    const allowed = ['src/main.ts', 'src/chair.ts'];
    const reads = ({ text }: Source) => /process\.env/.test(text);
    expect(offenders(src, (source) => reads(source) && !allowed.includes(source.path))).toEqual([]);
  });
});

describe('style', () => {
  const all = [...src, ...sandbox];

  test('each file opens with a sentence that says what it is for', () => {
    expect(
      offenders(all, ({ text }) => !/^(\/\/ \S.*\n)+/.test(text) || !/[.:]$/.test(text.split('\n')[0] ?? '')),
    ).toEqual([]);
  });

  test('no file is longer than 200 lines', () => {
    expect(offenders(all, ({ text }) => text.split('\n').length > 201)).toEqual([]);
  });

  test('no drawer and no barrel', () => {
    const drawers = /^(utils?|helpers?|services?|managers?|common|misc|index)\.tsx?$/;
    expect(offenders(all, ({ name }) => drawers.test(name))).toEqual([]);
    expect(offenders(all, ({ text }) => /^export \* from/m.test(text))).toEqual([]);
  });

  test('nothing is put off, cast away or exported by default', () => {
    const banned =
      /\bTODO\b|\bFIXME\b|as unknown as|@ts-ignore|@ts-expect-error|biome-ignore|^export default/m;
    expect(offenders(all, ({ text }) => banned.test(text))).toEqual([]);
  });

  test('every number of milliseconds says so in its name', () => {
    const nameless = /\b(timeout|delay|interval|duration|pause|window)\b\s*=\s*\d/i;
    expect(offenders(src, ({ text }) => nameless.test(text))).toEqual([]);
  });
});

describe('migrations', () => {
  const folder = join(root, 'src/migrations');
  const files = readdirSync(folder).sort();

  test('are numbered without a gap', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_file, index) => index + 1));
    expect(files.every((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))).toBe(true);
  });

  test('make only STRICT tables', () => {
    const tables = files.flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8').replace(/--.*$/gm, '');
      return [...text.matchAll(/CREATE TABLE\s+(\w+)[\s\S]*?;/g)];
    });
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(([whole]) => !/\)\s*STRICT/.test(whole)).map(([, name]) => name)).toEqual([]);
  });
});
