// chair import: takes a CSV file of voices in, shown first and imported on a word.
import { basename } from 'node:path';
import { Command } from 'commander';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { cancelImport, lapseImport } from '../voc/decide-import.ts';
import type { Import } from '../voc/import.ts';
import { findImport, keepReading } from '../voc/import-store.ts';
import { loadImport } from '../voc/load-import.ts';
import { moveSlice } from '../voc/run-import.ts';
import { stageImport } from '../voc/stage-import.ts';
import { startLocalImport, takeLocalFile } from '../voc/take-local-file.ts';
import { noConversation } from '../voc/voice.ts';
import { ask } from './ask.ts';
import { besideTheBot } from './beside-the-bot.ts';
import { ends, endsTold, type House, tell, withDatabase } from './house.ts';
import { importEnded, importFacts, importPreview } from './import-words.ts';
import { Progress } from './progress.ts';
import { readLocalFile } from './read-local-file.ts';

interface Wishes {
  as: string;
  channel?: string;
  yes?: boolean;
  json?: boolean;
}

export function importCommand(house: House): Command {
  return new Command('import')
    .description('takes a CSV file of customers’ words in; shows first what it understood')
    .argument('<file>', 'its first line names the columns, words at least')
    .requiredOption('--as <person>', 'who captures them: a member ID, such as U012AB3CD')
    .option('--channel <channel>', 'for the members of this channel, such as C012AB3CD; else for everybody')
    .option('--yes', 'imports without asking')
    .option('--json', 'tells the result for a program')
    .addHelpText('after', `\nStopped halfway, the same command goes on where it was.\n${endsTold}`)
    .action(async (path: string, wishes: Wishes) => {
      const file = readLocalFile(path);
      process.exitCode = await withDatabase(house, (db) => new Importing(db, house, wishes).run(path, file));
    });
}

class Importing {
  readonly #db: Database;
  readonly #house: House;
  readonly #wishes: Wishes;
  #isStopping = false;

  constructor(db: Database, house: House, wishes: Wishes) {
    this.#db = db;
    this.#house = house;
    this.#wishes = wishes;
  }

  async run(path: string, { bytes, digest }: { bytes: Uint8Array; digest: string }): Promise<number> {
    const { as, channel = noConversation } = this.#wishes;
    // The first tells it to stop after its slice; a second one ends the process, which is safe as well.
    process.once('SIGINT', () => {
      this.#isStopping = true;
    });
    const personId = as.replace(/^@/, '');
    const taken = this.#write((now) =>
      takeLocalFile(this.#db, now, personId, channel, { name: basename(path), digest }),
    );
    const from = taken.state === 'reading' ? await this.#read(taken, bytes) : taken;
    if (from?.state === 'ready') await this.#decide(from);
    await this.#move(taken.id);
    tell(this.#wishes.json, importEnded(this.#db, taken.id), importFacts(this.#db, taken.id));
    return this.#end(taken.id);
  }

  #end(id: number): number {
    const { state, reading } = findImport(this.#db, id) ?? {};
    if (state === 'done') return ends.well;
    if (state !== 'cancelled') return ends.stopped;
    // All of it is here already; or somebody said no, or no row could be read.
    return reading?.voices === 0 && reading.known > 0 ? ends.well : ends.toMend;
  }

  /** Undefined when it was stopped. */
  async #read({ id }: Import, bytes: Uint8Array): Promise<Import | undefined> {
    try {
      const from = findImport(this.#db, id);
      const reading =
        from && (await stageImport(this.#db, this.#house.now(), from, bytes, () => this.#isStopping));
      if (!reading) return undefined;
      this.#write(() => keepReading(this.#db, id, reading));
      return findImport(this.#db, id);
    } catch (error) {
      if (error instanceof Refusal) this.#write((now) => lapseImport(this.#db, now, id));
      throw error;
    }
  }

  /** Shows what was understood, and starts or cancels it as is wished; without an answer it waits. */
  async #decide(from: Import): Promise<void> {
    const facts = loadImport(this.#db, from.id);
    if (facts) process.stderr.write(importPreview(facts));
    const answer =
      from.reading?.voices === 0 ? 'no' : this.#wishes.yes ? 'yes' : await ask('Import them? [y/N] ');
    if (answer === 'yes') this.#write((now) => startLocalImport(this.#db, now, from));
    if (answer === 'no') this.#write((now) => cancelImport(this.#db, now, from.personId, from.id));
  }

  async #move(id: number): Promise<void> {
    const from = findImport(this.#db, id);
    if (from?.state !== 'running') return;
    const progress = new Progress('voices', from.reading?.voices ?? 0);
    progress.at(from.moved);
    const moveOne = () => moveSlice(this.#db, this.#house.now(), id);
    while (!this.#isStopping && (await besideTheBot(this.#db, this.#house, moveOne))) {
      progress.at(findImport(this.#db, id)?.moved ?? 0);
    }
    progress.end();
  }

  #write<Result>(work: (now: Date) => Result): Result {
    return this.#db.transaction(() => work(this.#house.now()));
  }
}
