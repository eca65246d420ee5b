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
  readonly #reserved = new Set<string>();
  #intro = '';
  #otherwise: ((command: Command) => Reply) | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** The words it knows; '' stands for whatever starts with none of them. */
  get words(): string[] {
    return [...this.#words.keys(), ...(this.#otherwise ? [''] : [])];
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

  /** Words that will mean something one day: until then they must not be taken for what people say. */
  reserve(...words: string[]): void {
    for (const word of words) this.#reserved.add(word);
  }

  run(command: Command): Reply {
    const [first = ''] = command.text.split(/\s/, 1);
    const word = first.toLowerCase();
    const found = this.#words.get(word);
    if (found) return found.run({ ...command, text: command.text.slice(first.length).trim() });
    if (this.#otherwise) {
      this.#refuseSlips(word, command.text);
      return this.#otherwise(command);
    }
    if (!command.text) return this.#help();
    const known = [...this.#words.keys()].join(', ');
    throw new Refusal(`I don’t know that word after ${this.#name}. These I know: ${known}.`);
  }

  /** What looks like a word of the command, mistyped, would otherwise be published as somebody's statement. */
  #refuseSlips(word: string, text: string): void {
    const instead = `To save words that begin with “${word}”, use the form: \`${this.#name}\` alone.`;
    if (this.#reserved.has(word)) throw new Refusal(`\`${this.#name} ${word}\` is not there yet. ${instead}`);
    if (text.split(/\s+/).length > mostWordsOfSlip) return;
    const meant = [...this.#words.keys()].find((known) => isSlip(word, known));
    if (meant) throw new Refusal(`Did you mean \`${this.#name} ${meant}\`? ${instead}`);
  }

  #help(): Reply {
    const lines = [...this.#words.values()].map(({ usage, tells }) => `\`${this.#name} ${usage}\`  ${tells}`);
    return { say: sentence(`${this.#intro}\n${lines.join('\n')}`) };
  }
}

/** A longer text is hardly a mistyped command. */
const mostWordsOfSlip = 4;

/**
 * Whether a word is probably a known one mistyped: two neighbours swapped, or, in words of six letters and more, one
 * letter too many, too few or another. Short words are one letter away from too many others: slow, show, how.
 */
export function isSlip(typed: string, known: string): boolean {
  if (typed === known || Math.abs(typed.length - known.length) > 1) return false;
  let start = 0;
  while (start < known.length && typed[start] === known[start]) start += 1;
  const typedRest = typed.slice(start);
  const knownRest = known.slice(start);
  if (`${typedRest[1] ?? ''}${typedRest[0] ?? ''}${typedRest.slice(2)}` === knownRest) return true;
  if (known.length < shortestGuessed) return false;
  return (
    typedRest.slice(1) === knownRest.slice(1) ||
    typedRest.slice(1) === knownRest ||
    typedRest === knownRest.slice(1)
  );
}

const shortestGuessed = 6;
