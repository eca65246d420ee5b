// After a long peace nothing is stranded: whatever waits in the database waits for a moment that is still to come.
import { fieldsOf, parsedJson } from '../../sandbox/json.ts';
import type { Seen } from './checker.ts';

const toleranceMs = 10 * 60_000;

export function checkFacts(seen: Seen): string[] {
  return [...checkStranded(seen), ...checkMirror(seen), ...checkLog(seen)];
}

/** Each of these must find nothing; `@then` is ten minutes before the end. */
const strandings: Record<string, string> = {
  'a message waits to be sent':
    "SELECT id, drawing, state, due_at, problem FROM message WHERE state IN ('due', 'sending') AND due_at < @then",
  'an alarm is overdue':
    'SELECT kind, key, due_at, retry_at, attempts FROM alarm WHERE coalesce(retry_at, due_at) < @then',
  'an alarm that failed is put off for ever':
    "SELECT kind, key, due_at, retry_at FROM alarm WHERE retry_at > date(@then, '+2 days')",
  'an event is not applied':
    "SELECT event_id, kind, state FROM inbox WHERE state = 'failed' OR (state = 'waiting' AND received_at < @then)",
  'a round is open past its end':
    "SELECT id, closes_at FROM round WHERE state = 'open' AND closes_at < @then",
  'an open round has nothing that will close it': `SELECT id FROM round WHERE state = 'open'
     AND NOT EXISTS (SELECT 1 FROM alarm WHERE key = CAST(round.id AS TEXT) AND due_at = round.closes_at)`,
  'a message shows less than what is known':
    "SELECT id, drawing, wanted, drawn FROM message WHERE state = 'sent' AND drawn < wanted",
  'a workflow waits for what has happened':
    "SELECT execution_id FROM workflow_step WHERE state = 'due' AND due_since < @then",
  'a ritual that is on has nothing that will ask': `SELECT id FROM ritual WHERE paused_because IS NULL
     AND EXISTS (SELECT 1 FROM schedule WHERE ritual_id = ritual.id)
     AND NOT EXISTS (SELECT 1 FROM alarm WHERE kind = 'meeting ends' AND key = CAST(ritual.id AS TEXT))`,
  'a decision of a closed round was never ruled': `SELECT d.id FROM decision d JOIN round r ON r.id = d.round_id
     WHERE r.state = 'closed' AND d.ruling IS NULL AND coalesce(d.fate, '') <> 'withdrawn'`,
  'a matter is open in the name of somebody who left': `SELECT m.id, m.kind FROM matter m
     JOIN person p ON p.id = m.owner_id WHERE m.ending IS NULL AND p.left_at IS NOT NULL`,
};

function checkStranded({ facts, nowMs }: Seen): string[] {
  const then = new Date(nowMs - toleranceMs).toISOString();
  return Object.entries(strandings).flatMap(([sentence, sql]) =>
    facts
      .all<Record<string, unknown>>(sql, sql.includes('@then') ? { then } : {})
      .map((row) => `${sentence}: ${JSON.stringify(row)}`),
  );
}

/**
 * The directory is read anew every day, so after days of peace it says what Slack says. Who is in a public channel is
 * read every week; in between, events tell, and those that nobody acknowledged are lost.
 */
function checkMirror({ facts, workspace, peaceMs }: Seen): string[] {
  const broken: string[] = [];
  for (const person of workspace.everybody()) {
    const row = facts.one<{ left_at: string | null }>('SELECT left_at FROM person WHERE id = @id', {
      id: person.id,
    });
    if (row && (row.left_at !== null) !== person.isDeactivated) {
      broken.push(`the mirror is wrong about whether ${person.name} has left`);
    }
  }
  for (const channel of workspace.everyChannel()) {
    if (channel.kind === 'im' || !channel.members.has(workspace.botUserId) || channel.isArchived) continue;
    if (channel.kind === 'public' && peaceMs < 8 * 86_400_000) continue;
    const rows = facts.all<{ person_id: string }>(
      'SELECT person_id FROM membership WHERE conversation_id = @id ORDER BY person_id',
      { id: channel.id },
    );
    const known = rows.map((row) => row.person_id).filter((id) => id !== workspace.botUserId);
    const real = [...channel.members].filter((id) => id !== workspace.botUserId).sort();
    if (known.join() !== real.join()) broken.push(`the mirror has other members in #${channel.name}`);
  }
  return broken;
}

const errorLevel = 50;
/** What may be logged as an error when the weather was such: each is followed by another try, or told to people. */
const ofWeather = [
  'the directory could not be read; what was known before is used',
  'an event could not be applied',
];

/** Bolt's own words for an event that could not be committed: Slack brings it again. */
const ofLocks =
  /^An unhandled error occurred while Bolt processed an event|^An incoming event was not acknowledged/;

function checkLog({ log, weather, unheard }: Seen): string[] {
  const broken = unheard.map((said) => `a rejection was not heard: ${said}`);
  for (const { line } of log) {
    const said = fieldsOf(parsedJson(line));
    if (Number(said.level) < errorLevel) continue;
    const isOfLock =
      String(fieldsOf(said.err).code).startsWith('SQLITE_BUSY') || ofLocks.test(String(said.msg));
    const isLock = weather.meetsLocks && isOfLock;
    const isOfSlack = String(fieldsOf(said.err).code).startsWith('slack_webapi');
    const isWeather = weather.isRough && isOfSlack && ofWeather.includes(String(said.msg));
    // Whether that is true is looked at with what was owed.
    const isToldUnknown = String(said.msg).startsWith('nobody can tell whether this message was sent');
    if (!isLock && !isWeather && !isToldUnknown) broken.push(`a bug was logged: ${line.trim()}`);
  }
  return broken;
}
