// A week's figures in one statement of SQL, from the raw rows alone: what the digest's own way is compared with.

import type { Week } from '../src/digest/week.ts';
import { mayRead, viewerValues } from '../src/people/audience-store.ts';
import type { Viewer } from '../src/people/person.ts';
import type { Database } from '../src/platform/database.ts';
import { mayReadVoice } from '../src/voc/store.ts';

const tally = (condition: string) =>
  `iif(round.anonymous, (SELECT count(*) FROM ballot v WHERE v.decision_id = d.id AND ${condition}),
    (SELECT count(*) FROM answer v WHERE v.decision_id = d.id AND v.late = 0 AND ${condition}))`;

const statement = `
WITH week AS MATERIALIZED (SELECT value ->> 'number' AS number, value ->> 'from' AS "from", value ->> 'until' AS until
    FROM json_each(@weeks)),
ended AS MATERIALIZED (SELECT week.number, round.* FROM week CROSS JOIN round
    ON round.closed_at >= week."from" AND round.closed_at < week.until
    WHERE round.state IN ('closed', 'empty', 'lapsed') AND round.ritual_id IS NOT NULL),
team AS MATERIALIZED (SELECT number, ritual_id, count(*) AS held, sum(state <> 'lapsed') AS kept,
    sum(iif(state = 'closed' AND roster_known, (SELECT count(*) FROM roster r WHERE r.round_id = ended.id), 0)) AS waited,
    sum(iif(state = 'closed' AND roster_known, iif(anonymous,
      (SELECT count(DISTINCT a.person_id) FROM decision d CROSS JOIN turnout a ON a.decision_id = d.id
        WHERE d.round_id = ended.id),
      (SELECT count(DISTINCT a.person_id) FROM decision d CROSS JOIN answer a ON a.decision_id = d.id
        WHERE d.round_id = ended.id AND a.late = 0)), 0)) AS answered
    FROM ended GROUP BY number, ritual_id),
said AS MATERIALIZED (SELECT e.number, a.verdict FROM ended e CROSS JOIN decision d ON d.round_id = e.id
      CROSS JOIN answer a ON a.decision_id = d.id
      WHERE e.state = 'closed' AND e.anonymous = 0 AND d.fate IS NOT 'withdrawn' AND a.late = 0
    UNION ALL SELECT e.number, a.verdict FROM ended e CROSS JOIN decision d ON d.round_id = e.id
      CROSS JOIN ballot a ON a.decision_id = d.id
      WHERE e.state = 'closed' AND e.anonymous = 1 AND d.fate IS NOT 'withdrawn'),
trend AS (SELECT number, 1.0 * sum(verdict = 'dislike') / sum(verdict <> 'unsure') AS dislikes FROM said
    GROUP BY number ORDER BY number DESC),
reviewed AS MATERIALIZED (SELECT d.outcome, ${tally("v.verdict = 'love'")} AS love,
    ${tally("v.verdict = 'accept'")} AS accept, ${tally("v.verdict = 'dislike'")} AS dislike
    FROM decision d CROSS JOIN round ON round.id = d.round_id
    WHERE d.outcome_at >= @yearAgo AND d.outcome_at < @until AND (d.fate IS NULL OR d.fate = 'kept') AND ${mayRead('d')}),
thought AS (SELECT outcome, CASE WHEN love > accept AND love > dislike THEN 'love'
    WHEN accept > love AND accept > dislike THEN 'accept' WHEN dislike > love AND dislike > accept THEN 'dislike' END AS thought
    FROM reviewed WHERE outcome <> 'unknown'),
heard AS MATERIALIZED (SELECT coalesce(v.joined_to, v.id) || ' ' || lower(coalesce(v.customer, '')) AS one, v.id, v.segment,
    v.themes, v.captured_at >= @from AS is_now FROM voice v
    WHERE v.captured_at >= @earlier AND v.captured_at < @until AND ${mayReadVoice}),
owed AS (SELECT m.id, m.due_at, m.owner_id FROM matter m JOIN decision d ON d.id = m.decision_id
    WHERE m.ending IS NULL AND m.due_at < @soon AND ${mayRead('d')}),
laid AS (SELECT DISTINCT m.kind, m.decision_id FROM matter m CROSS JOIN decision d ON d.id = m.decision_id
    WHERE m.kind IN ('reconsideration', 'blind spot') AND m.opened_at >= @from AND m.opened_at < @until AND ${mayRead('d')})
SELECT json_object(
  'kept', (SELECT sum(kept) FROM team WHERE number = 0),
  'answered', (SELECT sum(answered) FROM team WHERE number = 0),
  'voices', (SELECT count(DISTINCT one) FROM heard WHERE is_now),
  'withoutFollowUp', (SELECT count(DISTINCT one) FROM heard WHERE is_now
    AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.voice_id = heard.id)),
  'reviewed', (SELECT count(*) FROM thought WHERE thought IS NOT NULL),
  'hits', (SELECT count(*) FROM thought WHERE thought = outcome),
  'dislikes', json((SELECT json_group_array(dislikes) FROM trend))) AS compared,
  (SELECT json_group_array(json_array(ritual_id, held, kept, waited, answered)) FROM team WHERE number <= 1) AS teams,
  (SELECT json_group_array(json_array(segment, n)) FROM
    (SELECT segment, count(DISTINCT one) AS n FROM heard WHERE is_now GROUP BY segment)) AS segments,
  (SELECT json_group_array(json_array(value, now, before)) FROM (SELECT theme.value,
    count(DISTINCT one) FILTER (WHERE is_now) AS now, count(DISTINCT one) FILTER (WHERE NOT is_now) AS before
    FROM heard, json_each('["' || replace(themes, ' ', '","') || '"]') theme GROUP BY theme.value)) AS themes,
  (SELECT json_group_array(json_array(id, due_at, owner_id)) FROM owed) AS owed,
  (SELECT json_group_array(json_array(kind, decision_id)) FROM laid) AS laid`;

interface Compared {
  kept: number;
  answered: number;
  voices: number;
  withoutFollowUp: number;
  reviewed: number;
  hits: number;
  dislikes: (number | null)[];
}

const dayMs = 24 * 60 * 60 * 1_000;

/** `weeks`: the week and those before it, newest first. */
export function oneStatement(db: Database, weeks: readonly Week[], viewer: Viewer): Compared {
  const [week, earlier] = weeks;
  if (!week || !earlier) throw new Error('two weeks at least');
  const daysFrom = (days: number) => new Date(week.until.getTime() + days * dayMs).toISOString();
  const row = db.one<{ compared: string }>(statement, {
    weeks: JSON.stringify(weeks.map(({ from, until }, number) => ({ number, from, until }))),
    from: week.from.toISOString(),
    until: week.until.toISOString(),
    earlier: earlier.from.toISOString(),
    yearAgo: daysFrom(-364),
    soon: daysFrom(7),
    ...viewerValues(viewer),
  });
  return JSON.parse(row?.compared ?? '{}');
}
