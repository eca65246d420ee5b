// A decision of the past: what was decided, what people thought of it, and how it ended.
import type { Name } from '../people.ts';

export type Lean = 'love' | 'accept' | 'dislike' | 'split' | 'unsure';

export interface Plan {
  readonly statement: string;
  readonly lean: Lean;
  /** What those say who give a reason. */
  readonly why: string;
  readonly against?: string;
  /** What its owner says when it has to be reconsidered; nothing: it stays open. */
  readonly ends?: 'kept' | 'changed' | 'reversed';
  readonly reason?: string;
  readonly instead?: string;
  /** Whom its owner asks to take it over, and who does. */
  readonly handsTo?: Name;
  /** Why it has to wait for two weeks. */
  readonly putsOff?: string;
}
