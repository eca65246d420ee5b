// Fills a database with years of a company's weeks, by SQL alone: every number follows from the row's own.
import { later } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/database.ts';

export interface Size {
  rituals: number;
  weeks: number;
  voicesPerWeek: number;
}

/** Five million answers of a thousand teams, and a million voices. */
export const full: Size = { rituals: 1_000, weeks: 250, voicesPerWeek: 4_000 };

const weekMs = 7 * 24 * 60 * 60 * 1_000;
const decisionsPerRound = 2;

/** Each round has two decisions and twelve people on its roster, all of whom answer; one in seven lapses. */
const sizesOf = ({ rituals, weeks, voicesPerWeek }: Size) => ({
  rituals,
  voicesPerWeek,
  rounds: rituals * weeks,
  decisions: rituals * weeks * decisionsPerRound,
  voices: weeks * voicesPerWeek,
});

// A number for each row: 1, 2, 3…
const upTo = (last: number) =>
  `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${last}) SELECT`;
// Round n is of ritual n % rituals, in the week n / rituals; a tenth of the rituals is anonymous.
const at = (n: string, perWeek: string) =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', @from, ((${n}) / ${perWeek} * 168 + (${n}) * 7919 % 160) || ' hours')`;

const steps: readonly [of: 'rituals' | 'rounds' | 'decisions' | 'voices', sql: string][] = [
  [
    'rituals',
    `INSERT INTO ritual (id, conversation_id, audience, name, function_id, question, reconsider_numerator,
       reconsider_denominator, anonymous, facilitator_id, time_zone, created_at)
     SELECT n, 'C' || n, iif(n % 20 = 0, 'C' || n, 'workspace'), 'Team ' || n, 1 + n % 12, 'What?', 1, 3, n % 10 = 0,
       'U1', 'UTC', @from FROM number`,
  ],
  [
    'rounds',
    `INSERT INTO round (id, ritual_id, conversation_id, audience, name, question, reconsider_numerator,
       reconsider_denominator, anonymous, roster_known, facilitator_id, trigger, state, opened_at, window_ends_at,
       closes_at, closed_at)
     SELECT n, 1 + (n - 1) % @rituals, 'C' || (1 + (n - 1) % @rituals),
       iif((1 + (n - 1) % @rituals) % 20 = 0, 'C' || (1 + (n - 1) % @rituals), 'workspace'), 'Team', 'What?', 1, 3,
       (1 + (n - 1) % @rituals) % 10 = 0, 1, 'U1', 'schedule', iif(n % 7 = 0, 'lapsed', 'closed'),
       ${at('n - 1', '@rituals')}, '', '', ${at('n - 1', '@rituals')} FROM number`,
  ],
  [
    'rounds',
    `INSERT INTO roster (round_id, person_id) SELECT n, 'U' || who.value
     FROM number, json_each('[1,2,3,4,5,6,7,8,9,10,11,12]') who`,
  ],
  [
    'decisions',
    `INSERT INTO decision (id, round_id, conversation_id, audience, statement, owner_id, review_on, recorded_by,
       recorded_at, ruling, outcome, outcome_at)
     SELECT n, round.id, round.conversation_id, round.audience, 'Drop it', 'U' || (n % 500), '2026-01-01', 'U1',
       round.opened_at, 'stands', iif(n % 3 = 0, iif(n % 4 = 0, 'dislike', 'accept'), NULL),
       iif(n % 3 = 0, strftime('%Y-%m-%dT%H:%M:%fZ', round.closed_at, '+30 days'), NULL)
     FROM number JOIN round ON round.id = (n + 1) / 2 WHERE round.state = 'closed'`,
  ],
  [
    'decisions',
    `INSERT INTO answer (decision_id, person_id, verdict, answered_at)
     SELECT d.id, 'U' || who.value, iif((d.id + who.value) % 5 = 0, 'dislike', iif((d.id + who.value) % 7 = 0, 'unsure',
       'love')), d.recorded_at
     FROM decision d JOIN round ON round.id = d.round_id AND round.anonymous = 0, json_each('[1,2,3,4,5,6,7,8,9,10,11,12]') who`,
  ],
  [
    'decisions',
    `INSERT INTO turnout (decision_id, person_id) SELECT d.id, 'U' || who.value
     FROM decision d JOIN round ON round.id = d.round_id AND round.anonymous = 1, json_each('[1,2,3,4,5,6,7,8,9,10,11,12]') who`,
  ],
  [
    'decisions',
    `INSERT INTO ballot (decision_id, id, verdict, voice_ids)
     SELECT d.id, who.value, iif((d.id + who.value) % 5 = 0, 'dislike', 'love'), '[]'
     FROM decision d JOIN round ON round.id = d.round_id AND round.anonymous = 1, json_each('[1,2,3,4,5,6,7,8,9,10,11,12]') who`,
  ],
  [
    'decisions',
    `INSERT INTO matter (kind, decision_id, owner_id, because, opened_at, due_at, ending, ended_at)
     SELECT iif(d.id % 3 = 0, 'blind spot', 'reconsideration'), d.id, d.owner_id, 'rule', d.recorded_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', d.recorded_at, '+7 days'),
       iif(d.recorded_at < @lastMonth, iif(d.id / 10 % 2, 'changed', 'kept'), NULL),
       iif(d.recorded_at < @lastMonth, strftime('%Y-%m-%dT%H:%M:%fZ', d.recorded_at, '+28 days'), NULL)
     FROM decision d WHERE d.id % 10 = 0`,
  ],
  [
    'voices',
    `INSERT INTO voice (id, conversation_id, audience, words, customer, segment, themes, score_scale, score, said_at,
       captured_by, captured_at)
     SELECT n, 'C' || (1 + n % @rituals), iif((1 + n % @rituals) % 20 = 0, 'C' || (1 + n % @rituals), 'workspace'),
       'The export takes twenty minutes and then it fails, again.', 'Customer ' || (n % 50000),
       iif(n % 5 = 0, NULL, iif(n % 3 = 0, 'high', 'mid')), 'theme-' || (n % 40), iif(n % 2, 'nps', NULL),
       iif(n % 2, n % 11, NULL), ${at('n - 1', '@voicesPerWeek')}, 'U' || (n % 500), ${at('n - 1', '@voicesPerWeek')}
     FROM number`,
  ],
  [
    'voices',
    `INSERT INTO follow_up (voice_id, owner_id, due_on, asked_by, asked_at, is_news, told, closed_by, closed_at)
     SELECT id, captured_by, substr(strftime('%Y-%m-%d', captured_at, '+7 days'), 1, 10), 'U1', captured_at, 0,
       iif(captured_at < @lastMonth, 'Mended', NULL), iif(captured_at < @lastMonth, 'U1', NULL),
       iif(captured_at < @lastMonth, strftime('%Y-%m-%dT%H:%M:%fZ', captured_at, '+25 days'), NULL)
     FROM voice WHERE id % 20 = 0`,
  ],
  [
    'voices',
    `INSERT INTO evidence (decision_id, voice_id, cited_by, cited_at) SELECT d.id, v.id, 'U1', v.captured_at
     FROM voice v JOIN decision d ON d.id = v.id * @decisions / @voices WHERE v.id % 20 = 0`,
  ],
];

/** The weeks end at `until`. */
export function fill(db: Database, size: Size, until: Date): void {
  const counts = sizesOf(size);
  const from = later(until, -size.weeks * weekMs).toISOString();
  const lastMonth = later(until, -4 * weekMs).toISOString();
  // The words are the same everywhere, and nobody searches here.
  db.script('DROP TRIGGER decision_recorded; PRAGMA foreign_keys = OFF;');
  populate(db);
  for (const [of, sql] of steps) {
    // Whole numbers stand in the text: bound ones are floating to SQLite, and would divide as such.
    const sized = sql.replace(
      /@(rituals|voicesPerWeek|decisions|voices)/g,
      (_, name: keyof typeof counts) => `${counts[name]}`,
    );
    const numbered = sized.includes('FROM number') ? sized.replace('SELECT', upTo(counts[of])) : sized;
    const values = Object.entries({ from, lastMonth }).filter(([name]) => sql.includes(`@${name}`));
    db.transaction(() => db.run(numbered, Object.fromEntries(values)));
  }
  db.all('PRAGMA wal_checkpoint(TRUNCATE)');
}

function populate(db: Database): void {
  db.transaction(() => {
    for (let id = 0; id < 500; id += 1) {
      db.run("INSERT INTO person (id, name, time_zone, kind) VALUES (@id, 'Somebody', @zone, 'member')", {
        id: `U${id}`,
        zone: ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'][id % 3] ?? 'UTC',
      });
    }
    db.run(`INSERT INTO scorecard_line (name, kind, perspective, unit, better, scale, place, chosen)
      VALUES ('NPS', 'nps', 'customer', 'points', 'higher', 'nps', 1, 1), ('Churn', 'churn', 'customer', '%', 'lower', NULL, 2, 0)`);
    for (let id = 1; id <= 12; id += 1) {
      db.run('INSERT INTO function (id, name) VALUES (@id, @name)', { id, name: `Function ${id}` });
    }
  });
}
