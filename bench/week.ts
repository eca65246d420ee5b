// A simulated week of a company: its requests to the bot and to the least bot, day by day, and the memory they hold.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { Database } from '../src/platform/database.ts';
import { flood } from './acks/load.ts';
import { heldMegabytes, leastBot } from './acks/servers.ts';
import { stubSlack } from './acks/slack.ts';
import { compare, say } from './compare.ts';
import { fillRituals, type Meeting } from './rituals.ts';
import { bodiesAt } from './week/bodies.ts';
import * as plans from './week/plan.ts';
import { type Bot, startBot } from './week/start-bot.ts';

const whole: plans.Plan = { teams: 500, voicesEach: 0.5, searchesEach: 0.3, homesEach: 2 };

const hourMs = 60 * 60 * 1_000;
/** A Sunday, on which nobody does anything; the week begins on the day after. */
const startsAt = new Date('2026-03-01T00:00:00Z');

export async function week(plan: plans.Plan = whole): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-week-'));
  const teams = Array.from({ length: plan.teams }, (_, number) => number);
  const slack = await stubSlack({
    people: teams.flatMap(plans.rosterOf),
    channels: new Map(teams.map((number) => [plans.channelOf(number), plans.rosterOf(number)])),
  });
  const stops = [slack.close, () => rmSync(folder, { recursive: true })];
  try {
    const path = join(folder, 'week.db');
    const db = newDatabase(path);
    fillRituals(db, plan.teams, startsAt, meetingOf);
    db.close();
    const least = await leastBot(slack, folder, 'FULL');
    stops.unshift(least.stop);
    const bot = await startBot(path, slack.apiUrl, startsAt);
    stops.unshift(bot.stop);
    const reading = new Database(path, { readOnly: true });
    stops.unshift(() => reading.close());
    await live(plan, slack.responseUrl, { least, bot, reading });
    requireAll(reading, plan);
  } finally {
    for (const stop of stops) stop();
  }
}

function meetingOf(teamNumber: number): Meeting {
  const endTime = `${String(plans.hourOf(teamNumber)).padStart(2, '0')}:00`;
  return { weekday: plans.weekdayOf(teamNumber) + 1, endTime, timeZone: 'UTC' };
}

interface Cast {
  least: { port: number; pid: number };
  bot: Bot;
  reading: Database;
}

/** A round of the comparison is a day, the first of them being the Sunday before. */
async function live(plan: plans.Plan, responseUrl: string, { least, bot, reading }: Cast): Promise<void> {
  const requests = new Map<string, number>();
  const act = async (
    who: string,
    port: number,
    day: number,
    hour: number,
    decisionOf = (_team: number) => 0,
    signedAt = new Date(),
  ) => {
    if (day < 0 || day >= plans.workdays || hour < plans.firstHour) return;
    if (hour >= plans.firstHour + plans.hours) return;
    const bodies = bodiesAt(day, hour, plan, responseUrl, decisionOf);
    if (bodies.length === 0) return;
    const asked = { body: (number: number) => bodies[number - 1] ?? '', expects: /.*/, signedAt };
    await flood(port, asked, bodies.length, 8);
    requests.set(who, (requests.get(who) ?? 0) + bodies.length);
  };
  const held: number[] = [];
  const newest = (teamNumber: number) => newestDecision(reading, plans.channelOf(teamNumber));
  await compare('a day', 7, {
    'Bolt and one insert, synchronous FULL': async (round) => {
      for (let hour = 0; hour < 24; hour += 1) await act('least', least.port, round - 1, hour);
      return { 'memory at its end (RSS), MB': heldMegabytes(least.pid) };
    },
    'Empty Chair': async (round) => {
      const at = (hour: number) => new Date(startsAt.getTime() + (24 * round + hour) * hourMs);
      let longestStallMs = 0;
      for (let hour = 0; hour < 24; hour += 1) {
        await act('bot', bot.port, round - 1, hour, newest, at(hour));
        const { stallMs } = await bot.travelTo(at(hour + 1));
        longestStallMs = Math.max(longestStallMs, stallMs);
      }
      const megabytes = bot.heldMegabytes();
      held.push(megabytes);
      return {
        'memory at its end (RSS), MB': megabytes,
        'longest stall of the event loop, ms': longestStallMs,
      };
    },
  });
  const days = held.map((megabytes) => megabytes.toFixed(0)).join(', ');
  say(`Empty Chair’s memory from Sunday to Sunday, in MB: ${days}`);
  const people = plans.peopleIn(plan).toLocaleString('en');
  say(`${people} people, ${plan.teams} meetings, ${requests.get('bot') ?? 0} requests, as many to the other`);
}

function newestDecision(db: Database, conversationId: string): number {
  const sql = 'SELECT max(id) AS id FROM decision WHERE conversation_id = @conversationId';
  const id = db.one<{ id: number | null }>(sql, { conversationId })?.id;
  if (!id) throw new Error(`nothing was decided in ${conversationId}`);
  return id;
}

/** All that was acknowledged is there, and all that was owed is sent. */
function requireAll(db: Database, plan: plans.Plan): void {
  const count = (rows: string) => db.one<{ count: number }>(`SELECT count(*) AS count FROM ${rows}`)?.count;
  const there = {
    rounds: count('round'),
    decisions: count('decision'),
    answers: count('answer'),
    voices: count('voice'),
    unsent: count("message WHERE state NOT IN ('sent', 'dropped')"),
  };
  const expected = {
    rounds: plan.teams,
    decisions: plan.teams,
    answers: plan.teams * plans.rosterSize,
    voices: Math.round(plans.peopleIn(plan) * plan.voicesEach),
    unsent: 0,
  };
  const [found, wanted] = [JSON.stringify(there), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`after the week there are ${found}, and should be ${wanted}`);
}
