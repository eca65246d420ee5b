// The weekly digest as the sponsor reads it: what needs an owner first, figures after.
import type { KnownBlock } from '@slack/types';
import { fewestReviewed, sharesOf } from '../decision/hit-rate.ts';
import type { Told } from '../decision/load-round.ts';
import { endingWords } from '../decision/matter.ts';
import { fateLine } from '../decision/matter-view.ts';
import { tallySentence } from '../decision/root-view.ts';
import { answersIn } from '../decision/verdict.ts';
import { type CompanyFunction, segments } from '../people/workspace.ts';
import type { Message } from '../platform/drawing.ts';
import { count, cut, day, escaped, mention } from '../platform/slack-text.ts';
import { context, fitMessage, header, list } from '../platform/view-parts.ts';
import { change, percent, share, silentAfterWeeks } from './figures.ts';
import type { DigestFacts, NamedTeam, Owed } from './load-digest.ts';

const weekday = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });

/** "March 9": a header takes no date markup, and the day is the sponsor's own already. */
function dayName(date: string): string {
  return weekday.format(new Date(`${date}T00:00:00.000Z`));
}

export function digestMessage(facts: DigestFacts): Message {
  const { figures } = facts;
  const title = `The week to ${dayName(figures.weekOf)}: what customers would think`;
  const missed = figures.missedWeeks.map(dayName).join(', ');
  const blocks: KnownBlock[] = [
    header(title),
    ...(missed
      ? [context(`Not told, because I was not running when they fell due: the weeks to ${missed}.`)]
      : []),
    list('Needs its owner now', ownerLines(facts), 'Nothing is overdue or due this week.'),
    list('Decisions customers would dislike', facts.disliked.map(decisionLine), 'None.'),
    list('Blind spots', facts.blindSpots.map(decisionLine), 'None.'),
    list('The ritual, by team', teamLines(facts), noRitual),
    list('Whom we listened to', segmentLines(facts), noVoices),
    list('What customers said', themeLines(facts), 'No themes this week. Add a #theme when you type `/voc`.'),
    list('Were we right', hitRateLines(facts), nothingReviewed),
  ];
  const more = context('This is as much as one message holds; the rest is not shown.');
  return { text: title, blocks: fitMessage(blocks, more) };
}

const noRitual =
  'No channel has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.';
const nothingReviewed =
  'Nothing has been looked back on yet. Each decision names the day on which its owner is asked what customers thought.';
const noVoices = 'Nobody saved a customer’s words this week. `/voc` and what they said is all it takes.';

function ownerLines({ overdue, due }: DigestFacts): string[] {
  return [
    ...overdue.map((owed) => `🔴 ${owedLine(owed)}, was due ${day(owed.matter.dueAt)}`),
    ...due.map((owed) => `• ${owedLine(owed)}, due ${day(owed.matter.dueAt)}`),
  ];
}

function owedLine({ matter, told }: Owed): string {
  const settled = matter.ending ? ` (since then: ${endingWords[matter.ending].toLowerCase()})` : '';
  return `${mention(matter.ownerId)}: decision ${told.decision.id}, ${short(told)} · ${matter.kind}${settled}`;
}

function decisionLine(told: Told): string {
  // Fewer than three answers could give a person away.
  const tally = answersIn(told.tally) >= 3 ? `${tallySentence(told.tally)} ` : '';
  return `• Decision ${told.decision.id}, ${short(told)} · ${tally}${fateLine(told, 120)}`;
}

/** Enough of a statement to know it again. */
function short({ decision }: Told): string {
  return `“${escaped(cut(decision.statement.replace(/\s+/g, ' '), 100))}”`;
}

function teamLines({ functionsWithoutRitual, teams, figures }: DigestFacts): string[] {
  const isSilent = (team: NamedTeam) => team.silentWeeks >= silentAfterWeeks;
  const silent = teams.filter(isSilent).sort((a, b) => b.silentWeeks - a.silentWeeks);
  const keeping = teams.filter((team) => !isSilent(team)).sort((a, b) => a.now.kept - b.now.kept);
  return [
    ...withoutRitual(functionsWithoutRitual),
    ...silent.map(
      (team) =>
        `• ${teamName(team)} has recorded no decision for ${count(team.silentWeeks, 'week')}${paused(team)}`,
    ),
    ...keeping.map(teamLine),
    ...missedLine(figures.missedRounds),
  ];
}

/** All in one line, so that the teams below stay in sight. */
function withoutRitual(functions: CompanyFunction[]): string[] {
  if (functions.length === 0) return [];
  const names = functions.slice(0, 15).map(({ name, leadId }) => {
    return leadId ? `${escaped(name)} (${mention(leadId)})` : escaped(name);
  });
  const rest = functions.length > 15 ? ` and ${functions.length - 15} more` : '';
  return [`• No ritual: ${names.join(', ')}${rest}`];
}

function missedLine(missed: number): string[] {
  if (missed === 0) return [];
  const them = missed === 1 ? 'it' : 'them';
  return [
    `• ${count(missed, 'meeting')} ended without being asked about, because I heard of ${them} too late`,
  ];
}

const paused = (team: NamedTeam): string => (team.paused ? ' (paused)' : '');

function teamLine(team: NamedTeam): string {
  const { now, before } = team;
  if (now.held === 0) return `• ${teamName(team)}: no round ended this week${paused(team)}`;
  const participation = share(now.answered, now.waitedFor);
  const earlier = before ? share(before.answered, before.waitedFor) : null;
  const answered =
    participation === null
      ? ''
      : ` · ${now.answered} of ${count(now.waitedFor, 'person', 'people')} answered, ${percent(participation)}${change(participation, earlier)}`;
  return `• ${teamName(team)}: kept ${now.kept} of ${count(now.held, 'meeting')}${answered}`;
}

function teamName({ name, functionName }: NamedTeam): string {
  return functionName ? `${escaped(name)} (${escaped(functionName)})` : escaped(name);
}

function segmentLines({ figures }: DigestFacts): string[] {
  if (figures.voices === 0) return [];
  const lines = figures.voicesBySegment.map(({ segment, count: n }) => {
    const label = segments.find(({ name }) => name === segment)?.label ?? 'Segment unknown';
    return `• ${label}: ${count(n, 'voice')}, ${percent(share(n, figures.voices))}`;
  });
  const unheard = segments.filter(
    ({ name }) => !figures.voicesBySegment.some(({ segment }) => segment === name),
  );
  return [...lines, ...unheard.map(({ label }) => `• ${label}: nobody`)];
}

function themeLines({ figures }: DigestFacts): string[] {
  return figures.themes.map(({ theme, count: n }) => `• #${escaped(theme)}: ${count(n, 'voice')}`);
}

/** Beside what always guessing the commonest outcome would have reached. */
function hitRateLines({ figures }: DigestFacts): string[] {
  const { n, hits, baseHits } = figures.hitRate;
  const shares = sharesOf(figures.hitRate);
  if (n === 0) return [];
  if (!shares) return [`• Not enough data: ${n} of at least ${fewestReviewed} decisions that stood`];
  return [
    `• Right about ${hits} of ${n} decisions that stood, ${percent(shares.rate)}; always guessing the commonest outcome: ${baseHits} of ${n}, ${percent(shares.base)}`,
  ];
}
