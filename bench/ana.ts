// The one person who saves and searches voices in the benchmarks.
import { savePerson } from '../src/people/store.ts';
import type { Database } from '../src/platform/database.ts';

export const ana = 'UANA';

export function saveAna(db: Database): void {
  savePerson(db, {
    id: ana,
    name: 'Ana',
    timeZone: 'Europe/Berlin',
    kind: 'member',
    rank: 'none',
    leftAt: null,
  });
}
