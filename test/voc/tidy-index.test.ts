// The index of customers' words, tidied at night: in fewer pieces, and everything is found as before.
import { beforeEach, describe, expect, it } from 'vitest';
import { Background } from '../../src/platform/background.ts';
import type { Database } from '../../src/platform/database.ts';
import { Jobs } from '../../src/platform/jobs.ts';
import { createLog } from '../../src/platform/log.ts';
import { alarmAt, Ticker } from '../../src/platform/ticker.ts';
import { countPieces } from '../../src/voc/index-store.ts';
import { tidyIndex, tidyNightly } from '../../src/voc/tidy-index.ts';
import { ana, everyone, finds, now, numbersFound, says, town } from './town.ts';

const never = () => false;
let db: Database;
beforeEach(() => {
  db = town();
  // Pages of a few words each, so that a few voices make an index of many.
  db.run("INSERT INTO voice_index (voice_index, rank) VALUES ('pgsz', 64)");
  for (let number = 1; number <= 127; number += 1) {
    says(db, ana, everyone, `the export fails for invoice ${number} -- Acme #export`);
  }
});

const isSound = () => db.run("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");

describe('the index', () => {
  it('comes to lie in one piece, which holds all that the many held', async () => {
    expect(countPieces(db)).toBeGreaterThan(4);
    const before = finds(db, ana, 'export invoice');
    await tidyIndex(db, never);
    expect(countPieces(db)).toBe(1);
    expect(finds(db, ana, 'export invoice')).toEqual(before);
    expect(before.voices.length).toBeGreaterThan(0);
    isSound();
  });

  it('is left alone where it lies in few pieces', async () => {
    await tidyIndex(db, never);
    says(db, ana, everyone, 'one more');
    await tidyIndex(db, never);
    expect(countPieces(db)).toBe(2);
  });

  it('is sound when a stop breaks in, and whole another night', async () => {
    for (let slices = 0; slices < 3; slices += 1) {
      let left = slices;
      await tidyIndex(db, () => left-- === 0);
      isSound();
      expect(numbersFound(db, ana, '"invoice 17"')).toEqual([17]);
    }
    await tidyIndex(db, never);
    expect(countPieces(db)).toBe(1);
  });

  it('is looked after at three every night', async () => {
    const log = createLog('silent');
    const [ticker, background] = [new Ticker(db, log), new Background(log)];
    tidyNightly({ db, ticker, jobs: new Jobs(background) }, now);
    const night = new Date('2026-11-24T03:00:00.000Z');
    expect(alarmAt(db, 'index ages', '')).toEqual(night);
    await ticker.tick(night);
    await background.done();
    expect(countPieces(db)).toBe(1);
    expect(alarmAt(db, 'index ages', '')).toEqual(new Date('2026-11-25T03:00:00.000Z'));
  });
});
