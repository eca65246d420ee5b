// The weekly digest as the sponsor reads it: what needs an owner first, figures after.
import type { KnownBlock } from '@slack/types';
import type { Told } from '../decision/load-round.ts';
import { lookOfMatter } from '../decision/matter.ts';
import { fateLine } from '../decision/matter-view.ts';
import { tallySentence } from '../decision/root-view.ts';
import { segments } from '../people/workspace.ts';
import type { Message } from '../platform/sender.ts';
import { count, cut, day, escaped, mention } from '../platform/slack-text.ts';
import { context, fitMessage, header, section } from '../platform/view-parts.ts';
import { change, percent, share, silentAfterWeeks } from './figures.ts';
import type { DigestFacts, NamedTeam, Owed } from './load-digest.ts';

/** Lines a section shows before it only counts the rest. */
const mostLines = 6;

export function digestMessage(facts: DigestFacts): Message {
  const { figures } = facts;
  const title = `Week to ${figures.weekOf}: what our customers would think`;
  const missed =
    figures.missedWeeks.length > 0
      ? [
          context(
            `I was not running when these weeks’ digests fell due, so they were not told: ${figures.missedWeeks.join(', ')}.`,
          ),
        ]
      : [];
  const blocks: KnownBlock[] = [
    header(title),
    ...missed,
    ...part('Needs an owner today', ownerLines(facts), 'Nothing is overdue or due this week.'),
    ...part('Decisions customers would dislike', facts.disliked.map(decisionLine), 'None this week.'),
    ...part(
      'Blind spots',
      facts.blindSpots.map(decisionLine),
      'None: wherever people answered, most had an opinion.',
    ),
    ...part(
      'The ritual, by team',
      teamLines(facts),
      'No channel has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.',
    ),
    ...part(
      'Whom we listened to',
      segmentLines(facts),
      'Nobody recorded a customer’s words this week. `/voc` and what they said is all it takes.',
    ),
    ...part(
      'What customers said',
      themeLines(facts),
      'No themes this week. Add a #theme when you type `/voc`.',
    ),
  ];
  const more = context('There is more than fits here; the App Home tab has every open matter.');
  return { text: title, blocks: fitMessage(blocks, more) };
}

function part(title: string, lines: string[], whenEmpty: string): KnownBlock[] {
  const shown = lines.slice(0, mostLines);
  const rest = lines.length - shown.length;
  const text =
    lines.length === 0 ? whenEmpty : [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
  return [section(`*${title}*\n${text}`)];
}

function ownerLines({ overdue, due }: DigestFacts): string[] {
  return [
    ...overdue.map((owed) => `🔴 ${owedLine(owed)}, was due ${day(owed.matter.dueAt)}`),
    ...due.map((owed) => `• ${owedLine(owed)}, due ${day(owed.matter.dueAt)}`),
  ];
}

function owedLine({ matter, told }: Owed): string {
  const settled = matter.ending ? ` (settled since: ${matter.ending})` : '';
  return `${mention(matter.ownerId)}: decision ${told.decision.id}, ${short(told)} · ${lookOfMatter(matter.kind).kind}${settled}`;
}

function decisionLine(told: Told): string {
  return `• Decision ${told.decision.id}, ${short(told)} · ${tallySentence(told.tally)} ${fateLine(told)}`;
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
    ...functionsWithoutRitual.map(
      ({ name, leadId }) =>
        `• ${escaped(name)} has no ritual${leadId ? `; its lead is ${mention(leadId)}` : ''}`,
    ),
    ...silent.map(
      (team) =>
        `• ${teamName(team)} has recorded no decision for ${count(team.silentWeeks, 'week')}${team.paused ? ' (paused)' : ''}`,
    ),
    ...keeping.map(teamLine),
    ...(figures.missedRounds > 0
      ? [
          `• ${count(figures.missedRounds, 'meeting')} ended while I was not running and ${figures.missedRounds === 1 ? 'was' : 'were'} not asked about`,
        ]
      : []),
  ];
}

function teamLine(team: NamedTeam): string {
  const { now, before } = team;
  if (now.held === 0) return `• ${teamName(team)}: no meeting this week${team.paused ? ' (paused)' : ''}`;
  const participation = share(now.answered, now.waitedFor);
  const earlier = before ? share(before.answered, before.waitedFor) : null;
  const answered =
    participation === null ? '' : `, ${percent(participation)} answered${change(participation, earlier)}`;
  return `• ${teamName(team)}: kept ${now.kept} of ${now.held}${answered}`;
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
