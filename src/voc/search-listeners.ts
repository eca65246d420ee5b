// Slack's door to finding voices: /voc search, and the buttons to its other pages.
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Ticker } from '../platform/ticker.ts';
import { type FoundPage, findVoices } from './find-voices.ts';
import { foundMessage, foundPage } from './found-view.ts';
import { tidyNightly } from './tidy-index.ts';
import { wordsOf } from './typed-words.ts';

interface House {
  db: Database;
  clock: Clock;
  doors: Doors;
  ticker: Ticker;
  jobs: Jobs;
}

export function listen(house: House): void {
  const { db, doors } = house;
  const find = (now: Date, personId: string, typed: string, page: number): FoundPage =>
    findVoices(db, now, personId, { typed, page, readWords: (text) => wordsOf(db, text) });
  doors.subcommand('/voc', {
    word: 'search',
    usage: 'search export slow',
    tells:
      'find voices; also "a phrase", expor*, segment:mid source:support stage:use customer:acme #export by:@ana since:2026-10-01 until:friday',
    run: ({ now, personId, text }) => ({ say: foundMessage(find(now, personId, text, 0)) }),
  });
  for (const button of ['voice.found.more', 'voice.found.back']) {
    doors.click(button, ({ now, personId, value }) => {
      const [, page = '0', typed = ''] = /^(\d{1,3}) (.*)$/s.exec(value) ?? [];
      const found = find(now, personId, typed, Number(page));
      return { say: foundMessage(found), instead: true, replace: foundPage(found) };
    });
  }
  tidyNightly(house, house.clock.now());
}
