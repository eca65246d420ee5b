// What people did in a simulation and what they were told came of it, as they would remember it themselves.
import type { Execution } from '../../sandbox/executions.ts';
import type { Delivery } from '../../sandbox/record.ts';

/** Words that somebody sent, with a mark that nobody else's words have. */
export interface Said {
  kind: 'decision' | 'voice';
  mark: string;
  channelId: string;
  personId: string;
  atMs: number;
  delivery: Delivery;
}

/** A click on a verdict by somebody who had been in the channel all the time. */
export interface Clicked {
  decisionId: number;
  personId: string;
  verdict: string;
  atMs: number;
  delivery: Delivery;
}

/** A meeting tool that told of an end; `status` is what it was answered, null when it never was. */
export interface Told {
  id: string;
  atMs: number;
  status: number | null;
  says: string;
}

/** A workflow's step; taken once the bot has acknowledged that it began. */
export interface Run {
  execution: Execution;
  isTaken(): boolean;
}

/** A file of voices, each row with words that nothing else holds. */
export interface Given {
  fileName: string;
  channelName: string;
  rows: string[];
}

export class Ledger {
  readonly said: Said[] = [];
  readonly clicked: Clicked[] = [];
  readonly told: Told[] = [];
  readonly runs: Run[] = [];
  readonly given: Given[] = [];
  /** Whoever sent a form, which may have been an answer's. */
  readonly formsSentBy = new Set<string>();
  /** Whoever came, went or was taken out: the bot may rightly have refused them. */
  readonly movedPeople = new Set<string>();
  /** Channels that were archived, shared, or that the bot was taken out of. */
  readonly troubledChannels = new Set<string>();
  /** Roots and other messages of the bot that somebody deleted. */
  readonly deletedTs = new Set<string>();
}

/** Accepted, refused, or nobody knows: the answer never came, or came too late. */
export type Came = 'accepted' | 'refused' | 'unknown';

/** As whoever typed it reads the answer: a refusal repeats what was typed. */
export function cameOf({ outcome, response }: Delivery): Came {
  if (outcome !== 'acked') return 'unknown';
  return JSON.stringify(response ?? '').includes('You typed') ? 'refused' : 'accepted';
}
