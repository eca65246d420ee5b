// Reads what comes back with the forms of care. It comes by way of the client, so all of it is checked.
import type { ZodType } from 'zod';
import type { Care } from '../people/care-store.ts';
import type { Opened } from '../people/touched.ts';
import { Refusal } from '../platform/refusal.ts';
import { z } from '../platform/zod.ts';

const care = z.object({ masks: z.boolean(), keptDays: z.number().nullable() });
const agreed = z.object({ shown: care, chosen: care });

/** What the form was opened with. */
export const openedCare = (metadata: string): Care => read(care, metadata);
/** What somebody has agreed to, and what the form before was opened with. */
export const agreedCare = (metadata: string): Opened<Care> => read(agreed, metadata);

function read<Shape>(shape: ZodType<Shape>, metadata: string): Shape {
  try {
    return shape.parse(JSON.parse(metadata));
  } catch {
    throw new Refusal('I cannot tell what this form was opened with. Open it again.');
  }
}
