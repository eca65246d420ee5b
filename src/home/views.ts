// The App Home tab, the forms of its settings, and the bundle of reminders.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { matterBlocks } from '../decision/matter-view.ts';
import type { CompanyFunction, Settings } from '../people/workspace.ts';
import type { Message } from '../platform/sender.ts';
import { count, cut, dateTime, escaped, escapedWithin, mention, quote } from '../platform/slack-text.ts';
import {
  button,
  buttons,
  context,
  divider,
  form,
  header,
  input,
  limits,
  option,
  section,
  textInput,
} from '../platform/view-parts.ts';
import { weekdayName } from '../ritual/views.ts';
import type { HomeFacts, OpenMatter } from './load-home.ts';

const mostMatters = 15;

export function homeView(facts: HomeFacts, now: Date): HomeView {
  const blocks: KnownBlock[] = [
    header('🪑 Empty Chair'),
    ...mattersPart(facts, now),
    ...waitingPart(facts),
    ...ritualsPart(facts),
    ...voicesPart(facts),
    ...(facts.settings ? settingsPart(facts.settings) : []),
  ];
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
}

function mattersPart({ matters }: HomeFacts, now: Date): KnownBlock[] {
  if (matters.length === 0) return [section('*My open matters*\nNothing is waiting for you.')];
  const shown = matters
    .slice(0, mostMatters)
    .flatMap(({ matter, told }) => matterBlocks(matter, told.decision, now));
  const rest = matters.length - mostMatters;
  return [
    section('*My open matters*'),
    ...shown,
    ...(rest > 0 ? [context(`… and ${rest} more, once these are settled.`)] : []),
  ];
}

function waitingPart({ waiting }: HomeFacts): KnownBlock[] {
  if (waiting.length === 0) return [];
  return [
    divider,
    section('*Waiting for my answer*'),
    ...waiting.map((decision) =>
      section(
        `Decision ${decision.id} · ${escaped(cut(decision.statement, 200))}`,
        button('Answer', 'answer.form', decision.id, { label: `Answer decision ${decision.id}` }),
      ),
    ),
  ];
}

function ritualsPart({ rituals }: HomeFacts): KnownBlock[] {
  const lines = rituals.slice(0, 20).map(({ ritual, next }) => {
    const when = ritual.pausedBecause ? 'paused' : next ? `asks next ${dateTime(next)}` : 'asked by hand';
    return `• *${escaped(ritual.name)}* in <#${ritual.conversationId}>: ${when}`;
  });
  const none =
    'None of your channels has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.';
  return [divider, section(`*My channels’ rituals*\n${lines.join('\n') || none}`)];
}

function voicesPart({ voices }: HomeFacts): KnownBlock[] {
  const none = 'Nobody has recorded a customer’s words yet. Type `/voc` and what they said.';
  const lines = voices.map(
    (voice) => `${quote(voice.words, 200)}\n${escaped(voice.customer ?? 'A customer')} · voice ${voice.id}`,
  );
  return [
    divider,
    section(`*Latest voices*\n${lines.join('\n') || none}`),
    buttons('voices', button('Record a voice', 'voice.form', 'home')),
  ];
}

function settingsPart(settings: NonNullable<HomeFacts['settings']>): KnownBlock[] {
  const sponsor = settings.sponsorId
    ? mention(settings.sponsorId)
    : 'nobody yet; the primary owner stands in';
  return [
    divider,
    section('*Settings*'),
    section(
      `Sponsor: ${sponsor}\nWeekly digest: ${weekdayName(settings.digestWeekday)} at ${settings.digestTime}, in the sponsor’s time\nTime zone of channels without a ritual: ${settings.timeZone}`,
      button('Change', 'settings.form', 'settings', { label: 'Change the settings' }),
    ),
    section(
      `Best customers: ${settings.bestCustomers ? escapedWithin(settings.bestCustomers, 900) : '_not said yet_'}`,
      button('Change', 'best_customers.form', 'best', { label: 'Change who the best customers are' }),
    ),
    section(
      `Functions: ${settings.functions.length === 0 ? '_none listed yet_' : count(settings.functions.length, 'function')}`,
    ),
    ...settings.functions.slice(0, 20).map(functionLine),
    buttons('functions', button('Add a function', 'function.form', 'new')),
  ];
}

function functionLine({ id, name, leadId }: CompanyFunction): KnownBlock {
  const lead = leadId ? `lead ${mention(leadId)}` : 'no lead yet';
  return section(
    `• *${escaped(name)}*, ${lead}`,
    button('Remove', 'function.remove', id, { label: `Remove ${name}` }),
  );
}

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
      input('digest_weekday', 'Digest on', { type: 'static_select', options: days, initial_option: day }),
      input(
        'digest_time',
        'at',
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

/** All that a person owes, in one message; null when it has been settled meanwhile. */
export function remindersMessage(matters: OpenMatter[], now: Date): Message | null {
  if (matters.length === 0) return null;
  const text = `${count(matters.length, 'decision')} ${matters.length === 1 ? 'waits' : 'wait'} for you.`;
  const shown = matters.slice(0, 8).flatMap(({ matter, told }) => matterBlocks(matter, told.decision, now));
  const rest = matters.length > 8 ? [context('The others are in the App Home tab.')] : [];
  return { text, blocks: [section(text), ...shown, ...rest] };
}
