// The forms of the settings. What each was opened with comes back, so that only what was touched is changed.
import type { ModalView } from '@slack/types';
import { longestSegmentLabel, longestSegmentName, typedOf } from '../people/save-segments.ts';
import type { Segment } from '../people/segment.ts';
import type { BestCustomers, CompanyFunction, Settings } from '../people/workspace.ts';
import { form, input, option, textInput } from '../platform/view-parts.ts';
import { weekdayName } from '../ritual/schedule-words.ts';

export function settingsForm(settings: Settings): ModalView {
  const { sponsorId, digestWeekday, digestTime, digestTimeZone, digestChannelId, timeZone } = settings;
  const shown = { sponsorId, timeZone, digestWeekday, digestTime, digestTimeZone, digestChannelId };
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => option(weekdayName(weekday), weekday));
  const day = days[digestWeekday - 1] ?? option('Monday', 1);
  return form(
    'settings',
    'Settings',
    [
      input(
        'sponsor',
        'Sponsor',
        { type: 'users_select', ...(sponsorId ? { initial_user: sponsorId } : {}) },
        { hint: 'The one person who receives the weekly digest, usually the Chief Customer Officer.' },
      ),
      input('digest_weekday', 'Digest day', { type: 'static_select', options: days, initial_option: day }),
      input('digest_time', 'Digest time', { type: 'timepicker', initial_time: digestTime }),
      input('digest_time_zone', 'Time zone of the digest', zoneInput(digestTimeZone), {
        optional: true,
        hint: 'Left empty: wherever the sponsor is. Type a city such as Berlin, or a large city in the same zone.',
      }),
      input(
        'digest_channel',
        'Channel that is told the digest, too',
        {
          type: 'conversations_select',
          filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
          ...(digestChannelId ? { initial_conversation: digestChannelId } : {}),
        },
        {
          optional: true,
          hint: 'Its members read what they may see; what is private elsewhere is only counted.',
        },
      ),
      input('time_zone', 'Time zone of channels without a ritual', zoneInput(timeZone), {
        hint: 'Type a city such as Berlin, or a large city in the same zone.',
      }),
    ],
    { submit: 'Save', metadata: JSON.stringify(shown) },
  );
}

function zoneInput(zone: string | null) {
  const initial = zone === null ? {} : { initial_option: option(zone, zone) };
  return { type: 'external_select' as const, min_query_length: 1, ...initial };
}

export function bestCustomersForm(best: BestCustomers | undefined): ModalView {
  return form(
    'best_customers',
    'Best customers',
    [
      input(
        'best_customers',
        'Who are your best customers?',
        textInput({
          initial: best?.words,
          most: 500,
          tall: true,
          placeholder: 'Teams who renewed twice and send us others.',
        }),
        {
          hint: 'It stands under every question. Rounds already asked keep the words they were asked under.',
        },
      ),
    ],
    { submit: 'Save', metadata: best?.version ?? 0 },
  );
}

/** Null for a new one. */
export function functionForm(one: CompanyFunction | null): ModalView {
  const removing = 'Rituals that belong to it keep it, and past digests name it.';
  return form(
    'function',
    one ? 'Change a function' : 'Add a function',
    [
      input('function_name', 'Function', textInput({ initial: one?.name, most: 60, placeholder: 'Finance' })),
      input(
        'function_lead',
        'Its lead',
        { type: 'users_select', ...(one?.leadId ? { initial_user: one.leadId } : {}) },
        { optional: true, hint: 'The digest names the lead of a function without a ritual.' },
      ),
      ...(one ? [removal('function_remove', removing)] : []),
    ],
    { submit: 'Save', metadata: one ? JSON.stringify(one) : '' },
  );
}

/** Null for a new one. */
export function segmentForm(segment: Segment | null): ModalView {
  const typed = segment && typedOf(segment);
  const naming = input('segment_name', 'What people type', textInput({ most: longestSegmentName }), {
    optional: true,
    hint: 'After segment:, without spaces. Left empty: the name itself, with hyphens.',
  });
  const removing = 'Voices, answers and decisions keep it, and searching finds them.';
  return form(
    'segment',
    segment ? 'Change a segment' : 'Add a segment',
    [
      input(
        'segment_label',
        'Name',
        textInput({ initial: segment?.label, most: longestSegmentLabel, placeholder: 'Enterprise' }),
      ),
      ...(segment ? [] : [naming]),
      shareInput('segment_customers', 'Share of customers, in %', typed?.customers),
      shareInput('segment_revenue', 'Share of revenue, in %', typed?.revenue),
      ...(segment ? [removal('segment_remove', removing)] : []),
    ],
    { submit: 'Save', metadata: typed ? JSON.stringify(typed) : '' },
  );
}

function shareInput(name: string, label: string, share: string | undefined) {
  const initial = share ? { initial_value: share } : {};
  const element = { type: 'number_input' as const, is_decimal_allowed: true, ...initial };
  return input(name, label, { ...element, min_value: '0', max_value: '100' }, { optional: true });
}

function removal(name: string, hint: string) {
  const remove = option('Remove it from the list', 'remove');
  return input(name, 'Remove', { type: 'checkboxes', options: [remove] }, { optional: true, hint });
}
