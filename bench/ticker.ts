// The ticker beside many rituals: a pass costs what is due, not what exists.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { saveConversation } from '../src/people/store.ts';
import type { Database } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { Ticker } from '../src/platform/ticker.ts';
import { awaitNextEnd, meetingEnds, noticeScheduled } from '../src/ritual/follow-schedule.ts';
import { oneThird } from '../src/ritual/ritual.ts';
import { findRitual, saveRitual } from '../src/ritual/store.ts';
import { measure, print } from './measure.ts';

/** A Monday; every ritual meets on Tuesday at half past ten. */
const now = new Date('2026-03-02T08:00:00Z');
const later = new Date('2026-03-02T08:30:00Z');

export async function ticker(): Promise<void> {
  for (const rituals of [100, 100_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
    const db = newDatabase(join(folder, 'bench.db'));
    try {
      fill(db, rituals);
      const running = new Ticker(db, createLog('silent'));
      running.on(meetingEnds, (key, at, dueAt) => noticeScheduled(db, Number(key), at, dueAt));
      print(`${rituals} rituals, nothing due`, await measure(2000, () => running.tick(now)));
      for (const due of [1, 10, 100]) {
        const work = async () => {
          makeDue(db, due);
          await running.tick(later);
        };
        print(`${rituals} rituals, ${due} due (each opens a round)`, await measure(20, work));
      }
    } finally {
      db.close();
      rmSync(folder, { recursive: true });
    }
  }
}

function fill(db: Database, rituals: number): void {
  db.transaction(() => {
    for (let index = 0; index < rituals; index += 1) {
      const conversationId = `C${index}`;
      saveConversation(db, {
        id: conversationId,
        name: `channel-${index}`,
        isPrivate: false,
        isShared: false,
        isArchived: false,
        hasBot: true,
      });
      const id = saveRitual(db, {
        conversationId,
        audience: 'workspace',
        name: `Ritual ${index}`,
        functionId: null,
        question: 'What would our best customers think?',
        reconsiderAt: oneThird,
        anonymous: false,
        facilitatorId: 'U1',
        pausedBecause: null,
        timeZone: 'Europe/Berlin',
        schedules: [{ weekdays: [2], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } }],
        huddles: false,
        createdAt: now,
      });
      const ritual = findRitual(db, id);
      if (ritual) awaitNextEnd(db, ritual, now);
    }
  });
}

let made = 0;

/** Gives the next rituals in turn a meeting that has just ended. */
function makeDue(db: Database, due: number): void {
  db.transaction(() => {
    for (let index = 0; index < due; index += 1) {
      made += 1;
      const key = String((made % 100) + 1);
      db.run('UPDATE round SET occurrence = NULL, opened_at = @long WHERE ritual_id = @key', {
        key,
        long: '2026-01-01T00:00:00.000Z',
      });
      db.run("UPDATE schedule SET weekdays = '1', end_time = '09:30' WHERE ritual_id = @key", { key });
      db.run('UPDATE alarm SET due_at = @at WHERE kind = @kind AND key = @key', {
        at: later.toISOString(),
        kind: meetingEnds,
        key,
      });
    }
  });
}
