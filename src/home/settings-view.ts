// The part of the App Home in which the sponsor and the workspace's admins see and change what was agreed on.
import type { KnownBlock } from '@slack/types';
import { scorecardPart } from '../digest/scorecard-view.ts';
import type { Care } from '../people/care-store.ts';
import type { Segment } from '../people/segment.ts';
import type { CompanyFunction } from '../people/workspace.ts';
import { channelLink, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, divider, list, section } from '../platform/view-parts.ts';
import { weekdayName } from '../ritual/schedule-words.ts';
import type { SettingsFacts } from './load-settings.ts';

/** More would push the rest of the page away; the page behind the button lists them all. */
const functionsShown = 12;

export function settingsPart(settings: SettingsFacts): KnownBlock[] {
  return [
    divider,
    section('*Settings*'),
    section(
      digestText(settings),
      button('Change', 'settings.form', 'settings', { label: 'Change the settings' }),
    ),
    section(
      `Best customers: ${settings.bestCustomers ? escapedWithin(settings.bestCustomers.words, 900) : '_not said yet: say it in a sentence, it stands under every question_'}`,
      button('Change', 'best_customers.form', 'best', { label: 'Change who the best customers are' }),
    ),
    section(
      `Segments\n${settings.segments.map((one) => `• ${segmentText(one)}`).join('\n')}${sharesNote(settings.segments)}`,
      button('Change', 'segments.list', 'segments', { label: 'Change the segments and their shares' }),
    ),
    section(
      `Customers’ words: ${careLine(settings.care)}`,
      button('Change', 'care.form', 'care', { label: 'Change how customers’ words are kept' }),
    ),
    list(
      'Functions',
      settings.functions.map(functionLine),
      'None listed yet. Finance, Legal, Support: the digest says which of them never ask.',
      functionsShown,
    ),
    functionButtons(settings),
    ...scorecardPart(settings.scorecard),
    ...oversightPart(settings),
  ];
}

function digestText({ sponsorId, digestWeekday, digestTime, ...rest }: SettingsFacts): string {
  const { digestTimeZone, digestChannelId, timeZone } = rest;
  const sponsor = sponsorId ? mention(sponsorId) : 'nobody yet; the primary owner stands in';
  const where = digestChannelId === null ? '' : `, and in ${channelLink(digestChannelId)}`;
  const zone = digestTimeZone === null ? 'in the sponsor’s time' : digestTimeZone;
  return [
    `Sponsor: ${sponsor}`,
    `Weekly digest: ${weekdayName(digestWeekday)} at ${digestTime}, ${zone}, to the sponsor${where}`,
    `Time zone of channels without a ritual: ${timeZone}`,
  ].join('\n');
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** "High value (5 % of customers, 60 % of revenue)" */
export function segmentText({ label, customersShare, revenueShare }: Segment): string {
  const shares = [
    ...(customersShare === null ? [] : [`${percent(customersShare)} of customers`]),
    ...(revenueShare === null ? [] : [`${percent(revenueShare)} of revenue`]),
  ];
  return `${escapedWithin(label, 80)}${shares.length > 0 ? ` (${shares.join(', ')})` : ''}`;
}

function sharesNote(segments: readonly Segment[]): string {
  const isSaid = segments.some(
    ({ customersShare, revenueShare }) => (customersShare ?? revenueShare) !== null,
  );
  return isSaid ? '' : '\nGive them shares, and the digest tells whom you listen to against whom you serve.';
}

function careLine({ masks, keptDays }: Care): string {
  const masked = masks ? 'are masked' : 'are kept as they are';
  const until = keptDays === null ? 'for good' : `for ${keptDays.toLocaleString('en')} days`;
  return `e-mail addresses, phone and card numbers ${masked}; voices are kept ${until}`;
}

function functionLine(one: CompanyFunction): string {
  return `• ${functionText(one)}`;
}

export function functionText({ name, leadId }: CompanyFunction): string {
  return `${escapedWithin(name, 120)}, ${leadId ? `lead ${mention(leadId)}` : 'no lead yet'}`;
}

function functionButtons({ functions }: SettingsFacts): KnownBlock {
  const change = button('Change functions', 'functions.list', '0', { label: 'Change or remove a function' });
  return buttons(
    'functions',
    button('Add a function', 'function.form', 'new'),
    ...(functions.length > 0 ? [change] : []),
  );
}

function oversightPart({ isSponsor, bestCustomers }: SettingsFacts): KnownBlock[] {
  const versions = (bestCustomers?.version ?? 0) > 1;
  return [
    divider,
    section('*Oversight*\nHow each ritual is doing, and who changed what.'),
    buttons(
      'oversight',
      button('All rituals', 'rituals.health', '0', { label: 'Every ritual with its health' }),
      ...(isSponsor ? [button('Past digests', 'digest.past', '0')] : []),
      button('Audit log', 'audit.log', '0'),
      ...(versions ? [button('Earlier best customers', 'best_customers.versions', '0')] : []),
    ),
  ];
}
