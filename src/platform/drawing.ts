// A message that is drawn from the facts each time it is sent, and what to do when it never can be.
import type { KnownBlock } from '@slack/types';
import type { ChartBlock } from './chart-block.ts';
import type { Loss } from './slack-errors.ts';

/** A message as Slack takes it: blocks, and the plain sentence for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: MessageBlock[];
}

export type MessageBlock = KnownBlock | ChartBlock;

export interface Drawing {
  /**
   * Runs before a message is drawn to be posted (not to be edited), to learn of Slack what the facts do not hold. When
   * it fails nothing was posted, and the message is put off.
   */
  before?(subject: string, now: Date): Promise<void>;
  /**
   * When what it tells of happened, where messages are numbered in the order of that: after a restore the numbers of what
   * was lost are given anew, and what happens then cannot have been told already.
   */
  happenedAt?(subject: string): Date | null;
  /** Draws the message from the facts as they are now; null when there is nothing to send any more. */
  draw(subject: string, now: Date): Message | null;
  /**
   * Slack will never take it: the place is gone (the channel archived, the message deleted, the bot removed), or what
   * it says is unfit. Runs inside the transaction that gives the message up.
   */
  lost?(subject: string, loss: Loss, now: Date): void;
}
