// What people saw: each round, reveal, reminder and digest stands once, and nothing that was owed is missing.
import { fieldsOf, textOf } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/world.ts';
import type { Seen } from './checker.ts';
import { buttonsOn } from './screen.ts';

export function checkWorld(seen: Seen): string[] {
  return [
    ...checkKeys(seen),
    ...checkRounds(seen),
    ...checkOwed(seen),
    ...checkShown(seen),
    ...checkDigests(seen),
    ...checkPatience(seen),
  ];
}

function keyOf({ metadata }: Message): string {
  return textOf(fieldsOf(metadata?.event_payload).key) ?? '';
}

/** All that the bot ever posted, whether it still stands or not. */
function postsOf({ workspace }: Seen): Message[] {
  return workspace
    .everyMessage()
    .filter(({ isFromBot, authorId }) => isFromBot && authorId === workspace.botUserId);
}

/** What somebody deleted before the bot could learn that it stood is rightly posted anew. */
function checkKeys(seen: Seen): string[] {
  const standing = postsOf(seen).filter(({ ts }) => !seen.ledger.deletedTs.has(ts));
  const byKey = Map.groupBy(standing, keyOf);
  return [...byKey]
    .filter(([, posts]) => posts.length > 1)
    .map(([key, posts]) => `${key} was posted ${posts.length} times`);
}

interface Round {
  id: number;
  conversation_id: string;
  state: string;
  decisions: number;
}

/** Without looking at keys: as many roots as rounds, and under each closed one with a decision one reveal. */
function checkRounds(seen: Seen): string[] {
  const { facts, ledger, company } = seen;
  const posts = postsOf(seen);
  const broken: string[] = [];
  for (const channel of Object.values(company.channels)) {
    if (ledger.troubledChannels.has(channel.id)) continue;
    const rounds = facts.all<Round>(
      `SELECT r.id, r.conversation_id, r.state, count(d.id) AS decisions FROM round r LEFT JOIN decision d ON d.round_id = r.id
       WHERE r.conversation_id = @id AND r.state <> 'missed' GROUP BY r.id`,
      { id: channel.id },
    );
    // A digest may be told in a channel as well.
    const here = posts.filter(
      (post) => post.channelId === channel.id && !post.text.startsWith('The week to'),
    );
    const roots = here.filter(({ threadTs }) => !threadTs);
    const deletions = here.filter(({ ts }) => ledger.deletedTs.has(ts)).length;
    if (roots.length < rounds.length || roots.length > rounds.length + deletions) {
      broken.push(`#${channel.name} has ${rounds.length} rounds and ${roots.length} roots`);
    }
    const closed = rounds.filter(({ state, decisions }) => state === 'closed' && decisions > 0).length;
    const reveals = here.length - roots.length;
    if (deletions === 0 && reveals !== closed) {
      broken.push(`#${channel.name} has ${closed} rounds to reveal and ${reveals} reveals`);
    }
  }
  return broken;
}

interface Owed {
  id: number;
  drawing: string;
  subject: string;
  address: string;
  state: string;
  channel_id: string | null;
  ts: string | null;
  problem: string | null;
}

/** What counts as sent stands where it is said to; nothing is given up while its place is well. */
function checkOwed(seen: Seen): string[] {
  const { facts, ledger, log } = seen;
  const places = new Set(postsOf(seen).map(({ channelId, ts }) => `${channelId} ${ts}`));
  const told = log.filter(({ line }) => line.includes('nobody can tell whether this message was sent'));
  return facts.all<Owed>('SELECT * FROM message').flatMap((owed) => {
    const { id, drawing, subject, state, channel_id, ts, problem, address } = owed;
    const name = `message ${id} (${drawing} ${subject})`;
    if (ts !== null && !places.has(`${channel_id} ${ts}`))
      return [`${name} counts as sent and stands nowhere`];
    const isTroubled = ledger.troubledChannels.has(address) || ledger.movedPeople.has(address);
    const isTold = told.some(({ line }) => Number(fieldsOf(JSON.parse(line)).message) === id);
    if (state === 'unknown') return isTold ? [] : [`${name} is unknown, and nobody was told`];
    const mayFail = isTroubled || ledger.deletedTs.size > 0;
    return state === 'failed' && !mayFail ? [`${name} was given up: ${problem}`] : [];
  });
}

interface Root {
  id: number;
  state: string;
  channel_id: string;
  ts: string;
}

/** Nobody is asked for a verdict on the root of a round that has ended, and everybody while it is open. */
function checkShown(seen: Seen): string[] {
  const { facts, ledger } = seen;
  const roots = facts.all<Root>(
    `SELECT r.id, r.state, m.channel_id, m.ts FROM message m JOIN round r ON m.drawing = 'root' AND m.subject = r.id
     WHERE m.state = 'sent' AND EXISTS (SELECT 1 FROM decision d WHERE d.round_id = r.id AND d.fate IS NULL)`,
  );
  const byPlace = new Map(postsOf(seen).map((message) => [`${message.channelId} ${message.ts}`, message]));
  return roots.flatMap(({ id, state, channel_id, ts }) => {
    const root = byPlace.get(`${channel_id} ${ts}`);
    if (!root || root.isDeleted || ledger.troubledChannels.has(channel_id)) return [];
    const asks = buttonsOn(root.blocks).some(({ actionId }) => actionId === 'answer.love');
    return asks === (state === 'open')
      ? []
      : [`the root of round ${id} (${state}) ${asks ? 'still asks' : 'asks nothing'}`];
  });
}

const weekMs = 7 * 86_400_000;

/** One digest for each week that ended, told or recorded as missed. */
function checkDigests(seen: Seen): string[] {
  const { facts, fromMs, nowMs } = seen;
  const rows = facts.all<{ week_of: string; state: string }>('SELECT week_of, state FROM digest');
  const told = rows.filter(({ state }) => state === 'told').length;
  const posted = postsOf(seen).filter((message) => keyOf(message).startsWith('digest/')).length;
  const fewest = Math.floor((nowMs - fromMs) / weekMs);
  return [
    ...(rows.length < fewest ? [`${fewest} weeks have gone by and ${rows.length} were told or missed`] : []),
    ...(posted !== told ? [`${told} digests count as told and ${posted} were posted`] : []),
  ];
}

/** Slack's pauses are kept, and it never has to mutter about what it is sent. */
function checkPatience({ weather, workspace }: Seen): string[] {
  return [
    ...weather.impatient.map((place) => `called again within Slack's pause: ${place}`),
    ...workspace.warnings
      .filter(({ text }) => !/expired_url|used_url|not_found/.test(text))
      .map(({ about, text }) => `Slack mutters about ${about}: ${text}`),
  ];
}
