// Slack's door to the settings: whoever may change them, checked at every click and every form.
import { awaitNextDigest } from '../digest/tell-digest.ts';
import { requireSettings } from '../people/roles.ts';
import { changeFunction, listFunction, requireListed, unlistFunction } from '../people/save-functions.ts';
import { addSegment, changeSegment, removeSegment } from '../people/save-segments.ts';
import { chooseSettings, defineBestCustomers } from '../people/save-settings.ts';
import { listSegments } from '../people/segments-store.ts';
import {
  findBestCustomers,
  findSettings,
  listBestCustomers,
  listFunctions,
} from '../people/settings-store.ts';
import { requireTimeZone, zonesLike } from '../people/zones.ts';
import type { Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reply } from '../platform/reply.ts';
import * as forms from './form-views.ts';
import * as lists from './list-views.ts';
import { pageOf } from './pages.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  /** A click that only whoever may change settings has an answer to. */
  const click = (action: string, run: (value: string) => Reply) =>
    doors.click(action, ({ personId, value }) => {
      requireSettings(db, personId);
      return run(value);
    });
  click('settings.form', () => ({ open: forms.settingsForm(findSettings(db)) }));
  doors.suggestion('digest_time_zone', ({ typed }) => zonesLike(typed));
  doors.submission('settings', (submission) => saveSettings(db, submission));
  click('best_customers.form', () => ({
    open: forms.bestCustomersForm(findBestCustomers(db)?.words ?? null),
  }));
  doors.submission('best_customers', ({ now, personId, fields }) => {
    defineBestCustomers(db, now, personId, fields.text('best_customers'));
    return {};
  });
  click('best_customers.versions', () => ({ open: versions(db, 0) }));
  click('best_customers.older', (value) => ({ replace: versions(db, Number(value) || 0) }));
  click('functions.list', () => ({ open: functions(db, 0) }));
  for (const turn of ['back', 'more'])
    click(`functions.list.${turn}`, (value) => ({ replace: functions(db, Number(value) || 0) }));
  click('function.form', (value) => ({
    open: forms.functionForm(value === 'new' ? null : requireListed(db, Number(value))),
  }));
  doors.submission('function', (submission) => saveFunction(db, submission));
  click('segments.list', () => ({ open: lists.segmentsPage(listSegments(db)) }));
  click('segment.form', (value) => ({ open: segmentForm(db, value) }));
  doors.submission('segment', (submission) => saveSegment(db, submission));
}

function saveSettings(db: Database, { now, personId, fields }: Submission): Reply {
  const digestZone = fields.option('digest_time_zone');
  chooseSettings(db, now, personId, {
    sponsorId: fields.person('sponsor'),
    timeZone: requireTimeZone(fields.option('time_zone') ?? '', 'time_zone'),
    digestWeekday: Number(fields.option('digest_weekday') ?? 1),
    digestTime: fields.time('digest_time') ?? '09:00',
    digestTimeZone: digestZone === null ? null : requireTimeZone(digestZone, 'digest_time_zone'),
    digestChannelId: fields.conversation('digest_channel'),
  });
  awaitNextDigest(db, now);
  return {};
}

const versionsOnPage = 10;

function versions(db: Database, before: number) {
  const found = listBestCustomers(db, before, versionsOnPage + 1);
  return lists.versionsPage(found.slice(0, versionsOnPage), found.length > versionsOnPage);
}

function functions(db: Database, number: number) {
  return lists.functionsPage(pageOf(listFunctions(db), number, lists.functionsOnPage));
}

function saveFunction(db: Database, { now, personId, fields, metadata }: Submission): Reply {
  const [name, leadId] = [fields.text('function_name'), fields.person('function_lead')];
  const id = Number(metadata);
  if (metadata === '') listFunction(db, now, personId, name, leadId);
  else if (fields.options('function_remove').length > 0) unlistFunction(db, now, personId, id);
  else changeFunction(db, now, personId, { id, name, leadId });
  return { refresh: functions(db, 0) };
}

function segmentForm(db: Database, name: string) {
  if (name === '') return forms.segmentForm(null);
  const segment = listSegments(db).find((one) => one.name === name);
  if (!segment) throw new Refusal('Somebody has removed this segment meanwhile.');
  return forms.segmentForm(segment);
}

function saveSegment(db: Database, { now, personId, fields, metadata: name }: Submission): Reply {
  const typed = {
    label: fields.text('segment_label'),
    name: fields.text('segment_name'),
    customers: fields.text('segment_customers'),
    revenue: fields.text('segment_revenue'),
  };
  if (name === '') addSegment(db, now, personId, typed);
  else if (fields.options('segment_remove').length > 0) removeSegment(db, now, personId, name);
  else changeSegment(db, now, personId, name, typed);
  return { refresh: lists.segmentsPage(listSegments(db)) };
}
