// An anonymous answer: a verdict that nothing kept leads back to a person.
import { createHash, randomBytes } from 'node:crypto';
import type { Verdict } from './verdict.ts';

export interface Ballot {
  /** In the box the hash of its token; from the reveal on another one, by chance. */
  id: string;
  verdict: Verdict;
  why: string | null;
  segment: string | null;
  /** How it is called, once it is out of the box. */
  segmentLabel?: string;
  /** The voices that it cites, some of which may have been forgotten since. */
  voiceIds: number[];
}

/** With fewer ballots neither tally nor whys are shown: they would show who gave them. */
export const fewestShown = 4;

/** 128 bits of chance that change a ballot. Only its receipt holds them. */
export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

/** A token has too much chance in it to be guessed from its hash. */
export function ballotIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The order tells nothing: ids are hashes, or chance. */
export function inOrder(ballots: readonly Ballot[]): Ballot[] {
  return [...ballots].sort((one, other) => (one.id < other.id ? -1 : 1));
}
