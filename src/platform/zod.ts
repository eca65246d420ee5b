// Zod without its sixty languages: nobody is shown its own messages.
import { createRequire } from 'node:module';
import { loadWhenUsed } from './load-when-used.ts';

const require = createRequire(import.meta.url);
loadWhenUsed(require, 'zod/v4/locales');

export const { z }: typeof import('zod') = require('zod');
