// Phone numbers in people's words, by libphonenumber-js.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loaded at the first text that may hold a number, not at the start: it brings the numbering plan of every country. */
export const phoneNumbers = (): typeof import('libphonenumber-js') => require('libphonenumber-js');
