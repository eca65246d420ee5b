// The App Home tab.
import type { HomeView, KnownBlock } from '@slack/types';
import { matterBlocks } from '../decision/matter-view.ts';
import { offerBlocks } from '../decision/offer-view.ts';
import type { Care } from '../people/care-store.ts';
import type { CompanyFunction } from '../people/workspace.ts';
import { dateTime, escaped, escapedWithin, mention, quote } from '../platform/slack-text.ts';
import {
  button,
  buttons,
  context,
  divider,
  header,
  list,
  menu,
  option,
  section,
} from '../platform/view-parts.ts';
import { weekdayName } from '../ritual/schedule-words.ts';
import { ownedBlocks } from '../voc/follow-up-view.ts';
import type { HomeFacts } from './load-home.ts';
import { remindersPart, waitingBlock } from './reminders-view.ts';

// Together with everything else that stands here they stay within the 100 blocks of a view.
const mostMatters = 6;
const mostFollowUps = 5;
const mostOffers = 3;

export function homeView(facts: HomeFacts, now: Date): HomeView {
  const blocks: KnownBlock[] = [
    header('🪑 Empty Chair'),
    ...mattersPart(facts, now),
    ...offersPart(facts),
    ...waitingPart(facts),
    ...followUpsPart(facts),
    ...ritualsPart(facts),
    ...remindersPart(facts.reminders),
    ...voicesPart(facts),
    ...(facts.settings ? settingsPart(facts.settings) : []),
  ];
  return { type: 'home', blocks };
}

function mattersPart({ matters }: HomeFacts, now: Date): KnownBlock[] {
  if (matters.length === 0) return [section('*My open matters*\nNothing is waiting for you.')];
  const shown = matters
    .slice(0, mostMatters)
    .flatMap(({ matter, told, voice }) => [
      ...matterBlocks(matter, told, now),
      ...(voice ? [context(quote(voice.words, 300))] : []),
    ]);
  const rest = matters.length - mostMatters;
  return [
    section('*My open matters*'),
    ...shown,
    ...(rest > 0 ? [context(`… and ${rest} more, once these are settled.`)] : []),
  ];
}

function offersPart({ offers }: HomeFacts): KnownBlock[] {
  if (offers.length === 0) return [];
  return [divider, section('*Offered to me*'), ...offers.slice(0, mostOffers).flatMap(offerBlocks)];
}

function waitingPart({ waiting }: HomeFacts): KnownBlock[] {
  if (waiting.length === 0) return [];
  return [
    divider,
    section('*Waiting for my answer*'),
    ...waiting.map(({ decision, closesAt }) => waitingBlock(decision, closesAt)),
  ];
}

function followUpsPart({ followUps, today }: HomeFacts): KnownBlock[] {
  if (followUps.length === 0) return [];
  const rest = followUps.length - mostFollowUps;
  return [
    divider,
    section('*My follow-ups*'),
    ...followUps.slice(0, mostFollowUps).flatMap((owned) => ownedBlocks(owned, today)),
    ...(rest > 0 ? [context(`… and ${rest} more, once these are closed.`)] : []),
  ];
}

function ritualsPart({ rituals }: HomeFacts): KnownBlock[] {
  const lines = rituals.map(({ ritual, next }) => {
    const otherwise = ritual.huddles ? 'asks when a huddle there ends' : 'asked by hand';
    const asks = next ? `asks next ${dateTime(next)}` : otherwise;
    const when = ritual.pausedBecause === null ? asks : `paused, because ${ritual.pausedBecause}`;
    return `• *${escaped(ritual.name)}* in <#${ritual.conversationId}>: ${when}`;
  });
  const none =
    'None of your channels has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.';
  return [divider, list('My channels’ rituals', lines, none, 30)];
}

function voicesPart({ voices }: HomeFacts): KnownBlock[] {
  const none = 'Nobody has saved a customer’s words yet. Type `/voc` and what they said.';
  const lines = voices.map(
    (voice) => `${quote(voice.words, 200)}\n${escaped(voice.customer ?? 'A customer')} · voice ${voice.id}`,
  );
  return [
    divider,
    list('Latest voices', lines, none),
    buttons('voices', button('Save a voice', 'voice.form', 'home')),
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
      `Customers’ words: ${careLine(settings.care)}`,
      button('Change', 'care.form', 'care', { label: 'Change how customers’ words are kept' }),
    ),
    list('Functions', settings.functions.map(functionLine), '_none listed yet_', 100),
    functionButtons(settings.functions),
  ];
}

function careLine({ masks, keptDays }: Care): string {
  const masked = masks ? 'are masked' : 'are kept as they are';
  const until = keptDays === null ? 'for good' : `for ${keptDays.toLocaleString('en')} days`;
  return `e-mail addresses, phone and card numbers ${masked}; voices are kept ${until}`;
}

function functionLine({ name, leadId }: CompanyFunction): string {
  return `• ${escaped(name)}, ${leadId ? `lead ${mention(leadId)}` : 'no lead yet'}`;
}

function functionButtons(functions: CompanyFunction[]): KnownBlock {
  const add = button('Add a function', 'function.form', 'new');
  if (functions.length === 0) return buttons('functions', add);
  const options = functions.map(({ id, name }) => option(name, id));
  const question = 'Remove it from the list? Rituals that belong to it keep it.';
  return buttons('functions', add, menu('Remove a function', 'function.remove', options, question));
}
