// Takes the words after segment: together where they are one label, which people type without quotation marks.
import { folded, type Segment } from '../people/segment.ts';

const ofSegment = /^segment:(?!["“”„])(.*)$/isu;

/** `segment:high value` becomes `segment:"high value"`, for the longest label that stands there. */
export function withWholeLabels<Piece extends { text: string }>(
  pieces: readonly Piece[],
  segments: readonly Segment[],
): Piece[] {
  const labels = new Set(segments.map(({ label }) => folded(label)));
  const longest = Math.max(0, ...segments.map(({ label }) => label.trim().split(/\s+/).length));
  const whole: Piece[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece) continue;
    const label = labelAt(pieces.slice(index, index + longest + 1), labels);
    whole.push(label ? { ...piece, text: `segment:"${label.text}"` } : piece);
    index += label ? label.pieces - 1 : 0;
  }
  return whole;
}

/** The longest label of several words at the first of the pieces. */
function labelAt(
  pieces: readonly { text: string }[],
  labels: ReadonlySet<string>,
): { text: string; pieces: number } | null {
  const [, first] = ofSegment.exec(pieces[0]?.text ?? '') ?? [];
  if (first === undefined) return null;
  for (let last = pieces.length; last > 1; last -= 1) {
    const rest = pieces.slice(1, last).map(({ text }) => text);
    const text = [first, ...rest].join(' ').trim();
    if (labels.has(folded(text)) && !/["“”„]/.test(text)) return { text, pieces: last };
  }
  return null;
}
