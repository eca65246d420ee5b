// How far long work is, on the standard error: a bar on a terminal, else a line every so often.
const barLength = 30;
const linesInAll = 10;

export class Progress {
  readonly #what: string;
  readonly #all: number;
  #linesTold = 0;

  /** `what` is what it counts, such as "voices"; `all` of them are to come. */
  constructor(what: string, all: number) {
    this.#what = what;
    this.#all = all;
  }

  at(done: number): void {
    const share = this.#all === 0 ? 1 : Math.min(1, done / this.#all);
    const says = `${done.toLocaleString('en')} of ${this.#all.toLocaleString('en')} ${this.#what}`;
    if (process.stderr.isTTY) {
      const bar = '█'.repeat(Math.round(share * barLength)).padEnd(barLength, '░');
      process.stderr.write(`\r${bar} ${says}`);
    } else if (Math.floor(share * linesInAll) > this.#linesTold) {
      this.#linesTold = Math.floor(share * linesInAll);
      process.stderr.write(`${says}\n`);
    }
  }

  /** Leaves the bar's line. */
  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
}
