// The inputs with which a form takes evidence and a segment, and how they are read.
import type { KnownBlock } from '@slack/types';
import type { Segment } from '../people/segment.ts';
import type { Fields } from '../platform/fields.ts';
import { input, option, plain } from '../platform/view-parts.ts';
import { choiceText } from '../voc/citation.ts';
import type { Voice } from '../voc/voice.ts';
import { mostVoicesInForm } from './decision.ts';

/** A type-ahead over the voices that everyone in the channel may read; its choices come from the door 'evidence'. */
export function evidenceInput(chosen: Voice[], hint: string): KnownBlock {
  const initial = chosen.slice(0, mostVoicesInForm).map((voice) => option(choiceText(voice), voice.id));
  return input(
    'evidence',
    'What customers said about it',
    {
      type: 'multi_external_select',
      min_query_length: 2,
      max_selected_items: mostVoicesInForm,
      placeholder: plain('Type words that a customer used', 150),
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
    { optional: true, hint },
  );
}

/** `segments`: those to choose from. */
export function segmentInput(segments: readonly Segment[], chosen: string | null): KnownBlock {
  const options = segments.map(({ name, label }) => option(label, name));
  const initial = options.find(({ value }) => value === chosen);
  return input(
    'segment',
    'Which customers do you have in mind?',
    { type: 'static_select', options, ...(initial ? { initial_option: initial } : {}) },
    { optional: true },
  );
}

/** The numbers of the voices chosen. */
export function readEvidence(fields: Fields): number[] {
  return fields.options('evidence').map(Number).filter(Number.isSafeInteger);
}

/** The segment chosen, of those that are known; null: none. */
export function readSegment(fields: Fields, known: readonly Segment[]): string | null {
  const chosen = fields.option('segment');
  return known.find(({ name }) => name === chosen)?.name ?? null;
}
