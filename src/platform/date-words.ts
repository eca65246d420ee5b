// Days as words, both ways, by date-fns.
import { createRequire } from 'node:module';

// As CommonJS: date-fns’ package.json is 200 kB, and Node reads it anew for every ES module of a package. Its three
// hundred modules cost two seconds and 400 MB at each start.
const require = createRequire(import.meta.url);

type Library = typeof import('date-fns');

/** Loaded when the first day is told or typed, not at the start. */
export const format: Library['format'] = (...day) => {
  const library: Pick<Library, 'format'> = require('date-fns/format');
  return library.format(...day);
};

export const parse: Library['parse'] = (...typed) => {
  const library: Pick<Library, 'parse'> = require('date-fns/parse');
  return library.parse(...typed);
};
