// chair forget: deletes a voice, or everything that a customer said, for good.
import { Command } from 'commander';
import { later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { count } from '../platform/slack-text.ts';
import { alarmAt } from '../platform/ticker.ts';
import { foldTraces, tracesLeft } from '../platform/traces.ts';
import { customerNamed, forgetSlice, startForgetting } from '../voc/forget-many.ts';
import { removeVoiceFor } from '../voc/forget-voice.ts';
import { findVoice } from '../voc/store.ts';
import { ask } from './ask.ts';
import { besideTheBot } from './beside-the-bot.ts';
import { AskedWrongly, ends, endsTold, type House, tell, withDatabase } from './house.ts';
import { printed } from './import-words.ts';

interface Wishes {
  voice?: string;
  customer?: string;
  yes?: boolean;
  json?: boolean;
}

/** Whoever holds the file can read all of it. */
const operator = { personId: null, conversationId: null, isSponsor: true, isGuest: false };

/** Should we be stopped, the bot carries on after this time. */
const carriedOnAfterMs = minuteMs;

export function forgetCommand(house: House): Command {
  return new Command('forget')
    .description('deletes a voice, or all that a customer said, with every trace in the database')
    .option('--voice <number>', 'such as 42')
    .option('--customer <name>', 'whole, as voices have it')
    .option('--yes', 'goes on without asking')
    .option('--json', 'tells the result for a program')
    .addHelpText(
      'after',
      `\nA running bot takes the words out of the messages that show them; a stopped one does so at its next start.\nBackups, exported files and uploads are copies: delete them yourself.\n${endsTold}`,
    )
    .action(async (wishes: Wishes) => {
      const { voice, customer } = wishes;
      if ((voice === undefined) === (customer === undefined)) {
        throw new AskedWrongly('Say what to forget: --voice 42, or --customer "Acme".');
      }
      process.exitCode = await withDatabase(house, (db) =>
        voice === undefined
          ? forgetCustomer(db, house, customer ?? '', wishes)
          : forgetVoice(db, house, voice, wishes),
      );
    });
}

async function forgetVoice(db: Database, house: House, typed: string, wishes: Wishes): Promise<number> {
  const id = /^#?\d{1,15}$/.test(typed) ? Number(typed.replace('#', '')) : Number.NaN;
  if (Number.isNaN(id)) throw new AskedWrongly('--voice takes the number of a voice, such as 42.');
  const voice = findVoice(db, id, operator);
  if (!voice) throw new Refusal(`There is no voice ${id}.`);
  const { words, customer } = voice;
  process.stderr.write(`> ${printed(words)}${customer === null ? '' : ` -- ${printed(customer)}`}\n`);
  const refused = await refusedBy(wishes, `Forget voice ${id} for good? [y/N] `);
  if (refused !== null) return refused;
  db.transaction(() => removeVoiceFor(db, house.now(), null, id));
  return forgotten(db, 1, wishes);
}

async function forgetCustomer(db: Database, house: House, typed: string, wishes: Wishes): Promise<number> {
  const customer = customerNamed(db, typed);
  const { name, voices, mentions } = customer;
  process.stderr.write(`${printed(name)}: ${count(voices, 'voice')} to forget.\n`);
  if (mentions > 0) process.stderr.write(`${count(mentions, 'voice')} of others say the name; they stay.\n`);
  const refused = await refusedBy(wishes, 'Forget them for good? [y/N] ');
  if (refused !== null) return refused;
  const now = house.now();
  const id = db.transaction(() => startForgetting(db, now, null, customer, later(now, carriedOnAfterMs)));
  await forgetAll(db, house, id);
  return forgotten(db, voices, wishes);
}

/** Null when it is to go on, else how it ends. */
async function refusedBy({ yes }: Wishes, question: string): Promise<number | null> {
  const answer = yes ? 'yes' : await ask(question);
  if (answer === 'yes') return null;
  process.stderr.write('Nothing was forgotten.\n');
  return answer === 'no' ? ends.toMend : ends.stopped;
}

/** Carries a forgetting to its end, a slice at a time, beside the bot. */
export async function forgetAll(db: Database, house: House, id: number): Promise<void> {
  const forgetOne = () => forgetSlice(db, house.now(), id);
  while (await besideTheBot(db, house, forgetOne));
}

/** Says so once the words have left the files. */
function forgotten(db: Database, voices: number, { json }: Wishes): number {
  foldTraces(db);
  const isFolded = alarmAt(db, tracesLeft, '') === null;
  const last = isFolded
    ? ''
    : ' Somebody reads beside us: the bot takes the last traces out of its log in a moment.';
  tell(json, `${count(voices, 'voice')} forgotten.${last}\n`, { forgotten: voices });
  return ends.well;
}
