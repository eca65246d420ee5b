// A trouble that the person can mend: its message is shown to them as it is.

export class Refusal extends Error {
  /** The form's block beside which the sentence belongs, when there is one. */
  readonly field: string | undefined;

  constructor(sentence: string, field?: string) {
    super(sentence);
    this.name = 'Refusal';
    this.field = field;
  }
}
