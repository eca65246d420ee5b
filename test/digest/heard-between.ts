// The voices of a span as a digest hears them, with nothing before it.
import type { HeardVoice } from '../../src/digest/heard.ts';
import { voicesHeard } from '../../src/digest/heard-store.ts';
import type { Viewer } from '../../src/people/person.ts';
import type { Database } from '../../src/platform/database.ts';

export function heardBetween(db: Database, from: Date, until: Date, viewer: Viewer): HeardVoice[] {
  const weekOf = until.toISOString().slice(0, 10);
  return voicesHeard(db, { weekOf, from, until }, { weekOf, from, until: from }, viewer);
}
