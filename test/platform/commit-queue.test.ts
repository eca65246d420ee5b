// What arrives together is one commit, answered after it; what fails fails alone.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CommitQueue } from '../../src/platform/commit-queue.ts';
import type { Database } from '../../src/platform/database.ts';
import { DurabilityInDoubt } from '../../src/platform/durability.ts';
import { underReference } from '../../src/platform/log.ts';
import { newDatabase } from '../stories/scene.ts';
import { readableLog } from './quiet-log.ts';

let db: Database;
let queue: CommitQueue;
beforeEach(() => {
  db = newDatabase();
  queue = new CommitQueue(db);
});
afterEach(() => db.close());

const kept = () => db.all<{ did: string }>('SELECT did FROM audit ORDER BY id').map(({ did }) => did);
const keeps = (did: string) => () => {
  db.run("INSERT INTO audit (at, did, subject) VALUES ('now', @did, 'chair')", { did });
  return `kept ${did}`;
};

describe('works that arrive together', () => {
  test('have their effect in the order of arrival and are answered after the commit', async () => {
    const seen: string[][] = [];
    const see = (answer: string) => {
      seen.push(kept());
      return answer;
    };
    const answers = Promise.all(['ana', 'ben'].map((key) => queue.run(keeps(key)).then(see)));
    expect(kept()).toEqual([]);
    expect(await answers).toEqual(['kept ana', 'kept ben']);
    expect(seen).toEqual([
      ['ana', 'ben'],
      ['ana', 'ben'],
    ]);
  });

  test('log under the reference of their own request', async () => {
    const { log, lines } = readableLog();
    const asks = (name: string) =>
      underReference(async () => {
        log.info(`${name} comes in`);
        await queue.run(() => log.info(`${name} is worked on`));
        log.info(`${name} is answered`);
      });
    await Promise.all([asks('ana'), asks('ben')]);
    const about = (name: string) =>
      lines()
        .filter(({ msg }) => msg.startsWith(name))
        .map(({ reference }) => reference);
    const [ofAna] = about('ana');
    const [ofBen] = about('ben');
    expect(ofAna).not.toEqual(ofBen);
    expect(about('ana')).toEqual([ofAna, ofAna, ofAna]);
    expect(about('ben')).toEqual([ofBen, ofBen, ofBen]);
    expect([ofAna, ofBen]).toEqual([expect.any(String), expect.any(String)]);
  });

  test('see what those before them did', async () => {
    const [, second] = await Promise.all([queue.run(keeps('ana')), queue.run(kept)]);
    expect(second).toEqual(['ana']);
  });

  test('fail alone', async () => {
    const fails = () => {
      keeps('ben')();
      throw new Error('slipped');
    };
    const ends = await Promise.allSettled([
      queue.run(keeps('ana')),
      queue.run(fails),
      queue.run(keeps('gus')),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept()).toEqual(['ana', 'gus']);
  });

  test('all fail when the commit does, and those who come later do not', async () => {
    // A reference that is checked at the commit only: no work fails by itself.
    const owes = () => {
      db.run('PRAGMA defer_foreign_keys = ON');
      db.run("INSERT INTO roster (round_id, person_id) VALUES (99, 'UANA')");
    };
    const ends = await Promise.allSettled([queue.run(keeps('ana')), queue.run(owes)]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(kept()).toEqual([]);
    await queue.run(keeps('ben'));
    expect(kept()).toEqual(['ben']);
  });

  test('are taken in turns when they are many', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => `request ${index}`);
    const keptThen = await Promise.all(keys.map((key) => queue.run(keeps(key)).then(() => kept().length)));
    expect(kept()).toEqual(keys);
    expect([keptThen[0], keptThen.at(-1)]).toEqual([32, 100]);
  });
});

describe('a commit that the disk has not confirmed', () => {
  test('is answered when it is durable, and those who come later are worked on meanwhile', async () => {
    const disk = Promise.withResolvers<void>();
    vi.spyOn(db, 'durable').mockReturnValueOnce(disk.promise);
    const answered: string[] = [];
    const ana = queue.run(keeps('ana')).then((answer) => answered.push(answer));
    const refused = queue.run(() => {
      throw new Error('not for you');
    });
    refused.catch(({ message }) => answered.push(message));
    await new Promise((resolve) => setImmediate(resolve));
    await queue.run(keeps('ben'));
    expect([kept(), answered]).toEqual([['ana', 'ben'], []]);
    disk.resolve();
    await ana;
    await expect(refused).rejects.toThrow('not for you');
    expect(answered).toEqual(['kept ana', 'not for you']);
  });

  test('is told as one that may be lost', async () => {
    vi.spyOn(db, 'durable').mockRejectedValueOnce(new DurabilityInDoubt('the disk did not confirm it'));
    await expect(queue.run(keeps('ana'))).rejects.toThrow(DurabilityInDoubt);
    expect(kept()).toEqual(['ana']);
  });
});
