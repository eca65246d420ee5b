// Slack's door to importing the scorecard's values: the form that takes the file, and the answer to what was read.
import type { webApi } from '@slack/bolt';
import { requireSettings } from '../people/roles.ts';
import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Jobs } from '../platform/jobs.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { readFile } from '../platform/slack-files.ts';
import { escapedWithin } from '../platform/slack-text.ts';
import type { Ticker } from '../platform/ticker.ts';
import { refusalsPage } from '../voc/refused-rows-view.ts';
import { askImport, cancelImport, requireMine, startImport, tooLarge } from './decide-scorecard-import.ts';
import { followImport } from './follow-scorecard-import.ts';
import { importDue, importShown, largestFileBytes, type ScorecardImport } from './scorecard-import.ts';
import { findImport } from './scorecard-import-store.ts';
import { importForm, importMessage } from './scorecard-import-view.ts';
import { listLines } from './scorecard-store.ts';

interface House {
  db: Database;
  clock: Clock;
  slack: webApi.WebClient;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
  background: Background;
  wake(): void;
}

export function listen(house: House): void {
  const { db, doors, sender, ticker, slack } = house;
  doors.click('scorecard.import', ({ personId }) => {
    requireSettings(db, personId);
    return { open: importForm() };
  });
  doors.submission('scorecard_import', ({ now, personId, fields }) => {
    const file = fields.file('file');
    if (!file) throw new Refusal('Choose the file first.', 'file');
    askImport(db, now, personId, file);
    const told = `I am reading ${escapedWithin(file.name, 200)}. In a moment I write to you what I understood, and import nothing before you say so.`;
    return { replace: notice('Reading', told) };
  });
  doors.click('scorecard.start', ({ now, personId, value }) => {
    startImport(db, now, personId, Number(value));
    return {};
  });
  doors.click('scorecard.cancel', ({ now, personId, value }) => {
    cancelImport(db, now, personId, Number(value));
    return {};
  });
  doors.click('scorecard.refused', ({ personId, value }) => {
    const { reading } = requireMine(db, personId, Number(value));
    return { open: refusalsPage(reading?.refused ?? [], reading?.allRefused ?? 0) };
  });
  sender.on(importShown, {
    draw: (subject) => {
      const from = findImport(db, Number(subject));
      return from
        ? importMessage({ from, lines: new Map(listLines(db).map((line) => [line.id, line])) })
        : null;
    },
  });
  const fetchFile = ({ fileId, personId }: ScorecardImport) =>
    readFile(slack, fileId, { ownerId: personId, mostBytes: largestFileBytes, tooLarge });
  const following = { ...house, jobs: new Jobs(house.background), fetchFile };
  ticker.on(importDue, (key, now) => followImport(following, Number(key), now));
}
