// Slack's door to the settings: whoever may change them, checked at every click and every form.
import { awaitNextDigest } from '../digest/tell-digest.ts';
import { requireSettings } from '../people/roles.ts';
import { listFunction, requireListed, unlistFunction } from '../people/save-functions.ts';
import { addSegment, removeSegment, requireSegment } from '../people/save-segments.ts';
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
import type { Reply } from '../platform/reply.ts';
import * as forms from './form-views.ts';
import * as lists from './list-views.ts';
import { openedFunction, openedSegment, openedSettings } from './opened-forms.ts';
import { pageOf } from './pages.ts';
import * as save from './save-touched.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  /** A click, and a form, that only whoever may change settings has an answer to. */
  const click = (action: string, run: (value: string) => Reply) =>
    doors.click(action, ({ personId, value }) => {
      requireSettings(db, personId);
      return run(value);
    });
  const submission = (form: string, run: (submission: Submission) => Reply) =>
    doors.submission(form, (sent) => {
      requireSettings(db, sent.personId);
      return run(sent);
    });
  click('settings.form', () => ({ open: forms.settingsForm(findSettings(db)) }));
  doors.suggestion('digest_time_zone', ({ typed }) => zonesLike(typed));
  submission('settings', (sent) => saveSettings(db, sent));
  click('best_customers.form', () => ({
    open: forms.bestCustomersForm(findBestCustomers(db)),
  }));
  submission('best_customers', ({ now, personId, fields, metadata }) => {
    const chosen = fields.text('best_customers');
    save.saveTouchedBestCustomers(db, now, personId, { shown: Number(metadata) || 0, chosen });
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
  submission('function', (sent) => saveFunction(db, sent));
  click('segments.list', () => ({ open: lists.segmentsPage(listSegments(db)) }));
  click('segment.form', (value) => ({ open: segmentForm(db, value) }));
  submission('segment', (sent) => saveSegment(db, sent));
}

function saveSettings(db: Database, { now, personId, fields, metadata }: Submission): Reply {
  const digestZone = fields.option('digest_time_zone');
  const chosen = {
    sponsorId: fields.person('sponsor'),
    timeZone: requireTimeZone(fields.option('time_zone') ?? '', 'time_zone'),
    digestWeekday: Number(fields.option('digest_weekday') ?? 1),
    digestTime: fields.time('digest_time') ?? '09:00',
    digestTimeZone: digestZone === null ? null : requireTimeZone(digestZone, 'digest_time_zone'),
    digestChannelId: fields.conversation('digest_channel'),
  };
  save.saveTouchedSettings(db, now, personId, { shown: openedSettings(metadata), chosen });
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
  if (metadata === '') listFunction(db, now, personId, name, leadId);
  else {
    const shown = openedFunction(metadata);
    const { id } = shown;
    if (fields.options('function_remove').length > 0) unlistFunction(db, now, personId, id);
    else save.saveTouchedFunction(db, now, personId, { shown, chosen: { id, name, leadId } });
  }
  return { refresh: functions(db, 0) };
}

function segmentForm(db: Database, name: string) {
  return forms.segmentForm(name === '' ? null : requireSegment(db, name));
}

function saveSegment(db: Database, { now, personId, fields, metadata }: Submission): Reply {
  const chosen = {
    label: fields.text('segment_label'),
    name: fields.text('segment_name'),
    customers: fields.text('segment_customers'),
    revenue: fields.text('segment_revenue'),
  };
  if (metadata === '') addSegment(db, now, personId, chosen);
  else {
    const shown = openedSegment(metadata);
    if (fields.options('segment_remove').length > 0) removeSegment(db, now, personId, shown.name);
    else save.saveTouchedSegment(db, now, personId, { shown, chosen });
  }
  return { refresh: lists.segmentsPage(listSegments(db)) };
}
