// A command and the words after it: which room answers which word, and the help that lists them.
import type { Command } from './asked.ts';
import { Refusal } from './refusal.ts';
import { type Reply, sentence } from './reply.ts';

/** One word after a command. `usage` and `tells` are its line in the command's help. */
export interface Subcommand {
  word: string;
  usage: string;
  tells: string;
  run(command: Command): Reply;
}

export class CommandWords {
  readonly #name: string;
  readonly #words = new Map<string, Subcommand>();
  #intro = '';
  #otherwise: ((command: Command) => Reply) | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  add(subcommand: Subcommand): void {
    this.#words.set(subcommand.word, subcommand);
  }

  /** `intro` opens the help; `otherwise` gets what starts with none of the words, which is refused without it. */
  introduce(intro: string, otherwise?: (command: Command) => Reply): void {
    this.#intro = intro;
    this.#otherwise = otherwise;
    this.add({ word: 'help', usage: 'help', tells: 'show this', run: () => this.#help() });
  }

  run(command: Command): Reply {
    const [first = ''] = command.text.split(/\s/, 1);
    const found = this.#words.get(first.toLowerCase());
    if (found) return found.run({ ...command, text: command.text.slice(first.length).trim() });
    if (this.#otherwise) return this.#otherwise(command);
    if (!command.text) return this.#help();
    const known = [...this.#words.keys()].join(', ');
    throw new Refusal(`I don’t know that word after ${this.#name}. These I know: ${known}.`);
  }

  #help(): Reply {
    const lines = [...this.#words.values()].map(({ usage, tells }) => `\`${this.#name} ${usage}\`  ${tells}`);
    return { say: sentence(`${this.#intro}\n${lines.join('\n')}`) };
  }
}
