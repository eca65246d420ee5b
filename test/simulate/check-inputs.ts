// Every acknowledged input is in the database, with one effect; what was refused or never arrived has none twice.
import { type Fields, fieldsOf, listOf, textOf } from '../../sandbox/json.ts';
import type { Seen } from './checker.ts';
import { cameOf } from './ledger.ts';

export function checkInputs(seen: Seen): string[] {
  return [
    ...checkSaid(seen),
    ...checkAnswers(seen),
    ...checkTold(seen),
    ...checkEvents(seen),
    ...checkRuns(seen),
    ...checkGiven(seen),
  ];
}

const kept = {
  decision: 'SELECT count(*) AS n FROM decision WHERE statement LIKE @mark AND changes_id IS NULL',
  voice: 'SELECT count(*) AS n FROM voice WHERE words LIKE @mark',
};

/**
 * Whoever met a locked database was asked to try again: their request, brought twice, may find it open. The same goes
 * for a request that was refused for a channel's or a person's sake, or because a round was full, where that changed
 * before the second came.
 */
function checkSaid({ ledger, facts, weather }: Seen): string[] {
  return ledger.said.flatMap(({ kind, mark, channelId, personId, delivery }) => {
    const wasFull = JSON.stringify(delivery.response).includes('holds eight decisions already');
    const hasMoved = ledger.troubledChannels.has(channelId) || ledger.movedPeople.has(personId);
    const mayTurn = weather.meetsLocks || hasMoved || wasFull;
    const n = facts.one<{ n: number }>(kept[kind], { mark: `%${mark}%` })?.n ?? 0;
    const came = cameOf(delivery);
    if (came === 'accepted' && n !== 1) return [`a ${kind} was accepted and is kept ${n} times:${mark}`];
    if (came === 'refused' && n !== 0 && !mayTurn)
      return [`a ${kind} was refused and is kept all the same:${mark}`];
    if (n > 1) return [`a ${kind} is kept ${n} times:${mark}`];
    return [];
  });
}

interface Asked {
  closed_at: string | null;
  anonymous: number;
  fate: string | null;
  conversation_id: string;
}

/** Whoever clicked last, and was told that it arrived, is recorded with that verdict. */
function checkAnswers({ ledger, facts, weather }: Seen): string[] {
  // A click that met a locked database is acknowledged, and told that nothing was saved.
  if (weather.meetsLocks) return [];
  const byAnswer = Map.groupBy(ledger.clicked, ({ decisionId, personId }) => `${decisionId} ${personId}`);
  return [...byAnswer.values()].flatMap((clicks) => {
    const last = clicks.at(-1);
    if (last?.delivery.outcome !== 'acked' || ledger.movedPeople.has(last.personId)) return [];
    const { decisionId, personId, verdict, atMs } = last;
    const asked = facts.one<Asked>(
      `SELECT r.closed_at, r.anonymous, d.fate, r.conversation_id FROM decision d JOIN round r ON r.id = d.round_id
       WHERE d.id = @decisionId`,
      { decisionId },
    );
    if (!asked) return [`decision ${decisionId} is gone, and somebody answered it`];
    const wasOpen = asked.closed_at === null || new Date(asked.closed_at).getTime() > atMs + 200_000;
    if (!wasOpen || asked.fate === 'withdrawn' || ledger.troubledChannels.has(asked.conversation_id))
      return [];
    const table = asked.anonymous ? 'turnout' : 'answer';
    const rows = facts.all<{ verdict?: string }>(
      `SELECT * FROM ${table} WHERE decision_id = @decisionId AND person_id = @personId`,
      { decisionId, personId },
    );
    if (rows.length !== 1)
      return [`${personId} answered decision ${decisionId}, and that is kept ${rows.length} times`];
    // A form that was sent later may have changed it.
    const isSure = clicks.length === 1 && !asked.anonymous && !ledger.formsSentBy.has(personId);
    if (isSure && rows[0]?.verdict !== verdict)
      return [`${personId} said ${verdict}; kept is ${rows[0]?.verdict}`];
    return [];
  });
}

function checkTold({ ledger, facts }: Seen): string[] {
  return ledger.told.flatMap(({ id, says }) => {
    const key = `webhook:${id}`;
    const n =
      facts.one<{ n: number }>(
        `SELECT (SELECT count(*) FROM round WHERE occurrence = @key)
              + (SELECT count(*) FROM joined_end WHERE occurrence = @key) AS n`,
        { key },
      )?.n ?? 0;
    if (says === 'The question is asked.' && n !== 1)
      return [`a tool was told that ${id} is asked about: ${n} rounds`];
    return n > 1 ? [`${id} has ${n} rounds`] : [];
  });
}

const keptEvents = new Set([
  'user_change',
  'member_joined_channel',
  'member_left_channel',
  'channel_archive',
  'channel_unarchive',
  'channel_shared',
  'channel_unshared',
  'channel_rename',
  'channel_left',
  'group_archive',
  'group_unarchive',
  'group_rename',
  'group_left',
  'app_home_opened',
  'function_executed',
]);

const rememberedMs = 6 * 86_400_000;

/** An event that was acknowledged is in the inbox for as long as Slack might bring it again. */
function checkEvents({ workspace, facts, nowMs }: Seen): string[] {
  return workspace.deliveries.flatMap(({ kind, outcome, payload, at }) => {
    const event = fieldsOf(payload.event);
    const isKept = keptEvents.has(String(event.type)) || isMeetingsEnd(event);
    if (kind !== 'event' || outcome !== 'acked' || !isKept || nowMs - at.getTime() > rememberedMs) return [];
    const id = textOf(payload.event_id) ?? '';
    const found = facts.one('SELECT 1 FROM inbox WHERE event_id = @id', { id });
    return found ? [] : [`an event was acknowledged and is not kept: ${String(event.type)} ${id}`];
  });
}

/** A huddle of two people or more that took five minutes or more. */
function isMeetingsEnd({ message }: Fields): boolean {
  const room = fieldsOf(fieldsOf(message).room);
  const seconds = Number(room.date_end) - Number(room.date_start);
  return room.has_ended === true && seconds >= 300 && listOf(room.participant_history).length > 1;
}

/** A workflow whose step the bot took on comes to an end, once the round has closed. */
function checkRuns({ ledger, peaceMs }: Seen): string[] {
  if (peaceMs < 3 * 86_400_000) return [];
  return ledger.runs
    .filter(({ execution, isTaken }) => isTaken() && execution.state === 'running')
    .map(({ execution }) => `a workflow waits for ever: ${execution.id}`);
}

/** A file's voices are all there or none, once, however often it was given; all, where somebody's import of it is done. */
function checkGiven({ ledger, facts, peaceMs }: Seen): string[] {
  return ledger.given.flatMap(({ fileName, rows }) => {
    const kept = facts.all<{ words: string }>(
      `SELECT v.words FROM voice v JOIN import i ON i.id = v.import_id WHERE i.file_name = @fileName`,
      { fileName },
    );
    const states = facts
      .all<{ state: string }>('SELECT DISTINCT state FROM import WHERE file_name = @fileName', { fileName })
      .map(({ state }) => state);
    const underway = states.filter((state) => ['reading', 'running', 'undoing'].includes(state));
    // What a crash broke off is taken up again after a minute.
    if (underway.length > 0 && peaceMs >= 3_600_000) return [`${fileName} is still ${underway.join()}`];
    const distinct = new Set(kept.map(({ words }) => words)).size;
    const isAll = states.includes('done') ? rows.length : 0;
    const wanted = underway.length > 0 ? distinct : isAll;
    if (kept.length === wanted && distinct === wanted) return [];
    return [`${fileName} has ${rows.length} rows; it is ${states.join()}, and ${kept.length} are kept`];
  });
}
