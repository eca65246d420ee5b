// How the ritual is kept: functions without one, teams that have fallen silent, and then the worst kept first.
import type { SectionBlock } from '@slack/types';
import type { CompanyFunction } from '../people/workspace.ts';
import { addDays } from '../people/zone.ts';
import { count, escapedWithin } from '../platform/slack-text.ts';
import { change, type Figures, type Kept, percent, share } from './figures.ts';
import { type DigestFacts, isSilent, type NamedTeam } from './load-digest.ts';
import type { Reader } from './reader.ts';
import { part } from './section-view.ts';
import { dayName } from './week-words.ts';

const noRitual =
  'No channel has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.';

const mostFunctions = 8;

export function teamsPart(facts: DigestFacts): SectionBlock {
  const { figures, functionsWithoutRitual, keeping, reader } = facts;
  const lines = [
    ...(figures.teams.length > 0 ? [keptSentence(figures)] : []),
    ...withoutRitual(functionsWithoutRitual, reader),
    ...silentSentence(facts),
    ...keeping.map(teamLine),
    ...missedSentence(figures.missedRounds),
  ];
  // Functions alone would hide that nobody has a ritual.
  const isEmpty = figures.teams.length === 0 && lines.length > 0;
  return part(facts, {
    name: 'teams',
    lines: isEmpty ? [noRitual, ...lines] : lines,
    whenEmpty: noRitual,
    rest: othersHeld(figures, keeping.length),
    room: 900,
  });
}

/** Teams that met, and that neither a line nor the sentence about the silent tells. */
function othersHeld({ teams }: Figures, told: number): number {
  return Math.max(0, teams.filter((team) => !isSilent(team) && team.now.held > 0).length - told);
}

/** "Kept in 12 of 14 meetings, 86 % (+3 points) · 61 % of those waited for answered" */
export function keptSentence(figures: Pick<Figures, 'functions'>): string {
  const now = summed(figures.functions.map((one) => one.now));
  const before = summed(figures.functions.flatMap((one) => one.before ?? []));
  if (now.held === 0) return 'No meeting ended this week.';
  return `Kept in ${keptWords(now, before)}`;
}

export function summed(weeks: readonly Kept[]): Kept {
  const add = (figure: keyof Kept) => weeks.reduce((sum, week) => sum + week[figure], 0);
  return {
    held: add('held'),
    kept: add('kept'),
    waitedFor: add('waitedFor'),
    answered: add('answered'),
  };
}

/** "12 of 14 meetings, 86 % (+3 points) · 61 % answered (−2 points)"; points only where both weeks have figures. */
export function keptWords(now: Kept, before: Kept | null): string {
  const kept = share(now.kept, now.held);
  const keptBefore = before && share(before.kept, before.held);
  const took = share(now.answered, now.waitedFor);
  const tookBefore = before && share(before.answered, before.waitedFor);
  const answered = took === null ? '' : ` · ${percent(took)} answered${change(took, tookBefore)}`;
  return `${now.kept} of ${count(now.held, 'meeting')}, ${percent(kept)}${change(kept, keptBefore)}${answered}`;
}

function withoutRitual(functions: readonly CompanyFunction[], { who }: Reader): string[] {
  if (functions.length === 0) return [];
  const names = functions
    .slice(0, mostFunctions)
    .map(({ name, leadId }) => `${escapedWithin(name, 40)}${leadId ? ` (${who(leadId)})` : ''}`);
  const rest = functions.length > mostFunctions ? ` and ${functions.length - mostFunctions} more` : '';
  return [`• No ritual: ${names.join(', ')}${rest}`];
}

/** "*3 of 9 teams* have recorded no decision since Oct 19: Sales sync (30 weeks) and 2 more" */
function silentSentence({ figures, silent }: DigestFacts): string[] {
  const all = figures.teams.filter(isSilent);
  if (all.length === 0) return [];
  const shortest = Math.min(...all.map(({ silentWeeks }) => silentWeeks));
  const since = dayName(addDays(figures.weekOf, -7 * shortest));
  const names = silent.map(
    (team) => `${teamName(team)} (${count(team.silentWeeks, 'week')}${pausedWords(team)})`,
  );
  const rest = all.length - silent.length;
  const more = rest > 0 ? [...names, `${rest} more`] : names;
  const have = all.length === 1 ? 'has' : 'have';
  return [
    `• *${all.length} of ${count(figures.teams.length, 'team')}* ${have} recorded no decision since ${since}: ${more.join(', ')}`,
  ];
}

function missedSentence(missed: number): string[] {
  if (missed === 0) return [];
  const them = missed === 1 ? 'it' : 'them';
  return [`• ${count(missed, 'meeting')} ended unasked, because I heard of ${them} too late`];
}

const pausedWords = ({ paused }: NamedTeam): string => (paused ? ', paused' : '');

/** One team’s week, whatever it was. */
export function teamLine(team: NamedTeam): string {
  const { now, before, silentWeeks } = team;
  if (isSilent(team)) {
    const paused = team.paused ? ' (paused)' : '';
    return `• ${teamName(team)}: no decision for ${count(silentWeeks, 'week')}${paused}`;
  }
  if (now.held === 0)
    return `• ${teamName(team)}: no meeting ended this week${team.paused ? ' (paused)' : ''}`;
  return `• ${teamName(team)}: kept ${keptWords(now, before)}`;
}

function teamName({ name, functionName }: Pick<NamedTeam, 'name' | 'functionName'>): string {
  const its = functionName === null ? '' : ` (${escapedWithin(functionName, 60)})`;
  return `${escapedWithin(name, 80)}${its}`;
}
