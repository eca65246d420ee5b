// Makes voices that look like what people save: the same ones from the same seed.
import type { Voice } from '../src/voc/voice.ts';

const dayMs = 24 * 60 * 60 * 1000;
const syllables = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'ke',
  'li',
  'mo',
  'nu',
  'pa',
  're',
  'si',
  'to',
  'vu',
  'za',
];
const segments = ['high', 'mid', 'low', null] as const;
const sources = ['support', 'survey', 'call', 'review', 'email'];
const stages = ['buy', 'onboarding', 'use', 'renew'];
const vocabulary = 20_000;

/** The word of a rank, the commonest first; the first ones stand in nearly every voice. */
export function wordOf(rank: number): string {
  let word = '';
  for (let left = rank + 16; left > 0; left = Math.floor(left / 16)) word += syllables[left % 16];
  return word;
}

export class Sayings {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Mulberry32: small, and good enough to spread words. */
  #chance(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Words as language has them: the nth is about 1/n as frequent as the first (Zipf). */
  #words(): string {
    const length = 6 + Math.floor(this.#chance() * 24);
    const words: string[] = [];
    for (let index = 0; index < length; index += 1) {
      words.push(wordOf(Math.floor(vocabulary ** this.#chance()) - 1));
    }
    return words.join(' ');
  }

  voice(capturedBy: string, now: Date): Omit<Voice, 'id' | 'permalink'> {
    const pick = <Kind>(list: readonly Kind[]) => list[Math.floor(this.#chance() * list.length)] as Kind;
    const saidAt = new Date(now.getTime() - this.#chance() * 1000 * dayMs);
    return {
      conversationId: '',
      audience: 'workspace',
      words: this.#words(),
      customer: `Customer ${Math.floor(this.#chance() * 50_000)}`,
      segment: pick(segments),
      source: pick(sources),
      stage: pick(stages),
      score: this.#chance() < 0.5 ? null : { scale: 'nps', value: Math.floor(this.#chance() * 11) },
      themes: [wordOf(40 + Math.floor(this.#chance() * 200))],
      messageTs: null,
      saidAt,
      capturedBy,
      capturedAt: saidAt,
    };
  }
}
