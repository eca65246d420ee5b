// Whether words are masked before they are stored: always, unless the sponsor allows personal details.
import { findCare } from '../people/care-store.ts';
import type { Database } from '../platform/database.ts';
import { type Masked, mask } from './mask.ts';

/** Everything that is stored goes through this one. */
export function maskerOf(db: Database): (words: string) => Masked {
  return findCare(db).masks ? mask : (words) => ({ words, found: 0 });
}
