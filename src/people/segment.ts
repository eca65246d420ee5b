// A kind of customer, as the workspace itself divides them, and how one is told from what people type.

export interface Segment {
  /** What stands after segment: and in voices, answers and decisions; it never changes. */
  name: string;
  /** As people read it. */
  label: string;
  /** How much of what we serve it is, 0 to 1: of all customers, and of all revenue. Null: nobody said. */
  customersShare: number | null;
  revenueShare: number | null;
}

/** What people say for a segment of the default three. */
const alike: Record<string, string> = { medium: 'mid', middle: 'mid' };

/** By name or by label, however it is spaced and capitalized: "mid", "Mid value", "mid-value". */
export function segmentNamed(segments: readonly Segment[], typed: string): Segment | undefined {
  const wanted = folded(typed);
  const bare = wanted.replace(/-?value$/, '');
  const names = [wanted, bare, alike[bare]];
  return (
    segments.find(({ name, label }) => name === wanted || folded(label) === wanted) ??
    segments.find(({ name }) => names.includes(name))
  );
}

/** The name that a label gives: "Mid value" is mid-value. */
export function folded(label: string): string {
  return label
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
}
