// Reads what comes back with the form that keeps a voice.
import type { Segment } from '../people/segment.ts';
import type { Fields } from '../platform/fields.ts';
import { Refusal } from '../platform/refusal.ts';
import { z } from '../platform/zod.ts';
import { checkDraft, type Draft } from './draft.ts';
import type { Place } from './voice.ts';

/** What the form was opened for. It comes back by way of the client, so it is checked like anything that does. */
export function readPlace(metadata: string): Place {
  const shape = z.object({
    conversationId: z.string().regex(/^[A-Z0-9]*$/),
    messageTs: z
      .string()
      .regex(/^\d{1,12}\.\d{1,9}$/)
      .nullable(),
    message: z
      .object({
        authorId: z
          .string()
          .regex(/^[A-Z0-9]{1,20}$/)
          .nullable(),
        attached: z.array(z.string().max(100)).max(10),
        digest: z.string().max(64),
      })
      .optional(),
  });
  const place = shape.safeParse(parsed(metadata));
  if (!place.success)
    throw new Refusal('I cannot tell where this form was opened. Open it again with `/voc`.');
  return place.data;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Refuses what cannot be kept, beside its field. `words`: what the form did not ask for. */
export function readForm(fields: Fields, segments: readonly Segment[], words = fields.text('words')): Draft {
  const scale = fields.option('scale');
  const score = fields.text('score');
  if (scale !== null && score === '') throw new Refusal('Type the score, or take the scale away.', 'score');
  return checkDraft(
    {
      words,
      customer: fields.text('customer'),
      segment: fields.option('segment') ?? '',
      source: fields.text('source'),
      stage: fields.text('stage'),
      scores: score === '' ? [] : [{ scale: scale ?? '', value: score }],
      themes: fields
        .text('themes')
        .split(/[\s,;]+/)
        .map((theme) => theme.replace(/^#/, ''))
        .filter(Boolean),
      unhappy: fields.options('unhappy').length > 0,
      saidOn: fields.date('said_on') ?? '',
    },
    segments,
  );
}
