// Forgetting at the command line: real processes on a real file, beside the running bot.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findCare } from '../../src/people/care-store.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { voicesAge } from '../../src/voc/forget-many.ts';
import { newDatabase } from '../stories/scene.ts';
import { ana, everyone, says, town } from '../voc/town.ts';
import { Installation } from './installation.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let house: Installation;

beforeEach(async () => {
  house = await Installation.open();
});
afterEach(() => house.close());

const bytes = () =>
  readdirSync(house.folder)
    .map((name) => readFileSync(house.file(name), 'latin1'))
    .join('')
    .toLowerCase();
const trail = () =>
  house.read((db) => db.all('SELECT person_id, did, subject FROM audit ORDER BY id DESC LIMIT 1'));

/** Four voices, two of Acme's, in a database without a bot. */
function fill(): void {
  const db = town(house.path);
  says(db, ana, everyone, 'The zeppelin export fails -- Acme');
  says(db, ana, everyone, 'Import of zeppelins is slow -- acme');
  says(db, ana, everyone, 'We fly better than Acme -- Globex');
  says(db, ana, everyone, 'Long ago it was fine -- Initech', new Date('2020-01-01T00:00:00.000Z'));
  db.close();
}

describe('forget', () => {
  test('beside the running bot takes a voice away, with its words in the files', async () => {
    const bot = house.bot();
    await bot.ready;
    await house.types('/voc The zeppelin export fails -- Acme');
    await house.types('/voc Another one stays -- Acme');
    const { code, out, err } = await house.chair('forget', '--voice', '1', '--yes');
    expect(err).toContain('> The zeppelin export fails -- Acme');
    expect(out).toContain('1 voice forgotten.');
    expect(code).toBe(0);
    expect(house.voices).toEqual(['Another one stays']);
    expect((await house.types('/voc show 1')).text).toContain('There is no voice 1');
    expect(trail()).toEqual([{ person_id: null, did: 'forgot', subject: 'voice 1' }]);
    await bot.stop();
    expect(bytes()).not.toContain('zeppelin');
  });

  test('takes all of a customer’s voices, in every spelling, and says what stays', async () => {
    fill();
    const { code, out, err } = await house.chair('forget', '--customer', 'ACME', '--yes', '--json');
    expect(err).toContain('2 voices to forget.');
    expect(err).toContain('1 voice of others say the name; they stay.');
    expect(JSON.parse(out)).toEqual({ forgotten: 2 });
    expect(code).toBe(0);
    expect(house.voices).toEqual(['We fly better than Acme', 'Long ago it was fine']);
    expect(trail()).toEqual([{ person_id: null, did: 'forgot a customer', subject: '2 voices' }]);
    expect(bytes()).not.toContain('zeppelin');
  });

  test('asks first, and forgets nothing that is not there or asked for wrongly', async () => {
    fill();
    for (const [words, end, sentence] of [
      [['--voice', '1'], 2, 'Add --yes'],
      [['--voice', '99', '--yes'], 1, 'There is no voice 99.'],
      [['--voice', 'first', '--yes'], 2, '--voice takes the number of a voice'],
      [['--customer', 'Nobody', '--yes'], 1, 'No voice names a customer like that'],
      [[], 2, 'Say what to forget'],
      [['--voice', '1', '--customer', 'Acme', '--yes'], 2, 'Say what to forget'],
    ] as const) {
      const { code, err } = await house.chair('forget', ...words);
      expect(err).toContain(sentence);
      expect(code).toBe(end);
    }
    expect(house.voices).toHaveLength(4);
  });
});

describe('retention', () => {
  test('says for how long voices are kept, changes it, and forgets what is older', async () => {
    fill();
    expect((await house.chair('retention')).out).toBe('Voices are kept for good.\n');
    const set = await house.chair('retention', '--days', '3650', '--json');
    expect(JSON.parse(set.out)).toEqual({ keptDays: 3650, forgotOld: false });
    expect(house.voices).toHaveLength(4);
    expect(trail()).toEqual([{ person_id: null, did: 'changed', subject: 'care of voices' }]);
    const ran = await house.chair('retention', '--days', '365', '--run');
    expect(ran.out).toContain('Voices are kept for 365 days. What was older is forgotten');
    expect(house.voices).not.toContain('Long ago it was fine');
    expect(house.voices).toHaveLength(3);
    expect((await house.chair('retention', '--run')).out).toContain('None is older.');
    expect((await house.chair('retention', '--days', 'forever')).out).toBe('Voices are kept for good.\n');
    expect(house.read((db) => findCare(db))).toEqual({ masks: true, keptDays: null });
    expect(house.read((db) => alarmAt(db, voicesAge, ''))).toBeNull();
  });

  test('refuses a time that is hardly meant, and to forget where everything is kept', async () => {
    newDatabase(house.path).close();
    for (const [words, end, sentence] of [
      [['--days', '7'], 1, 'from 30 to 3,650'],
      [['--days', 'a year'], 2, '--days takes a number'],
      [['--run'], 2, 'Voices are kept for good, so none is too old'],
    ] as const) {
      const { code, err } = await house.chair('retention', ...words);
      expect(err).toContain(sentence);
      expect(code).toBe(end);
    }
    expect(house.read((db) => findCare(db).keptDays)).toBeNull();
  });
});
