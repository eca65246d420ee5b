// What the bot’s thread and the pretended Slack’s share: the clock, and how often Slack was asked to post.

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;

export interface Shared {
  memory: SharedArrayBuffer;
  channels: number;
  /** How many messages Slack takes for the whole workspace in a minute. */
  perMinute: number;
  /** How far the clock goes with every call: what one takes, over those that are under way together. */
  callTakesMs: number;
}

const names = ['nowMs', 'calls', 'posted'] as const;
type Name = (typeof names)[number];

export const newMemory = () => new SharedArrayBuffer(names.length * BigInt64Array.BYTES_PER_ELEMENT);

export function sharedFigures(memory: SharedArrayBuffer) {
  const cells = new BigInt64Array(memory);
  const place = (name: Name) => names.indexOf(name);
  return {
    read: (name: Name) => Number(Atomics.load(cells, place(name))),
    /** Says what it is afterwards. */
    add: (name: Name, more: number) => Number(Atomics.add(cells, place(name), BigInt(more))) + more,
    set: (name: Name, number: number) => void Atomics.store(cells, place(name), BigInt(number)),
  };
}
