// How the npm scripts start Node: tests and benchmarks that start processes start them the same way.
import { join } from 'node:path';
import { project } from './kept.ts';

export const nodeFlags = ['--import', join(project, 'src/quick-start.mjs')];
