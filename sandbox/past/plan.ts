// A decision of the past: what was decided, what people thought of it, and how it ended.
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
}
