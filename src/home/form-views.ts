// The forms of the settings.
import type { ModalView } from '@slack/types';
import type { Settings } from '../people/workspace.ts';
import { form, input, option, textInput } from '../platform/view-parts.ts';
import { weekdayName } from '../ritual/schedule-words.ts';

export function settingsForm(settings: Settings): ModalView {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => option(weekdayName(weekday), weekday));
  const day = days[settings.digestWeekday - 1] ?? option('Monday', 1);
  return form(
    'settings',
    'Settings',
    [
      input(
        'sponsor',
        'Sponsor',
        { type: 'users_select', ...(settings.sponsorId ? { initial_user: settings.sponsorId } : {}) },
        { hint: 'The one person who receives the weekly digest, usually the Chief Customer Officer.' },
      ),
      input('digest_weekday', 'Digest day', { type: 'static_select', options: days, initial_option: day }),
      input(
        'digest_time',
        'Digest time',
        { type: 'timepicker', initial_time: settings.digestTime },
        { hint: 'In the sponsor’s own time.' },
      ),
      input(
        'time_zone',
        'Time zone of channels without a ritual',
        {
          type: 'external_select',
          min_query_length: 1,
          initial_option: option(settings.timeZone, settings.timeZone),
        },
        { hint: 'Type a city, such as Berlin or New York.' },
      ),
    ],
    { submit: 'Save' },
  );
}

export function bestCustomersForm(words: string | null): ModalView {
  return form(
    'best_customers',
    'Best customers',
    [
      input(
        'best_customers',
        'Who are your best customers?',
        textInput({
          initial: words ?? undefined,
          most: 500,
          tall: true,
          placeholder: 'Teams who renewed twice and send us others.',
        }),
        {
          hint: 'It stands under every question. Rounds already asked keep the words they were asked under.',
        },
      ),
    ],
    { submit: 'Save' },
  );
}

export function functionForm(): ModalView {
  return form(
    'function',
    'Add a function',
    [
      input('function_name', 'Function', textInput({ most: 60, placeholder: 'Finance' })),
      input(
        'function_lead',
        'Its lead',
        { type: 'users_select' },
        { optional: true, hint: 'The digest names the lead of a function without a ritual.' },
      ),
    ],
    { submit: 'Save' },
  );
}
