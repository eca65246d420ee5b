// Fills a database with rituals that wait for their meetings’ ends.
import { saveConversation } from '../src/people/store.ts';
import type { Database } from '../src/platform/database.ts';
import { awaitNextEnd } from '../src/ritual/follow-schedule.ts';
import { oneThird } from '../src/ritual/ritual.ts';
import { findRitual, saveRitual } from '../src/ritual/store.ts';

/** When a ritual’s meeting ends, every week; weekdays count from Monday, 1. */
export interface Meeting {
  weekday: number;
  endTime: string;
  timeZone: string;
}

const usual: Meeting = { weekday: 2, endTime: '10:30', timeZone: 'Europe/Berlin' };

/** Each in a channel of its own: C0, C1… */
export function fillRituals(
  db: Database,
  rituals: number,
  now: Date,
  meetingOf = (_index: number) => usual,
): void {
  db.transaction(() => {
    for (let index = 0; index < rituals; index += 1) {
      const { weekday, endTime, timeZone } = meetingOf(index);
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
        timeZone,
        schedules: [{ weekdays: [weekday], endTime, rhythm: { everyWeeks: 1, from: '2026-03-02' } }],
        huddles: false,
        createdAt: now,
      });
      const ritual = findRitual(db, id);
      if (ritual) awaitNextEnd(db, ritual, now);
    }
  });
}
