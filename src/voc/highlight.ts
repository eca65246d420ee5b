// Shows where a voice matches a search: the part of its words around the matches, quoted, with the matches bold.
import { escaped } from '../platform/slack-text.ts';

/** A part of a text: the first character, and the one after the last. */
export interface Span {
  start: number;
  end: number;
}

/** The same spans and those of words that begin with one of these, in order and apart from each other. */
export function withBeginnings(words: string, spans: Span[], beginnings: string[]): Span[] {
  const wanted = beginnings.map(folded).filter(Boolean);
  if (wanted.length === 0) return spans;
  const begun = [...words.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
    .filter(([word]) => wanted.some((beginning) => folded(word).startsWith(beginning)))
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }))
    .filter(({ start, end }) => !spans.some((span) => start < span.end && span.start < end));
  return [...spans, ...begun].sort((one, other) => one.start - other.start);
}

/** As the index compares words: without case and accents. */
function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** This much is shown before the first match, where the words are too long to be shown from their start. */
const before = 80;

const lineBreaks = /\s*[\n\r\u2028\u2029]\s*/g;
/** Where people's own marks stand beside a match, another one would be read with them. */
const clashing = /[*_~`\p{L}\p{N}]/u;

/** Escaped words as a quotation in one line of at most `most` characters (besides the marks), matches bold (mrkdwn). */
export function excerpt(words: string, spans: readonly Span[], most: number): string {
  const from = startOf(words, spans[0], most);
  const end = endOf(words, from, most);
  // A code span shows asterisks as they are.
  const bold = words.includes('`') ? [] : spans.filter((span) => span.start >= from && span.end <= end);
  let text = from > 0 ? '…' : '';
  let at = from;
  for (const span of bold) {
    text += escaped(words.slice(at, span.start)) + strong(words, span);
    at = span.end;
  }
  text += escaped(words.slice(at, end)) + (end < words.length ? '…' : '');
  return `> ${text.replace(lineBreaks, ' ')}`;
}

/** Where the part that is shown ends, so that its escaped form is at most `most` characters long. */
function endOf(words: string, from: number, most: number): number {
  let end = Math.min(words.length, from + most);
  for (;;) {
    const excess = escaped(words.slice(from, end)).length + (end < words.length ? 1 : 0) - most;
    if (excess <= 0) break;
    end -= Math.max(1, Math.ceil(excess / 5));
  }
  return end < words.length && /[\ud800-\udbff]/.test(words[end - 1] ?? '') ? end - 1 : end;
}

/** Where the part that is shown begins: at the start of a word, and never in the middle of a character. */
function startOf(words: string, first: Span | undefined, most: number): number {
  if (!first || words.length <= most || first.end <= most - before) return 0;
  const around = Math.max(0, first.start - before);
  const space = words.slice(around, first.start).search(/\s/);
  if (space !== -1) return around + space + 1;
  return /[\udc00-\udfff]/.test(words[around] ?? '') ? around + 1 : around;
}

function strong(words: string, { start, end }: Span): string {
  const match = words.slice(start, end);
  const edges = `${words[start - 1] ?? ''}${words[end] ?? ''}`;
  const isMarked = clashing.test(edges) || /[*\n\r\u2028\u2029]/.test(match);
  return isMarked ? escaped(match) : `*${escaped(match)}*`;
}
