// Slack's door to exporting voices.
import type { webApi } from '@slack/bolt';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Jobs } from '../platform/jobs.ts';
import { sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { sendFiles } from '../platform/slack-files.ts';
import { count } from '../platform/slack-text.ts';
import type { Ticker } from '../platform/ticker.ts';
import { askExport, exportDue, exportFailed, followExport, type Written } from './export-voices.ts';
import { wordsOf } from './typed-words.ts';

interface House {
  db: Database;
  clock: Clock;
  slack: webApi.WebClient;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
  jobs: Jobs;
}

const coming =
  'I am writing the files. They come to you as a direct message, as CSV for a spreadsheet and as JSON Lines for a warehouse.';
const gaveUp =
  'I could not hand you the files of your export: Slack did not take them. Try again later; if it stays, tell whoever runs Empty Chair.';

export function listen(house: House): void {
  const { db, doors, sender, ticker, slack } = house;
  doors.subcommand('/voc', {
    word: 'export',
    usage: 'export segment:mid',
    tells: 'all voices, or those of a search, in files for the sponsor',
    run: ({ now, personId, text }) => {
      askExport(db, now, personId, text, (typed) => wordsOf(db, typed));
      return { say: sentence(coming) };
    },
  });
  const sending = {
    ...house,
    send: (personId: string, written: Written) => send(slack, personId, written),
  };
  ticker.on(exportDue, (key, now) => followExport(sending, Number(key), now));
  sender.on(exportFailed, { draw: () => sentence(gaveUp) });
}

async function send(
  slack: webApi.WebClient,
  personId: string,
  { voices, csv, jsonl }: Written,
): Promise<void> {
  const table = { name: 'voices.csv', bytes: csv.bytes, content: () => csv.content() };
  if (voices === 0) {
    return sendFiles(
      slack,
      personId,
      [table],
      'No voice matches your export: the file holds its headings only.',
    );
  }
  const lines = { name: 'voices.jsonl', bytes: jsonl.bytes, content: () => jsonl.content() };
  const comment = `Here ${voices === 1 ? 'is' : 'are'} ${count(voices, 'voice')}. These files are a copy: what is forgotten later stays in them, so delete them here once you have used them.`;
  return sendFiles(slack, personId, [table, lines], comment);
}
