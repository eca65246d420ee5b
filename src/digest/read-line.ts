// Reads what comes back with the scorecard's forms. It comes by way of the client, so all of it is checked.
import type { Fields } from '../platform/fields.ts';
import { Refusal } from '../platform/refusal.ts';
import { z } from '../platform/zod.ts';
import { isScale } from '../voc/voice.ts';
import { readNumber, requireUnit } from './read-value.ts';
import { type LineWishes, perspectives, units } from './scorecard.ts';
import { fieldOf, type TypedValue } from './set-values.ts';

/** Refuses beside its field what is no number, or measured otherwise than the line. */
export function readLine(fields: Fields): Omit<LineWishes, 'kind'> {
  const source = fields.option('line_source') ?? 'typed';
  const unit = oneOf(units, fields.option('line_unit'));
  const currency = fields.text('line_currency').toUpperCase() || null;
  return {
    name: fields.text('line_name'),
    perspective: oneOf(perspectives, fields.option('line_perspective')),
    unit,
    currency,
    better: fields.option('line_better') === 'lower' ? 'lower' : 'higher',
    target: readTarget({ unit, currency }, fields.text('line_target')),
    scale: isScale(source) ? source : null,
  };
}

function oneOf<Name extends string>(from: readonly { name: Name }[], chosen: string | null): Name {
  const found = from.find(({ name }) => name === chosen);
  if (!found) throw new Refusal('I cannot tell what was chosen. Open the form again.');
  return found.name;
}

function readTarget(line: Pick<LineWishes, 'unit' | 'currency'>, typed: string): number | null {
  try {
    const target = readNumber(typed);
    requireUnit(line, typed);
    return target;
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.message, 'line_target');
    throw error;
  }
}

const shape = z.object({
  weekOf: z.iso.date(),
  shown: z.array(z.tuple([z.int().positive(), z.number().nullable()])).max(100),
});

/** The week of a form of values, and what was typed beside what it had shown. */
export function readValues(metadata: string, fields: Fields): { weekOf: string; values: TypedValue[] } {
  const opened = shape.safeParse(parsed(metadata));
  if (!opened.success) throw new Refusal('I cannot tell which week this is. Open the form again.');
  const { weekOf, shown } = opened.data;
  return {
    weekOf,
    values: shown.map(([lineId, value]) => ({ lineId, shown: value, typed: fields.text(fieldOf(lineId)) })),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
