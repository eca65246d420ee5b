// How rituals look: the set-up form, the status, and what a facilitator is told.
import type { ModalView } from '@slack/types';
import type { CompanyFunction } from '../people/workspace.ts';
import { sentence } from '../platform/reply.ts';
import type { Message } from '../platform/sender.ts';
import { dateTime, escaped, mention } from '../platform/slack-text.ts';
import { form, input, option, section, textInput } from '../platform/view-parts.ts';
import { defaultQuestion, type Ritual } from './ritual.ts';
import type { Round } from './round.ts';
import type { Schedule } from './schedule.ts';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const weekdayName = (weekday: number): string => weekdayNames[weekday - 1] ?? '';

/** "Tuesday and Thursday at 10:30, Europe/Berlin time", or that it is asked by hand. */
export function describeSchedule({ weekdays, endTime, timeZone }: Schedule): string {
  if (weekdays.length === 0) return 'only when somebody asks, with `/ritual ask` or `/decided`';
  const names = weekdays.map(weekdayName);
  const last = names.pop();
  return `${names.length > 0 ? `${names.join(', ')} and ${last}` : last} at ${endTime}, ${timeZone} time`;
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
  const { ritual, functions, personIds } = facts;
  const chosen = ritual?.schedule.weekdays ?? [];
  const days = weekdayNames.map((name, index) => option(name, index + 1));
  const initialDays = days.filter((_day, index) => chosen.includes(index + 1));
  const zone = ritual?.schedule.timeZone ?? facts.timeZone;
  const choices = functions.map(({ id, name }) => option(name, id));
  const choice = choices.find(({ value }) => value === String(ritual?.functionId));
  return form(
    'set_up_ritual',
    ritual ? 'Change the ritual' : 'Set up a ritual',
    [
      section(
        `When the meeting of <#${facts.conversationId}> ends, I ask its people one question, once, in this channel.`,
      ),
      input(
        'name',
        'Name of the meeting',
        textInput({ initial: ritual?.name ?? facts.conversationName, most: 80 }),
      ),
      input(
        'weekdays',
        'It ends on',
        {
          type: 'checkboxes',
          options: days,
          ...(initialDays.length > 0 ? { initial_options: initialDays } : {}),
        },
        { optional: true, hint: 'None: I ask only when somebody types /ritual ask or /decided.' },
      ),
      input('end_time', 'at', { type: 'timepicker', initial_time: ritual?.schedule.endTime ?? '10:00' }),
      input(
        'time_zone',
        'in the time of',
        { type: 'external_select', min_query_length: 1, initial_option: option(zone, zone) },
        { hint: 'Type a city, such as Berlin or New York.' },
      ),
      input(
        'people',
        'Who is asked',
        { type: 'multi_users_select', ...(personIds.length > 0 ? { initial_users: personIds } : {}) },
        { optional: true, hint: 'Nobody named: everyone in the channel, when they are at most twelve.' },
      ),
      ...(choices.length > 0
        ? [
            input(
              'function',
              'Function',
              { type: 'static_select', options: choices, ...(choice ? { initial_option: choice } : {}) },
              { optional: true, hint: 'The part of the company that this meeting belongs to.' },
            ),
          ]
        : []),
      input(
        'question',
        'The question',
        textInput({ initial: ritual?.question ?? defaultQuestion, most: 300 }),
      ),
    ],
    { submit: 'Save', metadata: facts.conversationId },
  );
}

/** Read out after the form was saved. */
export function savedText(ritual: Ritual, next: Date | null): string {
  if (ritual.pausedBecause !== null)
    return `Saved. The ritual is still paused: \`/ritual resume\` starts it.`;
  if (!next)
    return 'Saved. Nothing is scheduled: ask with `/ritual ask`, or record a decision with `/decided`.';
  return `Saved. I ask ${describeSchedule(ritual.schedule)}; the first time is ${dateTime(next)}.`;
}

interface StatusFacts {
  ritual: Ritual;
  functionName: string | null;
  next: Date | null;
  open: Round[];
  missed: Round | undefined;
  silentRounds: number;
  personIds: string[];
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
    facts.personIds.length > 0
      ? `Waits for ${facts.personIds.map(mention).join(', ')}.`
      : 'Waits for everyone in the channel, when they are at most twelve.',
    ...open.map(
      (round) => `A round is open since ${dateTime(round.openedAt)} and closes ${dateTime(round.closesAt)}.`,
    ),
    missed ? `Missed: the meeting that ended ${dateTime(missed.openedAt)}, because I was not running.` : '',
    facts.silentRounds >= 3 ? `The last ${facts.silentRounds} meetings recorded no decision.` : '',
  ];
  return sentence(lines.filter(Boolean).join('\n'));
}

export function newFacilitatorMessage(ritual: Ritual): Message {
  return sentence(
    `The facilitator of *${escaped(ritual.name)}* in <#${ritual.conversationId}> has left, so the ritual is yours now. ` +
      'Somebody of that channel can take it over with `/ritual take`.',
  );
}
