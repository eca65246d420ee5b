// Slack's door to the App Home: shows it, turns its pages, keeps it current, and sends the note of reminders.
import type { webApi } from '@slack/bolt';
import { halfOfWindow, remindRoster } from '../decision/remind-roster.ts';
import { digestTold } from '../digest/owe-digest.ts';
import { reminderDue } from '../people/attention.ts';
import { isAway } from '../people/away.ts';
import { isStranger } from '../people/person.ts';
import { readStatus } from '../people/slack-user.ts';
import { findPerson } from '../people/store.ts';
import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Inbox } from '../platform/inbox.ts';
import { sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import type { Ticker } from '../platform/ticker.ts';
import { listForOwner, listForOwners, ownerListDue } from './list-for-owners.ts';
import { loadHome } from './load-home.ts';
import { type HomePages, isHomeList } from './pages.ts';
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
    const facts = loadHome(db, now, personId, opened.get(personId));
    await slack.views.publish({ user_id: personId, view: views.homeView(facts, now) });
  };
  // Who has opened the tab since the start, and which pages of its lists they look at: after what they do, it shows
  // what they did.
  const opened = new Map<string, HomePages>();
  inbox.on('app_home_opened', {
    keep: (event) =>
      event.tab === 'home' && typeof event.user === 'string' ? { personId: event.user } : null,
    // Opening the tab again shows it again, so Slack's slowness here must not hold up the events behind it.
    apply: ({ personId }) => {
      if (isStranger(findPerson(db, personId))) return;
      opened.set(personId, {});
      background.run('the App Home', () => publish(personId));
    },
  });
  doors.afterChange(async (personId) => {
    if (opened.has(personId)) await publish(personId);
  });
  for (const turn of ['home.back', 'home.more']) {
    doors.click(turn, ({ personId, value }) => {
      const [list = '', page] = value.split(' ');
      if (isHomeList(list)) opened.set(personId, { ...opened.get(personId), [list]: Number(page) || 0 });
      return {};
    });
  }
  listenForFewer(db, doors);
  ticker.on(reminderDue, (key, now) => remindPerson(db, now, key));
  ticker.on(digestTold, (key, now) => listForOwners(db, now, key));
  ticker.on(ownerListDue, (key, now) => listForOwner(db, now, key));
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
