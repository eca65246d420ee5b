// How the npm scripts start Node: tests and benchmarks that start processes start them the same way.
import { join } from 'node:path';
import { project } from './kept.ts';

export const nodeFlags = ['--import', join(project, 'src/quick-start.mjs')];

/** `npm start` besides gives little room to what lives only for a moment: that holds an eighth less memory. */
export const startFlags = ['--max-semi-space-size=4', ...nodeFlags];
