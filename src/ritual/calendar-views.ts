// How calendars look: the form, what was read, the line that stands for one, and what is told when one fails.
import type { KnownBlock, ModalView } from '@slack/types';
import { type CalendarEvent, type CalendarWishes, mostFilterCharacters } from '../calendar/event.ts';
import type { WholeReading } from '../calendar/read-calendar.ts';
import type { Message } from '../platform/drawing.ts';
import { sentence } from '../platform/reply.ts';
import { count, dateTime, escaped, escapedWithin } from '../platform/slack-text.ts';
import { button, buttons, context, form, input, option, section, textInput } from '../platform/view-parts.ts';
import { type Calendar, maskedAddress } from './calendar.ts';
import type { Ritual } from './ritual.ts';
import { daysWords } from './schedule-words.ts';

const title = 'Add a calendar';

const purposes = [
  option('Its events are meetings: ask when one ends', 'meetings'),
  option('Its all-day events are holidays: quiet days', 'holidays'),
];

export function calendarForm(conversationId: string): ModalView {
  const [meetings] = purposes;
  return form(
    'add_calendar',
    title,
    [
      input('address', 'Secret address of the calendar', textInput({ most: 2000 }), {
        hint: 'In iCal format. Google Calendar: Settings, the calendar, “Secret address in iCal format”. Outlook: Settings, “Shared calendars”, publish, the ICS link. I keep it to myself.',
      }),
      input('purpose', 'What it holds', {
        type: 'radio_buttons',
        options: purposes,
        ...(meetings ? { initial_option: meetings } : {}),
      }),
      input(
        'title_filter',
        'Part of the title',
        textInput({ most: mostFilterCharacters, placeholder: 'Product weekly' }),
        { optional: true, hint: 'Only events whose title holds this count. Empty: all of them.' },
      ),
      input(
        'pattern',
        'For experts',
        {
          type: 'checkboxes',
          options: [option('The part of the title is a pattern (regular expression)', 'yes')],
        },
        { optional: true },
      ),
    ],
    { submit: 'Read it', metadata: conversationId },
  );
}

/** What was read comes in its place; should that be lost on the way, it can be read again. */
export function readingForm(key: string): ModalView {
  const words =
    'Reading the calendar… This takes a few seconds. If nothing more comes, press *Read it again*.';
  return form('read_calendar_again', title, [section(words)], { submit: 'Read it again', metadata: key });
}

const mostPreviewed = 5;

export function previewForm(
  key: string,
  wishes: CalendarWishes,
  { events, unreadable }: WholeReading,
  now: Date,
): ModalView {
  const next = events.filter(({ endsAt }) => endsAt > now);
  const shown = next.slice(0, mostPreviewed).map((event) => `• ${eventWords(event)}`);
  const isMeetings = wishes.purpose === 'meetings';
  const found = isMeetings
    ? `I would ask when these end${next.length > mostPreviewed ? ', and more after them' : ''}:`
    : `I would ask nothing on these days${next.length > mostPreviewed ? ', nor on more after them' : ''}:`;
  const nothing = `No ${isMeetings ? 'event' : 'all-day event'} of the next sixty days matches${wishes.titleFilter ? ` “${escaped(wishes.titleFilter)}”` : ''}. You can use the calendar all the same, and I will look again every half hour.`;
  return form(
    'use_calendar',
    title,
    [
      section(`I can read \`${maskedAddress(wishes.address)}\`.`),
      section(shown.length > 0 ? [found, ...shown].join('\n') : nothing),
      ...(unreadable > 0
        ? [context(`I left out what I could not read: ${count(unreadable, 'event')}.`)]
        : []),
    ],
    { submit: 'Use this calendar', metadata: key },
  );
}

function eventWords({ endsAt, isAllDay, firstDay, lastDay }: CalendarEvent): string {
  return isAllDay ? daysWords({ first: firstDay, last: lastDay }) : dateTime(endsAt);
}

/** `because` is the end of a sentence. */
export function unreadableForm(key: string, conversationId: string, because: string): ModalView {
  const blocks: KnownBlock[] = [
    section(`I could not read this calendar: ${because}. Nothing was saved.`),
    context(
      'Try again in a moment, or copy the address anew: it is the one in iCal format (ICS) that you need.',
    ),
    buttons('again', button('Enter it anew', 'calendar.anew', conversationId)),
  ];
  return form('read_calendar_again', title, blocks, { submit: 'Try again', metadata: key });
}

/** As the line of a list: "when an event of … ends whose title holds “weekly”". */
export function calendarWords({ address, purpose, titleFilter, isPattern, problem }: Calendar): string {
  const name = `\`${escaped(maskedAddress(address))}\``;
  const verb = isPattern ? 'matches' : 'holds';
  const filter = titleFilter ? ` whose title ${verb} “${escapedWithin(titleFilter, 100)}”` : '';
  const what =
    purpose === 'meetings'
      ? `when an event of the calendar ${name}${filter} ends`
      : `not on the holidays of the calendar ${name}${filter}`;
  return problem === null ? what : `${what} (I cannot read it now: ${escaped(problem)})`;
}

/** Null when it can be read again. */
export function failingMessage(ritual: Ritual, { address, failingSince, problem }: Calendar): Message | null {
  if (failingSince === null || problem === null) return null;
  return sentence(
    `Since ${dateTime(failingSince)} I cannot read the calendar \`${escaped(maskedAddress(address))}\` of the ritual *${escaped(ritual.name)}* in <#${ritual.conversationId}>: ${escaped(problem)}. ` +
      'I go by what I read last and keep trying, so there is nothing to do if it mends itself. If its address has changed, type `/ritual setup` in the channel, remove the calendar from the list of its triggers and add it anew.',
  );
}
