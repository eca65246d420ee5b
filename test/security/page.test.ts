// SECURITY.md is true: the tests it names are there, and it lists every scope and every dependency.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const page = readFileSync('SECURITY.md', 'utf8');
const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(`src/${file}`, 'utf8') }));
const packages = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** The first cells of the rows of the table under a heading. */
function listed(heading: string): string[][] {
  const part = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return rows.slice(1).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('every row names a test that is there, or says that there is none', () => {
  const rows = listed('ASVS 5.0.0, level 2');
  expect(rows.length).toBeGreaterThan(50);
  const missing = rows.flatMap(([requirement = '', , shown = '']) => {
    if (shown === 'no test of ours') return [];
    return shown
      .split('<br>')
      .filter((one) => {
        const [, file = '', name = ''] = /^`(test\/\S+\.test\.ts)`(?: › (.+))?$/.exec(one) ?? [];
        if (!file || !existsSync(file)) return true;
        return name !== '' && !readFileSync(file, 'utf8').includes(`'${name}'`);
      })
      .map((one) => `${requirement}: ${one}`);
  });
  expect(missing).toEqual([]);
});

test('every requirement has a number of the standard’s, in its order', () => {
  const numbers = listed('ASVS 5.0.0, level 2').map(([requirement = '']) =>
    /^(\d+)\.(\d+)\.(\d+)/.exec(requirement),
  );
  expect(numbers.every((number) => number !== null)).toBe(true);
  const places = numbers.map((number) =>
    (number ?? [])
      .slice(1)
      .map((part) => part.padStart(2, '0'))
      .join('.'),
  );
  expect(places).toEqual([...places].sort());
});

test('every scope of the manifest is justified, and no other', () => {
  const manifest = parse(readFileSync('manifest.yml', 'utf8')) as {
    oauth_config: { scopes: { bot: string[] } };
  };
  const scopes = listed('Scopes');
  expect(scopes.map(([scope]) => scope?.replaceAll('`', '')).sort()).toEqual(
    [...manifest.oauth_config.scopes.bot].sort(),
  );
  expect(scopes.every(([, why = '']) => why.length > 10)).toBe(true);
});

test('dependencies are pinned, and each is listed with its licence', () => {
  const all = { ...packages.dependencies, ...packages.devDependencies };
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string; link?: boolean; version?: string }>;
  };
  const held = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(held.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual(
    [],
  );
  const licences = Object.keys(packages.dependencies).map((name) => {
    const { license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
      license: string;
    };
    return [`\`${name}\``, license];
  });
  expect(listed('Dependencies').map(([name, licence]) => [name, licence])).toEqual(licences.sort());
});

const offenders = (pattern: RegExp) =>
  source.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

test('no program is started and no text is run as code', () => {
  expect(offenders(/child_process|\beval\(|new Function\(|node:vm'/)).toEqual([]);
});

test('no certificate is taken unseen', () => {
  expect(offenders(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/)).toEqual([]);
});
