// How the npm scripts start Node: tests and benchmarks that start processes start them the same way.
import { join } from 'node:path';
import { project } from './kept.ts';

export const nodeFlags = ['--import', join(project, 'src/quick-start.mjs')];

/** `npm start` gives half of the usual room to what lives for a moment: after a week that holds a third less memory. */
export const startFlags = ['--max-semi-space-size=8', ...nodeFlags];
