// How a team's month looks to its facilitator, and a function's to its lead.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, escapedWithin } from '../platform/slack-text.ts';
import { context, fitMessage, list, section } from '../platform/view-parts.ts';
import { hitRateLines } from './decided-view.ts';
import { percent, share } from './figures.ts';
import type { FunctionFacts, MonthFacts, TeamFacts } from './load-month.ts';
import type { MonthWeek } from './month.ts';
import { keptWords, summed } from './teams-view.ts';
import { sparkline } from './trend.ts';
import { dayName } from './week-words.ts';

export function monthMessage({ team, functions }: MonthFacts): Message {
  const blocks = [...(team ? teamBlocks(team) : []), ...functions.flatMap(functionBlocks)];
  const names = [
    ...(team ? [escapedWithin(team.ritual.name, 80)] : []),
    ...functions.map(({ companyFunction }) => escapedWithin(companyFunction.name, 60)),
  ];
  return {
    text: `The last four weeks of ${names.join(', ')}`,
    blocks: fitMessage(blocks, context('This is as much as one message holds.')),
  };
}

function teamBlocks(facts: TeamFacts): KnownBlock[] {
  const { ritual, weeks, hitRate } = facts;
  const name = escapedWithin(ritual.name, 80);
  const [right = 'Nothing has been looked back on yet.'] = hitRateLines(hitRate);
  return [
    section(`*${name}: four weeks*\n${barsOf(weeks)}`),
    list('Week by week', weeks.map(weekLine), ''),
    section(`*Were we right* (a year)\n${right}`),
    section(`*What could help*\n${adviceOf(facts)}`),
    context('Tallies of fewer than three answers, or four anonymous ones, are in no figure here.'),
  ];
}

function barsOf(weeks: readonly MonthWeek[]): string {
  const bars = [
    ['Ritual kept', weeks.map(({ kept, held }) => share(kept, held))],
    ['Participation', weeks.map(({ answered, waitedFor }) => share(answered, waitedFor))],
    ['Dislikes', weeks.map(({ dislikes }) => dislikes && share(dislikes.disliked, dislikes.opinions))],
  ] as const;
  return bars.map(([name, shares]) => `\`${sparkline(shares)}\` ${name}`).join('\n');
}

function weekLine(week: MonthWeek): string {
  const { weekOf, dislikes } = week;
  if (week.held === 0) return `• To ${dayName(weekOf)}: no meeting ended`;
  const disliked = dislikes && share(dislikes.disliked, dislikes.opinions);
  const said = disliked === null ? '' : ` · ${percent(disliked)} of opinions: they’d dislike it`;
  return `• To ${dayName(weekOf)}: kept ${keptWords(week, null)}${said}`;
}

const fewestSilentRounds = 3;

function adviceOf({ weeks, falling, silentRounds }: TeamFacts): string {
  const now = summed(weeks);
  const took = share(now.answered, now.waitedFor);
  if (silentRounds >= fewestSilentRounds) {
    return `The last ${count(silentRounds, 'round')} decided nothing. Ask only after meetings that decide things: \`/ritual setup\` chooses them.`;
  }
  if (falling.length > 0) {
    return 'Fewer answer each week. Name fewer people, or ask after fewer meetings, with `/ritual setup`.';
  }
  if (took !== null && took < 1 / 2) {
    return 'Fewer than half of those waited for answer. Name only those who were in the room, with `/ritual setup`.';
  }
  if (now.held === 0) return 'No meeting ended in four weeks. `/ritual status` says when it asks next.';
  return now.kept < now.held
    ? 'Some rounds were left untouched. Recording “No decision this time” takes one click, and keeps the ritual.'
    : 'Nothing: keep going.';
}

function functionBlocks({ companyFunction, teams, privateTeams }: FunctionFacts): KnownBlock[] {
  const lines = teams.map((team) => {
    const words = team.held === 0 ? 'no meeting was counted' : `kept ${keptWords(team, null)}`;
    return `• ${escapedWithin(team.name, 80)}: ${words}`;
  });
  const hidden = privateTeams > 0 ? [`• ${count(privateTeams, 'team')} in private channels`] : [];
  const title = `${escapedWithin(companyFunction.name, 60)}: four weeks, as the digests told them`;
  return [
    list(title, [...lines, ...hidden], 'No team belongs to it yet: `/ritual setup` names its function.'),
  ];
}
