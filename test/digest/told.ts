// A digest that was told, without the hour and the worker that tell it.
import { computeWeek } from '../../src/digest/compute-figures.ts';
import type { Figures } from '../../src/digest/figures.ts';
import { oweDigest } from '../../src/digest/owe-digest.ts';
import { readerOf, theSponsor } from '../../src/digest/reader.ts';
import { addDigest, saveFigures } from '../../src/digest/store.ts';
import { weekUntil } from '../../src/digest/week.ts';
import type { Database } from '../../src/platform/database.ts';
import { chloe } from '../people/town.ts';

/** Tells the week up to an instant, in Berlin, to the sponsor or to a channel. */
export function tellWeek(db: Database, until: Date, reader: string = theSponsor): Figures {
  const week = weekUntil(until, 'Europe/Berlin', null);
  const { viewer } = readerOf(db, reader, '');
  const toldTo = reader === theSponsor ? chloe : reader;
  const { figures } = computeWeek(db, { week, zone: 'Europe/Berlin', readers: [{ name: reader, viewer }] });
  const [computed] = figures;
  if (!computed) throw new Error('figures have a reader');
  db.transaction(() => {
    addDigest(db, until, { week, reader, toldTo }, 'due');
    saveFigures(db, until, { reader, toldTo }, computed.figures);
    oweDigest(db, until, { weekOf: week.weekOf, reader, toldTo });
  });
  return computed.figures;
}
