// Saves what somebody touched in a form of the settings, and leaves the rest of it as others have it by now.

import { requireSettings } from '../people/roles.ts';
import { changeFunction, requireListed } from '../people/save-functions.ts';
import { changeSegment, requireSegment, type TypedSegment, typedOf } from '../people/save-segments.ts';
import { chooseSettings, defineBestCustomers } from '../people/save-settings.ts';
import { findBestCustomers, findSettings } from '../people/settings-store.ts';
import { findConversation, findPerson } from '../people/store.ts';
import { type Opened, touched } from '../people/touched.ts';
import type { CompanyFunction, Settings } from '../people/workspace.ts';
import type { Database } from '../platform/database.ts';
import { cut } from '../platform/slack-text.ts';
import { weekdayName } from '../ritual/schedule-words.ts';

const asItIs = (text: string | null): string => text ?? '';

/** Refuses as chooseSettings does, and what somebody else changed meanwhile. */
export function saveTouchedSettings(
  db: Database,
  now: Date,
  personId: string,
  { shown, chosen }: Opened<Settings>,
): void {
  requireSettings(db, personId);
  const held = findSettings(db);
  const one = <Name extends keyof Settings>(
    name: Name,
    field: string,
    say: (value: Settings[Name]) => string,
  ) => touched(field, { shown: shown[name], chosen: chosen[name], held: held[name] }, say);
  chooseSettings(db, now, personId, {
    sponsorId: one('sponsorId', 'sponsor', (id) => personName(db, id)),
    timeZone: one('timeZone', 'time_zone', asItIs),
    digestWeekday: one('digestWeekday', 'digest_weekday', weekdayName),
    digestTime: one('digestTime', 'digest_time', asItIs),
    digestTimeZone: one('digestTimeZone', 'digest_time_zone', asItIs),
    digestChannelId: one('digestChannelId', 'digest_channel', (id) => channelName(db, id)),
  });
}

/** `shown`: the version that the form was opened with, 0 for none. Refuses as defineBestCustomers does. */
export function saveTouchedBestCustomers(
  db: Database,
  now: Date,
  personId: string,
  { shown, chosen }: { shown: number; chosen: string },
): void {
  requireSettings(db, personId);
  const words = (version?: number) => findBestCustomers(db, version)?.words ?? '';
  const opened = { shown: words(shown), chosen: chosen.trim(), held: words() };
  const say = (held: string) => `“${cut(held, 80)}”`;
  defineBestCustomers(db, now, personId, touched('best_customers', opened, say));
}

/** Refuses as changeFunction does, and what somebody else changed meanwhile. */
export function saveTouchedFunction(
  db: Database,
  now: Date,
  personId: string,
  { shown, chosen }: Opened<CompanyFunction>,
): void {
  requireSettings(db, personId);
  const held = requireListed(db, shown.id);
  const names = { shown: shown.name, chosen: chosen.name, held: held.name };
  const leads = { shown: shown.leadId, chosen: chosen.leadId, held: held.leadId };
  const name = touched('function_name', names, asItIs);
  const leadId = touched('function_lead', leads, (id) => personName(db, id));
  changeFunction(db, now, personId, { id: shown.id, name, leadId });
}

/** Refuses as changeSegment does, and what somebody else changed meanwhile. */
export function saveTouchedSegment(
  db: Database,
  now: Date,
  personId: string,
  { shown, chosen }: Opened<TypedSegment>,
): void {
  requireSettings(db, personId);
  const held = typedOf(requireSegment(db, shown.name));
  const one = (name: 'label' | 'customers' | 'revenue') => {
    const say = (text: string) => (text === '' || name === 'label' ? text : `${text} %`);
    return touched(`segment_${name}`, { shown: shown[name], chosen: chosen[name], held: held[name] }, say);
  };
  const typed = { ...held, label: one('label'), customers: one('customers'), revenue: one('revenue') };
  changeSegment(db, now, personId, shown.name, typed);
}

function personName(db: Database, id: string | null): string {
  return id === null ? '' : (findPerson(db, id)?.name ?? id);
}

function channelName(db: Database, id: string | null): string {
  return id === null ? '' : `#${findConversation(db, id)?.name ?? id}`;
}
