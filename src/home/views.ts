// The App Home tab.
import type { HomeView, KnownBlock } from '@slack/types';
import { matterBlocks } from '../decision/matter-view.ts';
import { offerBlocks } from '../decision/offer-view.ts';
import { count, dateTime, escapedWithin, quote } from '../platform/slack-text.ts';
import { button, buttons, context, divider, header, list, section } from '../platform/view-parts.ts';
import { ownedBlocks } from '../voc/follow-up-view.ts';
import type { HomeFacts } from './load-home.ts';
import { homePages } from './page-view.ts';
import { pageSizes } from './pages.ts';
import { remindersPart, waitingBlock } from './reminders-view.ts';
import { settingsPart } from './settings-view.ts';

export function homeView(facts: HomeFacts, now: Date): HomeView {
  const blocks: KnownBlock[] = [
    header('🪑 Empty Chair'),
    buttons(
      'start',
      button('Record a decision', 'decision.anywhere', 'home', { style: 'primary' }),
      button('Save a voice', 'voice.form', 'home', { label: 'Save a customer’s words' }),
      button('Search', 'search.form', 'home', { label: 'Search customers’ words and decisions' }),
    ),
    ...mattersPart(facts, now),
    ...offersPart(facts),
    ...waitingPart(facts),
    ...followUpsPart(facts),
    ...ritualsPart(facts),
    ...voicesPart(facts),
    ...remindersPart(facts.reminders),
    ...(facts.settings ? settingsPart(facts.settings) : []),
  ];
  return { type: 'home', blocks };
}

const dueOrder = { back: 'Due sooner', more: 'Due later' };

function mattersPart({ matters }: HomeFacts, now: Date): KnownBlock[] {
  if (matters.total === 0) {
    return [
      section(
        '*My open matters*\nNothing is waiting for you. When customers would dislike a decision that you own, it waits here until you have thought again.',
      ),
    ];
  }
  return [
    section(`*My open matters*${counted(matters.total, pageSizes.matters)}`),
    ...matters.items.flatMap(({ matter, told, voice }) => [
      ...matterBlocks(matter, told, now),
      ...(voice ? [context(quote(voice.words, 300))] : []),
    ]),
    ...homePages('matters', matters, dueOrder),
  ];
}

/** Where a list has pages, how many there are in all. */
function counted(total: number, size: number): string {
  return total > size ? ` · ${total}` : '';
}

function offersPart({ offers }: HomeFacts): KnownBlock[] {
  if (offers.total === 0) return [];
  return [
    divider,
    section(`*Offered to me*${counted(offers.total, pageSizes.offers)}`),
    ...offers.items.flatMap(offerBlocks),
    ...homePages('offers', offers, { back: 'Back', more: 'More' }),
  ];
}

function waitingPart({ waiting }: HomeFacts): KnownBlock[] {
  if (waiting.total === 0) return [];
  return [
    divider,
    section(`*Waiting for my answer*${counted(waiting.total, pageSizes.waiting)}`),
    ...waiting.items.map(({ decision, closesAt }) => waitingBlock(decision, closesAt)),
    ...homePages('waiting', waiting, { back: 'Newer', more: 'Older' }),
  ];
}

function followUpsPart({ followUps, today }: HomeFacts): KnownBlock[] {
  if (followUps.total === 0) return [];
  return [
    divider,
    section(`*My follow-ups*${counted(followUps.total, pageSizes.followUps)}`),
    ...followUps.items.flatMap((owned) => ownedBlocks(owned, today)),
    ...homePages('followUps', followUps, dueOrder),
  ];
}

function ritualsPart({ rituals }: HomeFacts): KnownBlock[] {
  const lines = rituals.items.map(({ ritual, next }) => {
    const otherwise = ritual.huddles ? 'asks when a huddle there ends' : 'asked by hand';
    const asks = next ? `asks next ${dateTime(next)}` : otherwise;
    const when =
      ritual.pausedBecause === null ? asks : `paused, because ${escapedWithin(ritual.pausedBecause, 120)}`;
    return `• *${escapedWithin(ritual.name, 100)}* in <#${ritual.conversationId}>: ${when}`;
  });
  const none =
    'None of your channels has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.';
  const title = rituals.total > pageSizes.rituals ? ` · ${rituals.total}` : '';
  return [
    divider,
    list(`My channels’ rituals${title}`, lines, none, pageSizes.rituals),
    ...homePages('rituals', rituals, { back: 'Back', more: 'More' }),
  ];
}

function voicesPart({ voices }: HomeFacts): KnownBlock[] {
  const none =
    voices.number > 0
      ? 'There are no more here. Search finds the older ones.'
      : 'Nobody has saved a customer’s words yet. Type `/voc` and what they said, or choose *Save as customer voice* in the menu of a message.';
  const lines = voices.items.map(({ words, customer, id, customers }) => {
    const who = escapedWithin(customer ?? 'A customer', 100);
    const others = (customers ?? 1) > 1 ? ` · said by ${count(customers ?? 1, 'customer')}` : '';
    return `${quote(words, 200)}\n${who} · voice ${id}${others}`;
  });
  return [
    divider,
    list('Latest voices', lines, none),
    ...homePages('voices', voices, { back: 'Newer', more: 'Older' }),
  ];
}
