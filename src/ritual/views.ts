// What rituals say: their status, and what a facilitator is told.
import type { Days } from '../people/days.ts';
import type { Message } from '../platform/drawing.ts';
import { sentence } from '../platform/reply.ts';
import { count, cut, dateTime, escaped, mention } from '../platform/slack-text.ts';
import { list, section } from '../platform/view-parts.ts';
import { rosterCount, smallestAnonymousRoster } from './anonymity.ts';
import { mostUnnamedRoster, oneThird, type Ritual } from './ritual.ts';
import type { Round } from './round.ts';
import { daysWords, schedulesWords } from './schedule-words.ts';
import { shareValue, shareWords } from './share.ts';
import type { Upcoming } from './upcoming.ts';

/** Read out after the form was saved. */
export function savedText(ritual: Ritual, next: Upcoming | undefined): string {
  if (ritual.pausedBecause !== null) return 'Saved. The ritual is still paused: `/ritual resume` starts it.';
  const then = next ? `; next ${dateTime(next.at)}` : '';
  const days = schedulesWords(ritual);
  if (days) return `Saved. I ask ${days}${then}.`;
  if (next) return `Saved. I ask next ${dateTime(next.at)}.`;
  return 'Saved. No time is set: I ask in the other ways listed here, or by hand.';
}

export function resumedText(next: Upcoming | undefined): string {
  return next
    ? `The ritual runs again. I ask next ${dateTime(next.at)}.`
    : 'The ritual runs again. No end is foreseen; `/ritual status` tells in which ways it asks.';
}

/** “Nothing is asked on Tue 24 Nov 2026; I ask next …” */
export function skippedText(days: Days, next: Upcoming | undefined): string {
  const then = next ? ` I ask next ${dateTime(next.at)}.` : '';
  return `Nothing is asked on ${daysWords(days)}.${then} \`/ritual setup\` lists the quiet days and changes them.`;
}

interface StatusFacts {
  ritual: Ritual;
  functionName: string | null;
  upcoming: Upcoming[];
  quietDays: Days[];
  triggers: string[];
  open: Round[];
  missed: Round | undefined;
  silentRounds: number;
  personIds: string[];
  memberIds: string[];
}

export function status(facts: StatusFacts): Message {
  const { ritual, upcoming, quietDays, open, missed } = facts;
  const lines = [
    `*${escaped(ritual.name)}*${facts.functionName ? ` · ${escaped(facts.functionName)}` : ''} · facilitator ${mention(ritual.facilitatorId)}`,
    asksLine(facts),
    ritual.pausedBecause !== null
      ? `Paused: ${ritual.pausedBecause}. \`/ritual resume\` starts it again.`
      : '',
    ...upcoming.map(
      ({ at, because }, index) => `${index === 0 ? 'Next' : 'Then'}: ${dateTime(at)}, ${because}.`,
    ),
    quietDays.length > 0 ? `Quiet: ${quietDays.slice(0, 5).map(daysWords).join(', ')}.` : '',
    rosterLine(facts),
    shareLine(ritual),
    anonymityLine(facts),
    ...open.map(
      (round) =>
        `A round has been open since ${dateTime(round.openedAt)} and closes ${dateTime(round.closesAt)}.`,
    ),
    missed
      ? `Missed: the meeting that ended ${dateTime(missed.openedAt)}, because I heard of it too late.`
      : '',
    facts.silentRounds >= 3 ? `The last ${facts.silentRounds} meetings recorded no decision.` : '',
  ];
  return sentence(lines.filter(Boolean).join('\n'));
}

/** Some meetings have long names, and Slack takes no more than 3,000 characters in all. */
const mostWays = 1200;

/** All the ways in which it asks, and that it can be asked by hand where there is no other. */
function asksLine({ ritual, triggers }: StatusFacts): string {
  const ways = [schedulesWords(ritual), ritual.huddles ? 'when a huddle here ends' : undefined, ...triggers];
  const known = ways.filter((way) => way !== undefined);
  return known.length > 0
    ? `Asks ${cut(known.join('; '), mostWays)}.`
    : 'Asks by hand, with `/ritual ask` or `/decided`.';
}

/** A promise that is kept, and what has become of it where people have left. */
function anonymityLine({ ritual, personIds, memberIds }: StatusFacts): string {
  if (!ritual.anonymous) return '';
  const counted = rosterCount(memberIds, personIds);
  const few =
    counted < smallestAnonymousRoster
      ? ` Only ${count(counted, 'person', 'people')} can be asked now; with fewer than four answers nothing is shown, so ask more in \`/ritual setup\`.`
      : '';
  return `Answers are anonymous.${few}`;
}

/** Told where it is not the usual third. */
function shareLine({ reconsiderAt }: Ritual): string {
  if (shareValue(reconsiderAt) === shareValue(oneThird)) return '';
  return `A decision goes back to its owner when ${shareWords(reconsiderAt)} of the opinions are against it.`;
}

function rosterLine({ personIds, memberIds }: StatusFacts): string {
  const memberCount = memberIds.length;
  if (personIds.length > 0) {
    const named = personIds.slice(0, 40).map(mention).join(', ');
    return `Waits for ${named}${personIds.length > 40 ? ` and ${personIds.length - 40} more` : ''}.`;
  }
  return memberCount <= mostUnnamedRoster
    ? `Waits for the ${count(memberCount, 'person', 'people')} in this channel.`
    : 'Waits for nobody in particular: this channel has more than twelve people, so name them in `/ritual setup`.';
}

/** For whoever inherits the rituals of a facilitator who left; null when others have taken them meanwhile. */
export function newFacilitatorMessage(rituals: Ritual[]): Message | null {
  if (rituals.length === 0) return null;
  const what = rituals.length === 1 ? 'a ritual' : count(rituals.length, 'ritual');
  const text = `The facilitator of ${what} has left, so ${rituals.length === 1 ? 'it is' : 'they are'} yours now. Any member of a channel can take its ritual over with \`/ritual take\`.`;
  const lines = rituals.map(({ name, conversationId }) => `• *${escaped(name)}* in <#${conversationId}>`);
  return { text, blocks: [section(text), list('Yours now', lines, '')] };
}

export function pausedMessage(ritual: Ritual): Message | null {
  if (ritual.pausedBecause === null) return null;
  return sentence(
    `The ritual *${escaped(ritual.name)}* in <#${ritual.conversationId}> is paused, because ${ritual.pausedBecause}. ` +
      'When that is mended, `/ritual resume` in the channel starts it again.',
  );
}
