// What somebody typed about a customer's words, checked the same way whether it came by command or by form.
import { isDay } from '../people/days.ts';
import { type Segment, segmentNamed } from '../people/segment.ts';
import { Refusal } from '../platform/refusal.ts';
import { count } from '../platform/slack-text.ts';
import { isScale, type Score, scales } from './voice.ts';

/** As typed: '' where nothing was. Scores are kept with the name of their scale. */
export interface Typed {
  words: string;
  customer: string;
  segment: string;
  source: string;
  stage: string;
  scores: { scale: string; value: string }[];
  themes: string[];
  /** Whether the customer was marked as unhappy. */
  unhappy?: boolean;
  /** A calendar day, as 2026-11-21. */
  saidOn: string;
}

/** Checked: ready to be kept. */
export interface Draft {
  words: string;
  customer: string | null;
  /** The name of one that is listed. */
  segment: string | null;
  source: string | null;
  stage: string | null;
  score: Score | null;
  themes: string[];
  unhappy?: boolean;
  saidOn: string | null;
}

export const longestWords = 8_000;
export const longestLabel = 80;
const longestTheme = 40;
const mostThemes = 10;

/** Refuses what cannot be kept, beside the form's field where there is a form; `segments` are those it may name. */
export function checkDraft(typed: Typed, segments: readonly Segment[]): Draft {
  return {
    words: checkWords(typed.words),
    customer: checkLabel(typed.customer, 'customer'),
    segment: typed.segment ? checkSegment(typed.segment, segments) : null,
    source: checkLabel(typed.source.toLowerCase(), 'source'),
    stage: checkLabel(typed.stage.toLowerCase(), 'stage'),
    score: checkScores(typed.scores),
    themes: checkThemes(typed.themes),
    ...(typed.unhappy ? { unhappy: true } : {}),
    saidOn: typed.saidOn ? checkDay(typed.saidOn, 'said', 'said_on') : null,
  };
}

/**
 * Text that SQLite and Slack hold unchanged. A half of a surrogate pair is no character in any encoding and would come
 * back as a replacement mark anyway, so it becomes one here; NUL would end the text for SQLite's functions, so it goes.
 */
export function wellFormed(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

function checkWords(typed: string): string {
  const words = wellFormed(typed).trim();
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(words)) {
    throw new Refusal(
      'Type what the customer said, in their own words: `/voc The export fails -- Acme #export`.',
      'words',
    );
  }
  if (words.length > longestWords) {
    throw new Refusal(
      `That is ${words.length.toLocaleString('en')} characters; a voice has at most 8,000. Keep the sentences that matter, and save the others as a voice of their own.`,
      'words',
    );
  }
  return words;
}

function checkLabel(typed: string, field: 'customer' | 'source' | 'stage'): string | null {
  const label = wellFormed(typed).replace(/\s+/g, ' ').trim().normalize('NFC');
  if (label.length > longestLabel) {
    throw new Refusal(
      `The ${field} has at most ${longestLabel} characters; this has ${label.length}. Shorten it, or leave it out.`,
      field,
    );
  }
  return label || null;
}

/** The name of the segment that somebody means. Refuses what is none of these. */
export function checkSegment(typed: string, segments: readonly Segment[]): string {
  const segment = segmentNamed(segments, typed);
  if (segment) return segment.name;
  const names = segments.map(({ name }) => name).join(', ');
  throw new Refusal(`I don’t know that segment. Use one of these: ${names}.`, 'segment');
}

function checkScores(scores: Typed['scores']): Score | null {
  const [first, second] = scores;
  if (!first) return null;
  if (second) {
    throw new Refusal('A voice has one score, and here are two. Keep one of them.', 'score');
  }
  if (!isScale(first.scale)) throw new Refusal('Choose the scale that this score is on.', 'scale');
  const { least, most } = scales[first.scale];
  // 6/10 says the scale's end as well.
  const typed = withoutEnd(first.value.trim(), most);
  const value = Number(typed);
  if (!/^\d{1,3}$/.test(typed) || value < least || value > most) {
    throw new Refusal(
      `${first.scale.toUpperCase()} is a whole number from ${least} to ${most}. Correct it, or leave it out.`,
      'score',
    );
  }
  return { scale: first.scale, value };
}

function withoutEnd(value: string, most: number): string {
  const at = value.lastIndexOf('/');
  return at !== -1 && value.slice(at + 1).trim() === String(most) ? value.slice(0, at).trim() : value;
}

/** A theme as it is kept: lower case, letters, digits and hyphens. Null for what can be none, such as "12". */
export function readTheme(typed: string): string | null {
  const name = wellFormed(typed)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^-+|-+$/g, '');
  return /^[\p{L}\p{M}\p{N}-]+$/u.test(name) && /\p{L}/u.test(name) ? name : null;
}

function checkThemes(typed: string[]): string[] {
  const themes = new Set<string>();
  for (const one of typed) {
    const theme = readTheme(one);
    if (!theme || theme.length > longestTheme) {
      throw new Refusal(
        `A theme is one word of letters, digits and hyphens with at most ${longestTheme} characters, such as #export or #sign-up.`,
        'themes',
      );
    }
    themes.add(theme);
  }
  if (themes.size > mostThemes) {
    throw new Refusal(
      `That is ${count(themes.size, 'theme')}; a voice has at most ${mostThemes}. Keep the ones that matter.`,
      'themes',
    );
  }
  return [...themes];
}

/** A calendar day that exists. */
function checkDay(typed: string, key: string, field?: string): string {
  if (/^(?:19[7-9]|2\d\d)/.test(typed) && isDay(typed)) return typed;
  throw new Refusal(`${key}: takes a day, written as ${key}:2026-11-21.`, field);
}
