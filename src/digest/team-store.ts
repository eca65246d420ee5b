// The SQL of teams in a week: how they kept their ritual, counted once and kept from then on.
import { fewestShown } from '../decision/ballot.ts';
import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { CountedTeam, KnownTeam } from './teams.ts';
import type { Week } from './week.ts';

const bounds = (week: Week) => ({ from: stored(week.from), until: stored(week.until) });

// A round counts in the week in which it ended: one that is still open may yet be kept. Of anonymous rounds the turnout
// says who answered, of the others the answers themselves: the view of both would be read from end to end here.
const ended = `WITH ended AS MATERIALIZED (SELECT id, ritual_id, state, anonymous, roster_known FROM round
  WHERE closed_at >= @from AND closed_at < @until AND state IN ('closed', 'empty', 'lapsed') AND ritual_id IS NOT NULL)`;

const whoAnswered = (table: string, inTime: string) =>
  `(SELECT count(DISTINCT a.person_id) FROM decision d CROSS JOIN ${table} a ON a.decision_id = d.id
    WHERE d.round_id = ended.id ${inTime})`;

interface TeamRow {
  ritual_id: number;
  held: number;
  kept: number;
  waited_for: number;
  answered: number;
  answers?: number;
  opinions?: number;
  dislikes?: number;
}

interface SaidRow {
  ritual_id: number;
  answers: number;
  opinions: number;
  dislikes: number;
}

/** One for each ritual of which a meeting ended in the week. */
export function countTeams(db: Database, week: Week): CountedTeam[] {
  const said = new Map(countSaid(db, week).map((row) => [row.ritual_id, row]));
  return db
    .all<TeamRow>(
      `${ended} SELECT ritual_id, count(*) AS held, sum(state <> 'lapsed') AS kept,
         sum(iif(state = 'closed' AND roster_known,
           (SELECT count(*) FROM roster WHERE roster.round_id = ended.id), 0)) AS waited_for,
         sum(iif(state = 'closed' AND roster_known, iif(anonymous, ${whoAnswered('turnout', '')},
           ${whoAnswered('answer', 'AND a.late = 0')}), 0)) AS answered
       FROM ended GROUP BY ritual_id`,
      bounds(week),
    )
    .map((row) => toTeam({ ...row, ...said.get(row.ritual_id) }));
}

const sums = `count(*) AS answers, sum(a.verdict <> 'unsure') AS opinions, sum(a.verdict = 'dislike') AS dislikes`;
const inForce = `e.state = 'closed' AND d.fate IS NOT 'withdrawn'`;

function countSaid(db: Database, week: Week): SaidRow[] {
  return db.all<SaidRow>(
    `${ended}, said AS (
       SELECT e.ritual_id, ${sums} FROM ended e CROSS JOIN decision d ON d.round_id = e.id
         CROSS JOIN answer a ON a.decision_id = d.id
         WHERE e.anonymous = 0 AND ${inForce} AND a.late = 0 GROUP BY e.ritual_id
       UNION ALL SELECT e.ritual_id, ${sums} FROM ended e CROSS JOIN decision d ON d.round_id = e.id
         CROSS JOIN ballot a ON a.decision_id = d.id
         WHERE e.anonymous = 1 AND ${inForce} GROUP BY d.id HAVING count(*) >= ${fewestShown})
     SELECT ritual_id, sum(answers) AS answers, sum(opinions) AS opinions, sum(dislikes) AS dislikes
     FROM said GROUP BY ritual_id`,
    bounds(week),
  );
}

const toTeam = (row: TeamRow): CountedTeam => ({
  ritualId: row.ritual_id,
  held: row.held,
  kept: row.kept,
  waitedFor: row.waited_for,
  answered: row.answered,
  answers: row.answers ?? 0,
  opinions: row.opinions ?? 0,
  dislikes: row.dislikes ?? 0,
});

/** Keeps what was counted of a week; a week that was kept before stays as it is. */
export function keepTeams(db: Database, { weekOf, until }: Week, teams: readonly CountedTeam[]): void {
  const { changes } = db.run(
    'INSERT INTO counted_week (week_of, until_at) VALUES (@weekOf, @until) ON CONFLICT DO NOTHING',
    { weekOf, until: stored(until) },
  );
  if (changes === 0) return;
  db.run(
    `INSERT INTO team_week (week_of, ritual_id, held, kept, waited_for, answered, answers, opinions, dislikes)
     SELECT @weekOf, value ->> 'ritualId', value ->> 'held', value ->> 'kept', value ->> 'waitedFor',
       value ->> 'answered', value ->> 'answers', value ->> 'opinions', value ->> 'dislikes'
     FROM json_each(@teams)`,
    { weekOf, teams: JSON.stringify(teams) },
  );
}

/** What was kept of a week; null for a week that was not counted, or whose name meant another one. */
export function keptTeams(db: Database, { weekOf, until }: Week): CountedTeam[] | null {
  const known = db.one('SELECT 1 FROM counted_week WHERE week_of = @weekOf AND until_at = @until', {
    weekOf,
    until: stored(until),
  });
  if (!known) return null;
  return db.all<TeamRow>('SELECT * FROM team_week WHERE week_of = @weekOf', { weekOf }).map(toTeam);
}

// A plan says when the next meeting is: until one has ended, a team that meets once a month has kept no silence. Of
// meetings that nothing foretells, none at all is silence too.
const awaitsMeeting = `is_paused = 0
  AND (EXISTS (SELECT 1 FROM schedule WHERE schedule.ritual_id = team.id)
    OR EXISTS (SELECT 1 FROM calendar WHERE calendar.ritual_id = team.id AND purpose = 'meetings'))
  AND NOT EXISTS (SELECT 1 FROM round WHERE round.ritual_id = team.id AND opened_at > decided_at
    AND state IN ('closed', 'empty', 'lapsed') AND closed_at < @until)`;

/** The teams that a viewer may read of, and since when each has recorded no decision, as of an instant. */
export function knownTeams(db: Database, until: Date, viewer: Viewer): KnownTeam[] {
  return db
    .all<{ id: number; function_id: number | null; is_paused: number; silent_since: string | null }>(
      `WITH team AS (SELECT ritual.id, ritual.function_id, ritual.paused_because IS NOT NULL AS is_paused,
         coalesce((SELECT opened_at FROM round WHERE round.ritual_id = ritual.id AND state IN ('open', 'closed')
           AND opened_at < @until AND EXISTS (SELECT 1 FROM decision WHERE decision.round_id = round.id)
           ORDER BY opened_at DESC LIMIT 1), ritual.created_at) AS decided_at
         FROM ritual WHERE ${mayRead('ritual')})
       SELECT id, function_id, is_paused, iif(${awaitsMeeting}, NULL, decided_at) AS silent_since
       FROM team ORDER BY id`,
      { until: stored(until), ...viewerValues(viewer) },
    )
    .map((row) => ({
      ritualId: row.id,
      functionId: row.function_id,
      isPaused: row.is_paused === 1,
      silentSince: row.silent_since === null ? null : new Date(row.silent_since),
    }));
}

/** Functions that are listed and that no ritual belongs to, whoever may read of the ritual. */
export function functionsWithoutRitual(db: Database): number[] {
  return db
    .all<{ id: number }>(
      `SELECT id FROM function WHERE listed = 1 AND id NOT IN (SELECT function_id FROM ritual
         WHERE function_id IS NOT NULL) ORDER BY name`,
    )
    .map(({ id }) => id);
}

export function countMissedRounds(db: Database, week: Week): number {
  const sql = `SELECT count(*) AS n FROM round
    WHERE closed_at >= @from AND closed_at < @until AND state = 'missed'`;
  return db.one<{ n: number }>(sql, bounds(week))?.n ?? 0;
}
