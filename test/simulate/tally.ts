// Counts the kinds of trouble that simulations met: seeds that all meet the same would prove little.

export class Tally {
  readonly counts = new Map<string, number>();

  met(kind: string, times = 1): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + times);
  }

  add(other: Tally): void {
    for (const [kind, times] of other.counts) this.met(kind, times);
  }

  toString(): string {
    const byKind = [...this.counts].sort(([one], [other]) => (one < other ? -1 : 1));
    return byKind.map(([kind, times]) => `${kind} ${times}`).join(', ');
  }
}
