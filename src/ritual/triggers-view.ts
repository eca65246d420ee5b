// The page that lists all the ways in which a ritual notices the end of its meeting, and its quiet days.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Days } from '../people/days.ts';
import { escaped } from '../platform/slack-text.ts';
import { button, buttons, form, input, page, section, textInput } from '../platform/view-parts.ts';
import type { Ritual } from './ritual.ts';
import { daysWords, scheduleWords } from './schedule-words.ts';

/** A trigger that can be taken away: what the page says of it, and the id by which its button names it. */
export interface TriggerLine {
  id: string | number;
  text: string;
}

export interface TriggersFacts {
  ritual: Ritual;
  quietDays: Days[];
  calendars: TriggerLine[];
  webhooks: TriggerLine[];
  /** What was just done, to be read first. */
  news?: string;
}

const mostShown = 20;

export function triggersPage({ ritual, quietDays, calendars, webhooks, news }: TriggersFacts): ModalView {
  const { conversationId, schedules, huddles } = ritual;
  const lines: KnownBlock[] = [
    ...schedules.map((schedule) =>
      line(scheduleWords(schedule), 'schedule.remove', `${conversationId} ${scheduleWords(schedule)}`),
    ),
    ...calendars.map(({ id, text }) => line(text, 'calendar.remove', id)),
    ...webhooks.map(({ id, text }) => line(text, 'webhook.remove', id)),
  ];
  const hand = 'At any time: `/ritual ask`, `/decided`, or _Ask about this decision_ in a message’s menu.';
  return page('When it asks', [
    ...(news ? [section(news)] : []),
    section(`*${escaped(ritual.name)}* notices the end of its meeting (times in ${ritual.timeZone}):`),
    ...(lines.length > 0 ? lines : [section('Nothing is scheduled yet.')]),
    section(
      huddles
        ? 'When a huddle in this channel ends that had two people or more and took five minutes or more.'
        : 'Not when a huddle in this channel ends.',
      button(huddles ? 'Turn off' : 'Turn on', huddles ? 'huddles.off' : 'huddles.on', conversationId, {
        label: huddles ? 'Turn huddles off' : 'Turn huddles on',
      }),
    ),
    section(hand),
    buttons(
      'add',
      button('Add a time', 'schedule.form', conversationId),
      button('Add a calendar', 'calendar.form', conversationId),
      button('Add a webhook', 'webhook.form', conversationId),
    ),
    section(
      `*Quiet days*\n${quietDays.length > 0 ? quietDays.slice(0, mostShown).map(daysWords).join('\n') : 'None. Nothing is asked on a quiet day.'}`,
      button('Change', 'quiet.form', conversationId, { label: 'Change the quiet days' }),
    ),
  ]);
}

function line(text: string, action: string, value: string | number): KnownBlock {
  const spoken = text.replaceAll(/[*_`]/g, '');
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  return section(words, button('Remove', action, value, { label: `Remove: ${spoken}` }));
}

export function quietDaysForm(conversationId: string, quietDays: Days[]): ModalView {
  const typed = quietDays
    .map(({ first, last }) => (first === last ? first : `${first} – ${last}`))
    .join('\n');
  return form(
    'quiet_days',
    'Quiet days',
    [
      input(
        'days',
        'Days on which nothing is asked',
        textInput({ initial: typed || undefined, most: 3000, tall: true, placeholder: '24 Dec – 1 Jan' }),
        {
          optional: true,
          hint: 'One a line: 24 Dec, 2026-12-24, or 24 Dec – 1 Jan. Holidays from a calendar: add it as a calendar.',
        },
      ),
    ],
    { submit: 'Save', metadata: conversationId },
  );
}
