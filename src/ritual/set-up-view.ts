// The form that sets a ritual up, and the one that adds another time.
import type { KnownBlock, ModalView } from '@slack/types';
import type { CompanyFunction } from '../people/workspace.ts';
import {
  button,
  buttons,
  dateInput,
  form,
  input,
  option,
  section,
  textInput,
} from '../platform/view-parts.ts';
import { defaultQuestion, oneThird, type Ritual } from './ritual.ts';
import type { Schedule } from './schedule.ts';
import { rhythms, rhythmValue, scheduleWords, weekdayNames } from './schedule-words.ts';
import { shares, shareValue } from './share.ts';

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
  const zone = ritual?.timeZone ?? facts.timeZone;
  const [shown] = ritual?.schedules ?? [];
  return form(
    'set_up_ritual',
    ritual ? 'Change the ritual' : 'Set up a ritual',
    [
      section(
        `When the meeting of <#${conversationId}> ends, I ask its people one question, once, in this channel.`,
      ),
      ...(ritual ? [moreButton(conversationId)] : []),
      input(
        'name',
        'Name of the meeting',
        textInput({ initial: ritual?.name ?? conversationName, most: 80 }),
      ),
      ...scheduleInputs(shown, 'None: I ask only when somebody types /ritual ask or /decided.'),
      input(
        'time_zone',
        'Time zone',
        { type: 'external_select', min_query_length: 1, initial_option: option(zone, zone) },
        { hint: 'Type a city such as Berlin, or a large city in the same zone.' },
      ),
      input(
        'people',
        'Who is asked',
        { type: 'multi_users_select', ...named },
        { optional: true, hint: 'Leave empty to ask everyone in the channel, up to twelve people.' },
      ),
      shareInput(ritual),
      namesInput(ritual),
      ...functionInput(facts),
      input(
        'question',
        'The question',
        textInput({ initial: ritual?.question ?? defaultQuestion, most: 300 }),
      ),
    ],
    { submit: 'Save', metadata: [conversationId, ...(shown ? [scheduleWords(shown)] : [])].join(' ') },
  );
}

function moreButton(conversationId: string): KnownBlock {
  return buttons(
    'more',
    button('More times, calendars, huddles, quiet days', 'triggers.page', conversationId),
  );
}

/** Another time at which the meeting ends, besides the first. */
export function addTimeForm(conversationId: string): ModalView {
  return form('add_time', 'Another time', scheduleInputs(undefined), {
    submit: 'Add',
    metadata: conversationId,
  });
}

/** `hint`: what it means to choose no day, where that is allowed. */
function scheduleInputs(schedule: Schedule | undefined, hint?: string): KnownBlock[] {
  const days = weekdayNames.map((name, index) => option(name, index + 1));
  const initialDays = days.filter((_day, index) => schedule?.weekdays.includes(index + 1));
  const often = rhythms.map(({ value, text }) => option(text, value));
  const value = rhythmValue(schedule?.rhythm ?? { everyWeeks: 1, from: '' });
  const chosen = often.find((it) => it.value === value);
  const isSpaced = schedule && 'everyWeeks' in schedule.rhythm && schedule.rhythm.everyWeeks > 1;
  return [
    input(
      'weekdays',
      'Days it ends on',
      {
        type: 'checkboxes',
        options: days,
        ...(initialDays.length > 0 ? { initial_options: initialDays } : {}),
      },
      hint === undefined ? {} : { optional: true, hint },
    ),
    input('end_time', 'Time it ends', { type: 'timepicker', initial_time: schedule?.endTime ?? '10:00' }),
    input('rhythm', 'How often', {
      type: 'static_select',
      options: often,
      ...(chosen ? { initial_option: chosen } : {}),
    }),
    input(
      'held_on',
      'A day on which it is held',
      dateInput(isSpaced && 'from' in schedule.rhythm ? schedule.rhythm.from : undefined),
      {
        optional: true,
        hint: 'Only for every two weeks or more, to know which weeks. Empty: from its next day on.',
      },
    ),
  ];
}

/** A round that is open keeps the share that it was asked under. */
function shareInput(ritual: Ritual | undefined): KnownBlock {
  const options = shares.map((share) => option(`${share.words} of the opinions`, shareValue(share)));
  const chosen = options.find(({ value }) => value === shareValue(ritual?.reconsiderAt ?? oneThird));
  return input(
    'reconsider_at',
    'Reconsider a decision when it is disliked by',
    { type: 'static_select', options, ...(chosen ? { initial_option: chosen } : {}) },
    { hint: 'Its owner must then keep, change or reverse it, with a reason. Counts from the next round on.' },
  );
}

/** A round that is open keeps its own kind. */
function namesInput(ritual: Ritual | undefined): KnownBlock {
  const named = option('Yes: after the close everyone reads who answered what', 'named');
  const anonymous = option('No: who answered what is never kept', 'anonymous');
  return input(
    'names',
    'Whether answers carry names',
    {
      type: 'radio_buttons',
      options: [named, anonymous],
      initial_option: ritual?.anonymous ? anonymous : named,
    },
    { hint: 'Without names, five people or more must be asked. Counts from the next round on.' },
  );
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
      { optional: true, hint: 'The part of the company that this meeting belongs to.' },
    ),
  ];
}
