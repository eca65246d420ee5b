// Slack's door to calendars: enter an address, see what it holds, use it; and the alarms by which they are followed.

import { type CalendarWishes, patternProblem } from '../calendar/event.ts';
import { readCalendar } from '../calendar/read-calendar.ts';
import type { Submission } from '../platform/asked.ts';
import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Fields } from '../platform/fields.ts';
import { FeedFailure } from '../platform/guarded-address.ts';
import { feedAddress } from '../platform/guarded-fetch.ts';
import type { Logger } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { oneLine } from '../platform/slack-text.ts';
import type { Ticker } from '../platform/ticker.ts';
import { addCalendar } from './add-calendar.ts';
import { CalendarDrafts } from './calendar-drafts.ts';
import { findCalendar } from './calendar-store.ts';
import * as views from './calendar-views.ts';
import { requireMayChange } from './change-triggers.ts';
import { calendarEventEnds, calendarFailing, calendarStale, noticeCalendarEnds } from './follow-calendar.ts';
import { loadTriggers } from './load-triggers.ts';
import { CalendarReader } from './poll-calendar.ts';
import { removeCalendar } from './remove-calendar.ts';
import { catchUpMs } from './round.ts';
import { findRitual } from './store.ts';
import { triggersPage } from './triggers-view.ts';

interface House {
  db: Database;
  clock: Clock;
  log: Logger;
  doors: Doors;
  ticker: Ticker;
  sender: Sender;
  background: Background;
  allowLocalFeeds: boolean;
  wake(): void;
}

export function listen(house: House): void {
  const { db, ticker, sender } = house;
  const reader = new CalendarReader(house);
  ticker.on(calendarStale, (key, now) => reader.start(Number(key), now));
  ticker.on(calendarEventEnds, (key, now, dueAt) => noticeCalendarEnds(db, Number(key), now, dueAt));
  sender.on(calendarFailing, { draw: (subject) => drawFailing(db, subject) });
  listenForForms(house, new CalendarDrafts());
}

function drawFailing(db: Database, subject: string) {
  const calendar = findCalendar(db, Number(subject.split(' ')[0]));
  const ritual = calendar && findRitual(db, calendar.ritualId);
  return calendar && ritual ? views.failingMessage(ritual, calendar) : null;
}

function listenForForms(house: House, drafts: CalendarDrafts): void {
  const { db, doors } = house;
  const formFor = (conversationId: string, personId: string) => {
    requireMayChange(db, conversationId, personId);
    return views.calendarForm(conversationId);
  };
  doors.click('calendar.form', ({ personId, value }) => ({ open: formFor(value, personId) }));
  doors.click('calendar.anew', ({ personId, value }) => ({ replace: formFor(value, personId) }));
  doors.submission('add_calendar', ({ now, personId, fields, metadata }) => {
    requireMayChange(db, metadata, personId);
    const wishes = readWishes(fields, house.allowLocalFeeds);
    const draft = { personId, conversationId: metadata, wishes, reading: null };
    return preview(house, drafts, drafts.keep(draft, now), personId);
  });
  doors.submission('read_calendar_again', ({ personId, metadata }) =>
    inPlace(() => preview(house, drafts, metadata, personId)),
  );
  doors.submission('use_calendar', (submission) => inPlace(() => use(db, drafts, submission)));
  doors.click('calendar.remove', ({ now, personId, value }) => {
    const ritual = removeCalendar(db, now, personId, Number(value));
    return ritual ? { replace: triggersPage(loadTriggers(db, ritual, now)) } : {};
  });
}

/** These forms lie three deep, where Slack takes no more: a refusal comes in their place (docs.slack.dev, "Modals"). */
function inPlace(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { replace: notice('Not saved', error.message) };
  }
}

function readWishes(fields: Fields, allowLocal: boolean): CalendarWishes {
  const address = fields.required('address', 'Paste the calendar’s address.');
  try {
    feedAddress(address, allowLocal);
  } catch (error) {
    if (!(error instanceof FeedFailure)) throw error;
    throw new Refusal(`I cannot use this address: ${error.message}.`, 'address');
  }
  const titleFilter = oneLine(fields.text('title_filter'));
  const isPattern = fields.options('pattern').length > 0 && titleFilter !== '';
  const problem = isPattern ? patternProblem(titleFilter) : null;
  if (problem !== null) throw new Refusal(problem, 'title_filter');
  const purpose = fields.option('purpose') === 'holidays' ? 'holidays' : 'meetings';
  return { address, purpose, titleFilter, isPattern };
}

/** Slack has its answer at once; what was read is shown in the same form, when it is. */
function preview(
  { db, clock, log, allowLocalFeeds: allowLocal }: House,
  drafts: CalendarDrafts,
  key: string,
  personId: string,
): Reply {
  const draft = drafts.find(key, personId, clock.now());
  const { conversationId, wishes } = draft;
  const { timeZone } = requireMayChange(db, conversationId, personId);
  return {
    replace: views.readingForm(key),
    after: async (update) => {
      const now = clock.now();
      try {
        const reading = await readCalendar(wishes, { now, timeZone, allowLocal, lookBackMs: catchUpMs });
        if (reading.status === 'unchanged') throw new FeedFailure('its server says that I know it already');
        draft.reading = reading;
        await update(views.previewForm(key, wishes, reading, now));
      } catch (error) {
        const isExpected = error instanceof FeedFailure;
        if (!isExpected) log.error({ err: error }, 'the preview of a calendar failed');
        const because = isExpected ? error.message : 'something went wrong on our side';
        await update(views.unreadableForm(key, conversationId, because));
      }
    },
  };
}

function use(db: Database, drafts: CalendarDrafts, { now, personId, metadata }: Submission): Reply {
  const { conversationId, wishes, reading } = drafts.find(metadata, personId, now);
  if (!reading) throw new Refusal('I have not read this calendar yet. Please enter it again.');
  const ritual = addCalendar(db, now, personId, conversationId, { wishes, reading });
  return { refresh: triggersPage({ ...loadTriggers(db, ritual, now), news: 'The calendar is added.' }) };
}
