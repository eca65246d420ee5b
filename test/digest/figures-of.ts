// The figures of a week for one reader, of which nothing is kept.
import { computeWeek } from '../../src/digest/compute-figures.ts';
import type { Figures } from '../../src/digest/figures.ts';
import { theSponsor } from '../../src/digest/reader.ts';
import type { Week } from '../../src/digest/week.ts';
import type { Viewer } from '../../src/people/person.ts';
import type { Database } from '../../src/platform/database.ts';

export function computeFigures(
  db: Database,
  week: Week,
  zone: string,
  viewer: Viewer,
  name = theSponsor,
): Figures {
  const [computed] = computeWeek(db, { week, zone, readers: [{ name, viewer }] }).figures;
  if (!computed) throw new Error('figures have a reader');
  return computed.figures;
}
