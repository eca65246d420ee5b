// chair export: writes voices into a file, or to the standard output for another program.

import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { knownSegments } from '../people/segments-store.ts';
import { sponsorId, viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { count } from '../platform/slack-text.ts';
import { voicesOf } from '../voc/export-voices.ts';
import { zoneOf } from '../voc/keep-voice.ts';
import { readSearch } from '../voc/search.ts';
import { underCurrentNames } from '../voc/theme-store.ts';
import { csvLines, csvTitles, type Exported, jsonLines } from '../voc/write-voices.ts';
import { AskedWrongly, ends, endsTold, type House, tell, withDatabase } from './house.ts';
import { reasonOf } from './read-local-file.ts';

interface Wishes {
  format: 'csv' | 'jsonl';
  output?: string;
  json?: boolean;
}

export function exportCommand(house: House): Command {
  return new Command('export')
    .description('writes all voices, or what a search finds, as the sponsor may read them')
    .argument('[search...]', 'words and filters, as in /voc search: segment:mid since:2026-10-01')
    .addOption(
      new Option('--format <format>', 'a spreadsheet, or JSON Lines')
        .choices(['csv', 'jsonl'])
        .makeOptionMandatory(),
    )
    .option('--output <file>', 'writes there, to a file that is not there yet')
    .option('--json', 'tells the result for a program; needs --output')
    .addHelpText('after', endsTold)
    .action(async (words: string[], wishes: Wishes) => {
      if (wishes.json && wishes.output === undefined) {
        throw new AskedWrongly('--json tells the result where the voices would stand. Add --output <file>.');
      }
      process.exitCode = await withDatabase(house, (db) => run(db, house, words.join(' '), wishes));
    });
}

async function run(
  db: Database,
  house: House,
  typed: string,
  { format, output, json }: Wishes,
): Promise<number> {
  const reader = sponsorId(db);
  if (reader === null) {
    throw new Refusal('There is no sponsor yet. Start the bot once, so that it knows who is who.');
  }
  const zone = zoneOf(db, reader);
  // Slack puts a person's id in such marks.
  const marked = typed.replace(/(?<!\S)by:@?([UW][A-Z0-9]+)(?!\S)/g, 'by:<@$1>');
  const search = readSearch(marked, (text) => text, localTime(house.now(), zone).date, knownSegments(db));
  const found = voicesOf(db, underCurrentNames(db, search), { viewer: viewerOf(db, reader), zone });
  const writing = new Writing(found, format);
  await (output === undefined
    ? pipeline(Readable.from(writing.texts()), process.stdout, { end: false })
    : writeFile(writing, output));
  const voices = count(writing.voices, 'voice');
  db.transaction(() => audit(db, house.now(), null, 'exported', voices));
  if (output !== undefined) {
    tell(json, `${voices} written to ${output}.\n`, { voices: writing.voices, format, output });
  }
  return ends.well;
}

/** Holds words, so only its owner reads it; a half-written one goes. */
async function writeFile(writing: Writing, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw new Refusal(
      `${path} cannot be written (${reasonOf(error)}). Name a file that is not there yet, in a folder you may write to.`,
    );
  });
  try {
    await pipeline(Readable.from(writing.texts()), file.createWriteStream());
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** However many there are, a look at a time: no more is read than was taken. */
class Writing {
  voices = 0;
  readonly #found: Iterable<Exported[]>;
  readonly #format: Wishes['format'];

  constructor(found: Iterable<Exported[]>, format: Wishes['format']) {
    this.#found = found;
    this.#format = format;
  }

  *texts(): Generator<string> {
    const lines = this.#format === 'csv' ? csvLines : jsonLines;
    if (this.#format === 'csv') yield csvTitles;
    for (const voices of this.#found) {
      this.voices += voices.length;
      yield lines(voices);
    }
  }
}
