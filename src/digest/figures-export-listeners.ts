// Slack's door to exporting a week's figures: the button, the file, and the word when it did not come.
import { Readable } from 'node:stream';
import type { webApi } from '@slack/bolt';
import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Jobs } from '../platform/jobs.ts';
import { notice, sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { sendFiles } from '../platform/slack-files.ts';
import type { Ticker } from '../platform/ticker.ts';
import { askFigures, figuresExportDue, figuresExportFailed, followFiguresExport } from './export-figures.ts';
import { comingOf, dayWithYear } from './week-words.ts';

interface House {
  db: Database;
  clock: Clock;
  slack: webApi.WebClient;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
  background: Background;
}

const gaveUp =
  'I could not hand you the file with the figures: Slack did not take it. Try again later; if it stays, tell whoever runs Empty Chair.';

export function listen(house: House): void {
  const { db, doors, sender, ticker, slack, background } = house;
  doors.click('digest.csv', ({ now, personId, value }) => ({
    open: notice('On its way', comingOf(askFigures(db, now, personId, value))),
  }));
  const sending = {
    ...house,
    jobs: new Jobs(background),
    send: (personId: string, weekOf: string, csv: string) => send(slack, personId, weekOf, csv),
  };
  ticker.on(figuresExportDue, (key, now) => followFiguresExport(sending, Number(key), now));
  sender.on(figuresExportFailed, { draw: () => sentence(gaveUp) });
}

async function send(slack: webApi.WebClient, personId: string, weekOf: string, csv: string): Promise<void> {
  const content = Buffer.from(csv);
  const file = {
    name: `digest-${weekOf}.csv`,
    bytes: content.length,
    content: () => Readable.from([content]),
  };
  const comment = `The figures of the week to ${dayWithYear(weekOf)}, as they were told. Delete the file here once you have used it.`;
  await sendFiles(slack, personId, [file], comment);
}
