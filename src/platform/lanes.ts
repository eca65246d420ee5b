// Works on many things side by side, those of one kind one after another.
const lanes = 4;

/** `work` gets all things of one kind. Rejects with the first failure, once all lanes have come to rest. */
export async function inLanes<Thing>(
  things: readonly Thing[],
  kindOf: (thing: Thing) => string,
  work: (ofOneKind: Thing[]) => Promise<void>,
): Promise<void> {
  const waiting = [...Map.groupBy(things, kindOf).values()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
