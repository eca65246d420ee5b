// What somebody touched in a form, told from what it was opened with: nobody undoes another’s change unseen.
import { Refusal } from '../platform/refusal.ts';

/** What a form was opened with, and what came back. */
export interface Opened<Values> {
  shown: Values;
  chosen: Values;
}

/** The value to save. Refuses, beside the field, what was touched here and changed by somebody else meanwhile. */
export function touched<Value>(
  field: string,
  { shown, chosen, held }: Opened<Value> & { held: Value },
  say: (value: Value) => string,
): Value {
  if (chosen === shown) return held;
  if (held !== shown && held !== chosen) {
    const words = say(held) || 'nothing';
    throw new Refusal(
      `Somebody else changed this to ${words} meanwhile. Open the form again to see it.`,
      field,
    );
  }
  return chosen;
}
