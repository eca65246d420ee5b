// How rituals look: the set-up form, the status, and what a facilitator is told.
import type { KnownBlock, ModalView } from '@slack/types';
import type { CompanyFunction } from '../people/workspace.ts';
import type { Message } from '../platform/drawing.ts';
import { sentence } from '../platform/reply.ts';
import { count, dateTime, escaped, mention } from '../platform/slack-text.ts';
import { form, input, list, option, section, textInput } from '../platform/view-parts.ts';
import { defaultQuestion, mostUnnamedRoster, type Ritual } from './ritual.ts';
import type { Round } from './round.ts';
import type { Schedule } from './schedule.ts';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const weekdayName = (weekday: number): string => weekdayNames[weekday - 1] ?? '';

/** "on Tuesdays and Thursdays at 10:30 (Europe/Berlin)", or that it is asked by hand. */
export function describeSchedule({ weekdays, endTime, timeZone }: Schedule): string {
  if (weekdays.length === 0) return 'by hand, with `/ritual ask` or `/decided`';
  const names = weekdays.map((weekday) => `${weekdayName(weekday)}s`);
  const last = names.pop();
  const days = names.length > 0 ? `${names.join(', ')} and ${last}` : last;
  return `on ${days} at ${endTime} (${timeZone})`;
}

interface SetUpFacts {
  conversationId: string;
  conversationName: string;
  ritual: Ritual | undefined;
  functions: CompanyFunction[];
  personIds: string[];
  /** The zone to propose for a new ritual: the person's own. */
  timeZone: string;
}

export function setUpForm(facts: SetUpFacts): ModalView {
  const { ritual, conversationId, conversationName, personIds } = facts;
  const named = personIds.length > 0 ? { initial_users: personIds } : {};
  return form(
    'set_up_ritual',
    ritual ? 'Change the ritual' : 'Set up a ritual',
    [
      section(
        `When the meeting of <#${conversationId}> ends, I ask its people one question, once, in this channel.`,
      ),
      input(
        'name',
        'Name of the meeting',
        textInput({ initial: ritual?.name ?? conversationName, most: 80 }),
      ),
      ...scheduleInputs(facts),
      input(
        'people',
        'Who is asked',
        { type: 'multi_users_select', ...named },
        {
          optional: true,
          hint: 'Leave empty to ask everyone in the channel, up to twelve people.',
        },
      ),
      ...functionInput(facts),
      input(
        'question',
        'The question',
        textInput({ initial: ritual?.question ?? defaultQuestion, most: 300 }),
      ),
    ],
    { submit: 'Save', metadata: conversationId },
  );
}

function scheduleInputs({ ritual, timeZone }: SetUpFacts): KnownBlock[] {
  const chosen = ritual?.schedule.weekdays ?? [];
  const days = weekdayNames.map((name, index) => option(name, index + 1));
  const initialDays = days.filter((_day, index) => chosen.includes(index + 1));
  const initial = initialDays.length > 0 ? { initial_options: initialDays } : {};
  const zone = ritual?.schedule.timeZone ?? timeZone;
  return [
    input(
      'weekdays',
      'Days it ends on',
      { type: 'checkboxes', options: days, ...initial },
      {
        optional: true,
        hint: 'None: I ask only when somebody types /ritual ask or /decided.',
      },
    ),
    input('end_time', 'Time it ends', {
      type: 'timepicker',
      initial_time: ritual?.schedule.endTime ?? '10:00',
    }),
    input(
      'time_zone',
      'Time zone',
      { type: 'external_select', min_query_length: 1, initial_option: option(zone, zone) },
      { hint: 'Type a city, such as Berlin or New York.' },
    ),
  ];
}

/** Nothing to choose from, nothing to ask: the sponsor lists the functions in the App Home. */
function functionInput({ ritual, functions }: SetUpFacts): KnownBlock[] {
  if (functions.length === 0) return [];
  const options = functions.map(({ id, name }) => option(name, id));
  const chosen = options.find(({ value }) => value === String(ritual?.functionId));
  const initial = chosen ? { initial_option: chosen } : {};
  return [
    input(
      'function',
      'Function',
      { type: 'static_select', options, ...initial },
      {
        optional: true,
        hint: 'The part of the company that this meeting belongs to.',
      },
    ),
  ];
}

/** Read out after the form was saved. */
export function savedText(ritual: Ritual, next: Date | null): string {
  if (ritual.pausedBecause !== null) return 'Saved. The ritual is still paused: `/ritual resume` starts it.';
  if (!next)
    return 'Saved. Nothing is scheduled: ask with `/ritual ask`, or record a decision with `/decided`.';
  return `Saved. I ask ${describeSchedule(ritual.schedule)}; next ${dateTime(next)}.`;
}

export function resumedText(next: Date | null): string {
  return next ? `The ritual runs again. I ask next ${dateTime(next)}.` : 'The ritual runs again, by hand.';
}

interface StatusFacts {
  ritual: Ritual;
  functionName: string | null;
  next: Date | null;
  open: Round[];
  missed: Round | undefined;
  silentRounds: number;
  personIds: string[];
  memberCount: number;
}

export function status(facts: StatusFacts): Message {
  const { ritual, next, open, missed } = facts;
  const lines = [
    `*${escaped(ritual.name)}*${facts.functionName ? ` · ${escaped(facts.functionName)}` : ''} · facilitator ${mention(ritual.facilitatorId)}`,
    `Asks ${describeSchedule(ritual.schedule)}.`,
    ritual.pausedBecause !== null
      ? `Paused: ${ritual.pausedBecause}. \`/ritual resume\` starts it again.`
      : '',
    next ? `Next: ${dateTime(next)}.` : '',
    rosterLine(facts),
    ...open.map(
      (round) =>
        `A round has been open since ${dateTime(round.openedAt)} and closes ${dateTime(round.closesAt)}.`,
    ),
    missed ? `Missed: the meeting that ended ${dateTime(missed.openedAt)}, because I was not running.` : '',
    facts.silentRounds >= 3 ? `The last ${facts.silentRounds} meetings recorded no decision.` : '',
  ];
  return sentence(lines.filter(Boolean).join('\n'));
}

function rosterLine({ personIds, memberCount }: StatusFacts): string {
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
