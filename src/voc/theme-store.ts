// The SQL of themes: their earlier names, how often they come up, and giving voices another one.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { themeFacet } from './facets.ts';
import type { Search } from './search.ts';
import { mayReadVoice } from './store.ts';

/** Each theme under the name that it has by now, once. */
export function currentThemes(db: Database, themes: string[]): string[] {
  if (themes.length === 0) return [];
  const renamed = db.all<{ name: string; theme: string }>(
    'SELECT name, theme FROM theme_alias WHERE name IN (SELECT value FROM json_each(@themes))',
    { themes: JSON.stringify(themes) },
  );
  const names = new Map(renamed.map(({ name, theme }) => [name, theme]));
  return [...new Set(themes.map((theme) => names.get(theme) ?? theme))];
}

/** A search with each theme under the name that it has by now. */
export function underCurrentNames(db: Database, search: Search): Search {
  return { ...search, themes: currentThemes(db, search.themes) };
}

export function currentTheme(db: Database, theme: string): string {
  const sql = 'SELECT theme FROM theme_alias WHERE name = @theme';
  return db.one<{ theme: string }>(sql, { theme })?.theme ?? theme;
}

/** `from` is another name for `into` from now on, and so is every name that meant `from`. */
export function aliasTheme(db: Database, from: string, into: string): void {
  db.run('DELETE FROM theme_alias WHERE name = @into', { into });
  db.run('UPDATE theme_alias SET theme = @into WHERE theme = @from', { from, into });
  db.run(
    'INSERT INTO theme_alias (name, theme) VALUES (@from, @into) ON CONFLICT DO UPDATE SET theme = excluded.theme',
    { from, into },
  );
}

// The index finds every form of a theme's word, so the theme itself is looked for in the row.
const carrying = `FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
  WHERE voice_index MATCH @match AND instr(' ' || v.themes || ' ', ' ' || @theme || ' ') > 0`;

/** How many voices carry the theme, whoever may read them: for whoever renames it. */
export function countCarrying(db: Database, theme: string): number {
  const sql = `SELECT count(*) AS count ${carrying}`;
  return db.one<{ count: number }>(sql, { theme, match: themeFacet(theme) })?.count ?? 0;
}

/** A theme that none of so many voices carries is hardly in use; and a capture must not wait for a longer look. */
const mostNumbersBack = 500;

/** The themes of the voices just before this one, of what the viewer may read. */
export function themesInUse(db: Database, id: number, viewer: Viewer): Set<string> {
  const rows = db.all<{ themes: string }>(
    `SELECT DISTINCT v.themes FROM voice v
     WHERE v.id >= @first AND v.id < @id AND v.themes <> '' AND ${mayReadVoice}`,
    { id, first: id - mostNumbersBack, ...viewerValues(viewer) },
  );
  return new Set(rows.flatMap(({ themes }) => themes.split(' ')));
}

export interface Carrier {
  id: number;
  themes: string[];
}

/** The next voices that carry the theme, after one of that number. */
export function carriersAfter(db: Database, theme: string, after: number, limit: number): Carrier[] {
  return db
    .all<{ id: number; themes: string }>(
      `SELECT v.id, v.themes ${carrying} AND voice_index.rowid > @after ORDER BY voice_index.rowid LIMIT @limit`,
      { theme, match: themeFacet(theme), after, limit },
    )
    .map(({ id, themes }) => ({ id, themes: themes.split(' ') }));
}

export function setThemes(db: Database, { id, themes }: Carrier): void {
  db.run('UPDATE voice SET themes = @themes WHERE id = @id', { id, themes: themes.join(' ') });
}

export interface ThemeCount {
  theme: string;
  /** How many voices carry it that were captured since, and in the span before. */
  lately: number;
  before: number;
}

/** Bounds the work where very much was captured: older voices of the span are left out. */
const mostCounted = 20_000;

/** The themes of the voices captured from `start`, split at `turn`, most frequent lately first. */
export function countThemes(db: Database, start: Date, turn: Date, viewer: Viewer): ThemeCount[] {
  const one = "coalesce(v.joined_to, v.id) || ' ' || lower(coalesce(v.customer, ''))";
  return db.all(
    `SELECT one.value AS theme,
       count(DISTINCT CASE WHEN v.captured_at >= @turn THEN ${one} END) AS lately,
       count(DISTINCT CASE WHEN v.captured_at < @turn THEN ${one} END) AS before
     FROM (SELECT * FROM voice v WHERE v.captured_at >= @start AND v.themes <> '' AND ${mayReadVoice}
       ORDER BY v.captured_at DESC LIMIT ${mostCounted}) v,
       json_each('["' || replace(v.themes, ' ', '","') || '"]') one
     GROUP BY theme ORDER BY lately DESC, before DESC, theme`,
    { start: stored(start), turn: stored(turn), ...viewerValues(viewer) },
  );
}
