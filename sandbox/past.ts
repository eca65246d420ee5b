// A company with a past: twelve weeks that people lived through the product's own doors, the same every time.

import { planFollowUps } from './past/followed-up.ts';
import type { Hands } from './past/hands.ts';
import { History } from './past/history.ts';
import { chatter, overheard } from './past/small-talk.ts';
import { type Team, teams } from './past/teams.ts';
import { voiceLines } from './past/voices.ts';
import type { Name } from './people.ts';
import type { Stage } from './stage.ts';

export const weeksOfPast = 12;
const usualQuietMs = 5;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A Tuesday, five minutes before the product weekly ends. */
const presentAt = '2026-05-26T08:25:00Z';

/** Lives the past on a stage that has just started. `onWeek` hears which week is about to begin. */
export async function livePast(stage: Stage, onWeek: (week: number) => void): Promise<void> {
  const history = new History(stage);
  await begin(history);
  // From here on an act is done when the bot says so: waiting for quiet besides would cost as much as all the rest.
  stage.workspace.waitForQuiet(0);
  try {
    await liveWeeks(history, onWeek);
  } finally {
    stage.workspace.waitForQuiet(usualQuietMs);
  }
  const { farid } = stage.company.people;
  stage.workspace.changePerson(farid, { statusEmoji: '🌴', statusText: 'On holiday' });
  await stage.settle();
  stage.workspace.openAnew();
}

async function liveWeeks(history: History, onWeek: (week: number) => void): Promise<void> {
  const startMs = history.stage.clock.now().getTime();
  planWords(history, startMs);
  planFollowUps(history, startMs);
  for (const team of teams.filter(({ huddles }) => huddles)) planHuddles(history, startMs, team);
  for (let week = 1; week <= weeksOfPast; week += 1) {
    onWeek(week);
    const weekEnd = new Date(startMs + week * 7 * dayMs);
    await history.passTo(weekEnd < new Date(presentAt) ? weekEnd : new Date(presentAt));
  }
  await history.passTo(new Date(presentAt));
}

async function begin(history: History): Promise<void> {
  const { workspace } = history.stage;
  for (const team of teams.filter((it) => it.isNew)) {
    const members = team.members.map((name) => history.stage.company.people[name]);
    workspace.inviteBot(workspace.addChannel({ name: team.channel, members, botIsMember: false }));
  }
  await history.stage.settle();
  await settings(history);
  for (const team of teams) await setUp(history, team);
}

const leads: readonly (readonly [company: string, lead: Name])[] = [
  ['Product', 'ana'],
  ['Support', 'grace'],
  ['Finance', 'dmitri'],
  ['Sales', 'hiro'],
  ['Legal', 'farid'],
];

/** Few customers pay most of the bills. */
const shares = [
  ['High value', '8', '61'],
  ['Mid value', '27', '28'],
  ['Low value', '65', '11'],
] as const;

async function settings({ hands, stage }: History): Promise<void> {
  await hands.as('chloe').opensHome();
  await hands.presses('chloe', 'home', 'best_customers.form');
  await hands.fills('chloe', { best_customers: 'Teams who renewed twice and send us others.' });
  await hands.submits('chloe');
  for (const [segment, customers, revenue] of shares) {
    await hands.presses('chloe', 'home', 'segments.list');
    await hands.presses('chloe', 'form', 'segment.form', segment);
    await hands.fills('chloe', { segment_customers: customers, segment_revenue: revenue });
    await hands.submits('chloe');
  }
  for (const [name, lead] of leads) {
    await hands.presses('chloe', 'home', 'function.form');
    await hands.fills('chloe', { function_name: name, function_lead: stage.company.people[lead] });
    await hands.submits('chloe');
  }
}

const functionOf: Readonly<Record<string, string>> = {
  'product-weekly': 'Product',
  'support-leads': 'Support',
  'finance-close': 'Finance',
  'pricing-council': 'Sales',
};

async function setUp({ hands, stage }: History, team: Team): Promise<void> {
  await hands.as(team.facilitator).types('/ritual setup', { in: team.channel });
  const itsFunction = functionOf[team.channel];
  await hands.fills(team.facilitator, {
    name: team.meeting,
    weekdays: team.huddles ? [] : [team.weekday],
    end_time: team.at,
    ...(team.howOften ? { rhythm: team.howOften } : {}),
    ...(team.isAnonymous ? { names: 'No: who answered what is never kept' } : {}),
    ...(itsFunction ? { function: itsFunction } : {}),
  });
  await hands.submits(team.facilitator);
  if (team.huddles) await asksAfterHuddles(hands, team);
  await stage.settle();
}

async function asksAfterHuddles(hands: Hands, { facilitator, channel }: Team): Promise<void> {
  await hands.as(facilitator).types('/ritual setup', { in: channel });
  await hands.presses(facilitator, 'form', 'triggers.page');
  await hands.presses(facilitator, 'form', 'huddles.on');
  await hands.as(facilitator).closes({ all: true });
}

/** Each huddle takes 25 minutes. The first of the weekdays is the one on which the past begins, a Monday. */
function planHuddles(history: History, startMs: number, team: Team): void {
  const { workspace } = history.stage;
  const weekday = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].indexOf(team.weekday);
  for (let week = 0; week < weeksOfPast; week += 1) {
    const at = startMs + (week * 7 + weekday) * dayMs + 6 * 60 * minuteMs;
    history.plan(at, async () => {
      const huddle = workspace.startHuddle(`@${team.facilitator}`, team.channel);
      const attendees = team.members.map((name) => `@${name}`);
      history.plan(at + 25 * minuteMs, async () => workspace.endHuddle(huddle, attendees));
    });
  }
}

const listeners: readonly Name[] = ['grace', 'grace', 'hiro', 'hiro', 'ana', 'ben', 'chloe', 'dmitri'];

/** Voices, kept and overheard, and small talk, spread over the working hours of the weeks. */
function planWords(history: History, startMs: number): void {
  const { chance } = history;
  const atWork = () => {
    const day = chance.between(0, weeksOfPast - 1) * 7 + chance.between(0, 4);
    return startMs + day * dayMs + chance.between(30, 540) * minuteMs;
  };
  for (const line of voiceLines(chance)) {
    const name = chance.pick(listeners);
    history.plan(atWork(), () => history.hands.as(name).types(line, { in: placeOf(history, name) }));
  }
  // A customer suffers from what the team thought they would love.
  const broken =
    '/voc You promised a stable API, and it broke twice this spring -- Initech nps:2 segment:high #api';
  history.plan(startMs + (10 * 7 + 3) * dayMs + 6 * 60 * minuteMs, () =>
    history.hands.as('hiro').types(broken, { in: 'product-weekly' }),
  );
  for (const [index, text] of overheard.entries()) {
    history.plan(atWork(), async () => {
      const name = chance.pick(listeners);
      const message = history.stage.workspace.postAs(`@${name}`, placeOf(history, name), text);
      if (index % 2 === 1) return;
      await history.hands.as(name).usesShortcut('save_voice', { on: message });
      await history.hands.submits(name);
    });
  }
  for (const text of [...chatter, ...chatter]) {
    const team = chance.pick(teams);
    history.plan(atWork(), async () =>
      history.stage.workspace.postAs(`@${chance.pick(team.members)}`, team.channel, text),
    );
  }
}

/** Where somebody would tell of a customer: a public channel of theirs. */
function placeOf(history: History, name: Name): string {
  const theirs = teams.filter((it) => it.members.includes(name) && it.channel !== 'board-room');
  return history.chance.pick(theirs).channel;
}
