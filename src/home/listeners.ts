// Slack's door to the App Home: shows it, keeps it current, and saves its settings.
import type { webApi } from '@slack/bolt';
import { halfOfWindow, remindRoster } from '../decision/remind-roster.ts';
import { awaitNextDigest } from '../digest/tell-digest.ts';
import { reminderDue } from '../people/attention.ts';
import { isAway } from '../people/away.ts';
import { requireSettings } from '../people/roles.ts';
import {
  chooseSettings,
  defineBestCustomers,
  listFunction,
  unlistFunction,
} from '../people/save-settings.ts';
import { findBestCustomers, findSettings } from '../people/settings-store.ts';
import { readStatus } from '../people/slack-user.ts';
import { requireTimeZone } from '../people/zones.ts';
import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Inbox } from '../platform/inbox.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import type { Ticker } from '../platform/ticker.ts';
import * as forms from './form-views.ts';
import { loadHome } from './load-home.ts';
import { remindAgain, remindLess } from './remind-less.ts';
import { remindersDrawing, remindPerson } from './remind-person.ts';
import { fewerText, remindersMessage } from './reminders-view.ts';
import { isStillFit, loadNote, readNote, takeBackWhileAway } from './take-back-reminders.ts';
import * as views from './views.ts';

interface House {
  db: Database;
  clock: Clock;
  slack: webApi.WebClient;
  background: Background;
  doors: Doors;
  inbox: Inbox;
  sender: Sender;
  ticker: Ticker;
}

export function listen(house: House): void {
  const { db, doors, inbox, sender, ticker, clock, slack, background } = house;
  const publish = async (personId: string) => {
    const now = clock.now();
    await slack.views.publish({ user_id: personId, view: views.homeView(loadHome(db, now, personId), now) });
  };
  // Who has opened the tab since the start: after what they do, it shows what they did.
  const opened = new Set<string>();
  inbox.on('app_home_opened', {
    keep: (event) =>
      event.tab === 'home' && typeof event.user === 'string' ? { personId: event.user } : null,
    // Opening the tab again shows it again, so Slack's slowness here must not hold up the events behind it.
    apply: ({ personId }) => {
      opened.add(personId);
      background.run('the App Home', () => publish(personId));
    },
  });
  doors.afterChange(async (personId) => {
    if (opened.has(personId)) await publish(personId);
  });
  listenForSettings(db, doors);
  listenForFewer(db, doors);
  ticker.on(reminderDue, (key, now) => remindPerson(db, now, key));
  ticker.on(halfOfWindow, (key, now) => remindRoster(db, now, Number(key)));
  sender.on(remindersDrawing, {
    before: async (subject, now) => {
      const note = readNote(subject);
      if (!db.transaction(() => isStillFit(db, now, note))) return;
      const { user } = await slack.users.info({ user: note.personId });
      if (isAway(readStatus(user ?? {}), now)) db.transaction(() => takeBackWhileAway(db, now, note));
    },
    draw: (subject, now) => {
      const reminders = loadNote(db, now, readNote(subject));
      return reminders && remindersMessage(reminders, now, readNote(subject).day);
    },
  });
}

function listenForFewer(db: Database, doors: Doors): void {
  doors.click('reminders.off', ({ now, personId, value }) => {
    const ritual = remindLess(db, now, personId, value);
    return { say: sentence(fewerText(ritual)) };
  });
  doors.click('reminders.on', ({ now, personId, value }) => {
    remindAgain(db, now, personId, value);
    return {};
  });
}

function listenForSettings(db: Database, doors: Doors): void {
  const opens = (personId: string, open: () => Reply): Reply => {
    requireSettings(db, personId);
    return open();
  };
  doors.click('settings.form', ({ personId }) =>
    opens(personId, () => ({ open: forms.settingsForm(findSettings(db)) })),
  );
  doors.click('best_customers.form', ({ personId }) =>
    opens(personId, () => ({ open: forms.bestCustomersForm(findBestCustomers(db)?.words ?? null) })),
  );
  doors.click('function.form', ({ personId }) => opens(personId, () => ({ open: forms.functionForm() })));
  doors.click('function.remove', ({ now, personId, value }) => {
    unlistFunction(db, now, personId, Number(value));
    return {};
  });
  doors.submission('settings', ({ now, personId, fields }) => {
    chooseSettings(db, now, personId, {
      sponsorId: fields.person('sponsor'),
      timeZone: requireTimeZone(fields.option('time_zone') ?? '', 'time_zone'),
      digestWeekday: Number(fields.option('digest_weekday') ?? 1),
      digestTime: fields.time('digest_time') ?? '09:00',
    });
    awaitNextDigest(db, now);
    return {};
  });
  doors.submission('best_customers', ({ now, personId, fields }) => {
    defineBestCustomers(db, now, personId, fields.text('best_customers'));
    return {};
  });
  doors.submission('function', ({ now, personId, fields }) => {
    listFunction(db, now, personId, fields.text('function_name'), fields.person('function_lead'));
    return {};
  });
}
