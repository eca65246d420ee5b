// What the simulated bot tells of itself.
export interface Condition {
  /** The longest time, since it was asked last, in which nothing else had a turn. */
  stallMs: number;
  heapUsedBytes: number;
  /** What it wrote to its log as an error since it started. */
  problems: readonly string[];
}
