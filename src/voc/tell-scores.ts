// Computes the scores that somebody asks for with /voc scores: all of them, and by segment, source and stage.
import { knownSegments } from '../people/segments-store.ts';
import { viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { zoneOf } from './keep-voice.ts';
import { countScores, mostScores, type ScoreCount } from './score-store.ts';
import { type Counts, type Figure, figureOf, marginOfNps } from './scores.ts';
import { readSearch } from './search.ts';
import { underCurrentNames } from './theme-store.ts';
import { type Scale, scales } from './voice.ts';

export interface Line {
  /** '' where nobody said which. */
  name: string;
  figures: Figure[];
}

export interface Scores {
  all: Figure[];
  by: { kind: 'segment' | 'source' | 'stage'; lines: Line[] }[];
  /** The NPS of answers to surveys alone, where there are enough of them. */
  survey: { figure: Figure; margin: number } | null;
  /** Whether there are more scores than are counted. */
  isCut: boolean;
}

/** Refuses filters that cannot be understood. */
export function tellScores(
  db: Database,
  now: Date,
  personId: string,
  typed: string,
  readWords: (text: string) => string,
): Scores {
  const zone = zoneOf(db, personId);
  const segments = knownSegments(db);
  const search = underCurrentNames(db, readSearch(typed, readWords, localTime(now, zone).date, segments));
  const scores = scoresOf(countScores(db, search, viewerOf(db, personId), zone));
  const labels = new Map(segments.map(({ name, label }) => [name, label]));
  const labelled = (line: Line) => ({ ...line, name: labels.get(line.name) ?? line.name });
  return {
    ...scores,
    by: scores.by.map(({ kind, lines }) => ({
      kind,
      lines: kind === 'segment' ? lines.map(labelled) : lines,
    })),
  };
}

export function scoresOf(counted: ScoreCount[]): Scores {
  const survey = countsOf(counted.filter(({ scale, source }) => scale === 'nps' && source === 'survey'));
  const figure = figureOf('nps', survey);
  const margin = marginOfNps(survey);
  return {
    all: figuresOf(counted),
    by: (['segment', 'source', 'stage'] as const).map((kind) => ({ kind, lines: linesOf(counted, kind) })),
    survey: figure && margin !== null ? { figure, margin } : null,
    isCut: counted.reduce((sum, { count }) => sum + count, 0) >= mostScores,
  };
}

/** The biggest group first. */
function linesOf(counted: ScoreCount[], kind: 'segment' | 'source' | 'stage'): Line[] {
  const names = [...new Set(counted.map((one) => one[kind]))];
  const sizeOf = ({ figures }: Line) => figures.reduce((sum, { n }) => sum + n, 0);
  return names
    .map((name) => ({ name, figures: figuresOf(counted.filter((one) => one[kind] === name)) }))
    .sort((one, other) => sizeOf(other) - sizeOf(one) || one.name.localeCompare(other.name));
}

function figuresOf(counted: ScoreCount[]): Figure[] {
  return (Object.keys(scales) as Scale[]).flatMap(
    (scale) => figureOf(scale, countsOf(counted.filter((one) => one.scale === scale))) ?? [],
  );
}

function countsOf(counted: ScoreCount[]): Counts {
  const counts = new Map<number, number>();
  for (const { value, count } of counted) counts.set(value, (counts.get(value) ?? 0) + count);
  return counts;
}
