// Keeps what has not changed as the same object, so that only what has changed is drawn again.
export function share<T>(before: T, after: T): T {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    const items = after.map((item, index) => share(before[index], item));
    const isSame = items.length === before.length && items.every((item, index) => item === before[index]);
    return isSame ? before : Object.assign([...items], {} as T);
  }
  if (isPlain(before) && isPlain(after)) {
    const known = before;
    const entries = Object.entries(after).map(([key, value]) => [key, share(known[key], value)] as const);
    const isSame =
      entries.length === Object.keys(known).length && entries.every(([key, value]) => value === known[key]);
    return isSame ? before : Object.assign({}, after, Object.fromEntries(entries));
  }
  return after;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
