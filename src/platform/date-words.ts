// Days as words, both ways, by date-fns.
import { createRequire } from 'node:module';

// As CommonJS: date-fns’ package.json is 200 kB, and Node reads it anew for every ES module of a package. Its three
// hundred modules cost two seconds and 400 MB at each start.
const require = createRequire(import.meta.url);

export const { format }: Pick<typeof import('date-fns'), 'format'> = require('date-fns/format');

/** Loaded when the first day is typed, not at the start. */
export const parse: typeof import('date-fns').parse = (...typed) => {
  const library: Pick<typeof import('date-fns'), 'parse'> = require('date-fns/parse');
  return library.parse(...typed);
};
