// Reads what the forms of the settings were opened with. It comes back by way of the client, so all of it is checked.
import type { ZodType } from 'zod';
import type { TypedSegment } from '../people/save-segments.ts';
import type { CompanyFunction, Settings } from '../people/workspace.ts';
import { Refusal } from '../platform/refusal.ts';
import { z } from '../platform/zod.ts';

const id = z.string().nullable();

const settings = z.object({
  sponsorId: id,
  timeZone: z.string(),
  digestWeekday: z.number(),
  digestTime: z.string(),
  digestTimeZone: z.string().nullable(),
  digestChannelId: id,
});

const companyFunction = z.object({ id: z.int(), name: z.string(), leadId: id });

const segment = z.object({ name: z.string(), label: z.string(), customers: z.string(), revenue: z.string() });

export const openedSettings = (metadata: string): Settings => read(settings, metadata);
export const openedFunction = (metadata: string): CompanyFunction => read(companyFunction, metadata);
export const openedSegment = (metadata: string): TypedSegment => read(segment, metadata);

function read<Opened>(shape: ZodType<Opened>, metadata: string): Opened {
  try {
    return shape.parse(JSON.parse(metadata));
  } catch {
    throw new Refusal('I cannot tell what this form was opened with. Open it again.');
  }
}
