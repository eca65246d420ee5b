// Slack's door to importing voices: the form that takes the file, and the buttons on what was understood of it.
import type { webApi } from '@slack/bolt';
import type { Command, Submission } from '../platform/asked.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Jobs } from '../platform/jobs.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { readFile } from '../platform/slack-files.ts';
import { escapedWithin } from '../platform/slack-text.ts';
import type { Ticker } from '../platform/ticker.ts';
import { askImport, tooLarge } from './ask-import.ts';
import { cancelImport, startImport, undoImport } from './decide-import.ts';
import { followImport } from './follow-import.ts';
import { importDue, importShown, largestFileBytes } from './import.ts';
import { importForm, importMessage } from './import-views.ts';
import { requireMayKeep } from './keep-voice.ts';
import { loadImport, loadRefusals } from './load-import.ts';
import { readPlace } from './read-form.ts';
import { refusalsPage } from './refused-rows-view.ts';
import type { Place } from './voice.ts';

interface House {
  db: Database;
  clock: Clock;
  slack: webApi.WebClient;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
  jobs: Jobs;
  wake(): void;
}

export function listen(house: House): void {
  const { db, doors, sender, ticker, slack } = house;
  doors.subcommand('/voc', {
    word: 'import',
    usage: 'import',
    tells: 'many voices at once, from a CSV file',
    run: (command) => openForm(db, command),
  });
  doors.submission('import_voices', (submission) => take(db, submission));
  doors.click('import.start', ({ now, personId, value }) => {
    startImport(db, now, personId, Number(value));
    return {};
  });
  doors.click('import.cancel', ({ now, personId, value }) => {
    cancelImport(db, now, personId, Number(value));
    return {};
  });
  doors.click('import.undo', ({ now, personId, value }) => {
    undoImport(db, now, personId, Number(value));
    return {};
  });
  doors.click('import.refused', ({ personId, value }) => {
    const { refused, all } = loadRefusals(db, personId, Number(value));
    return { open: refusalsPage(refused, all) };
  });
  sender.on(importShown, {
    draw: (subject) => {
      const facts = loadImport(db, Number(subject));
      return facts && importMessage(facts);
    },
  });
  const fetching = {
    ...house,
    fetchFile: ({ fileId, personId }: { fileId: string; personId: string }) =>
      readFile(slack, fileId, { ownerId: personId, mostBytes: largestFileBytes, tooLarge }),
  };
  ticker.on(importDue, (key, now) => followImport(fetching, Number(key), now));
}

function openForm(db: Database, { personId, conversationId, text }: Command): Reply {
  if (text !== '') {
    throw new Refusal(
      '`/voc import` opens a form for a CSV file and takes nothing after it. To save words that begin with “import”, use the form: `/voc` alone.',
    );
  }
  const place: Place = { conversationId, messageTs: null };
  return { open: importForm(place, requireMayKeep(db, personId, place)) };
}

function take(db: Database, { now, personId, fields, metadata }: Submission): Reply {
  const { conversationId } = readPlace(metadata);
  const file = fields.file('file');
  if (!file) throw new Refusal('Choose the file first.', 'file');
  askImport(db, now, personId, conversationId, file);
  const told = `I am reading ${escapedWithin(file.name, 200)}. In a moment I write to you what I understood, and import nothing before you say so.`;
  return { replace: notice('Reading', told) };
}
