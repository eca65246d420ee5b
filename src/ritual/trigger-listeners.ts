// Slack's door to when a ritual asks: the page of its triggers, and the forms beneath it.
import { readDays } from '../people/days.ts';
import { localTime } from '../people/zone.ts';
import type { Click, Command, Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import {
  addSchedule,
  followHuddles,
  removeSchedule,
  requireMayChange,
  setQuietDays,
  skipDays,
} from './change-triggers.ts';
import { loadTriggers } from './load-triggers.ts';
import { quietDaysFrom } from './quiet-store.ts';
import { readSchedule } from './read-schedule.ts';
import type { Ritual } from './ritual.ts';
import { scheduleWords } from './schedule-words.ts';
import { addTimeForm } from './set-up-view.ts';
import { quietDaysForm, triggersPage } from './triggers-view.ts';
import { upcomingRounds } from './upcoming.ts';
import { skippedText } from './views.ts';

export function listen({ db, doors }: { db: Database; doors: Doors }): void {
  const pageOf = (ritual: Ritual, now: Date, news?: string) =>
    triggersPage({ ...loadTriggers(db, ritual, now), ...(news ? { news } : {}) });
  doors.click('triggers.page', ({ now, personId, value }) => ({
    open: pageOf(requireMayChange(db, value, personId), now),
  }));
  doors.click('schedule.form', ({ personId, value }) => {
    requireMayChange(db, value, personId);
    return { open: addTimeForm(value) };
  });
  doors.submission('add_time', ({ now, personId, fields, metadata }) => {
    const ritual = requireMayChange(db, metadata, personId);
    const schedule = readSchedule(fields, ritual.timeZone, now);
    if (!schedule) throw new Refusal('Choose at least one day.', 'weekdays');
    const changed = addSchedule(db, now, personId, metadata, schedule);
    return { refresh: pageOf(changed, now, `Added: ${scheduleWords(schedule)}.`) };
  });
  const changes = (action: string, run: (click: Click) => Ritual) =>
    doors.click(action, (click) => ({ replace: pageOf(run(click), click.now) }));
  changes('schedule.remove', ({ now, personId, value }) => {
    const [conversationId = '', ...words] = value.split(' ');
    return removeSchedule(db, now, personId, conversationId, words.join(' '));
  });
  changes('huddles.on', ({ now, personId, value }) => followHuddles(db, now, personId, value, true));
  changes('huddles.off', ({ now, personId, value }) => followHuddles(db, now, personId, value, false));
  doors.click('quiet.form', ({ now, personId, value }) => {
    const ritual = requireMayChange(db, value, personId);
    return { open: quietDaysForm(value, quietDaysFrom(db, ritual.id, todayIn(ritual, now))) };
  });
  doors.submission('quiet_days', (submission) => {
    const ritual = saveQuietDays(db, submission);
    return { refresh: pageOf(ritual, submission.now, 'The quiet days are saved.') };
  });
  doors.subcommand('/ritual', {
    word: 'skip',
    usage: 'skip 24 Dec',
    tells: 'ask nothing on a day',
    run: (command) => skip(db, command),
  });
}

const todayIn = ({ timeZone }: Ritual, now: Date) => localTime(now, timeZone).date;

function skip(db: Database, { now, personId, conversationId, text }: Command): Reply {
  const ritual = requireMayChange(db, conversationId, personId);
  const days = readDays(text, todayIn(ritual, now));
  if (!days) {
    throw new Refusal(
      'Say which day to skip, such as `/ritual skip Friday`, `/ritual skip 24 Dec` or `/ritual skip 24 Dec – 1 Jan`.',
    );
  }
  if (days.last < todayIn(ritual, now)) throw new Refusal('That day has gone by. Say a day to come.');
  skipDays(db, now, personId, conversationId, days);
  return { say: sentence(skippedText(days, upcomingRounds(db, ritual, now, 1)[0])) };
}

function saveQuietDays(db: Database, { now, personId, fields, metadata }: Submission): Ritual {
  const ritual = requireMayChange(db, metadata, personId);
  const lines = fields
    .text('days')
    .split(/[\n;]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const days = lines.map((line) => {
    const read = readDays(line, todayIn(ritual, now));
    if (read) return read;
    throw new Refusal(
      `“${line}” is no day that I can read. Write 24 Dec, 2026-12-24, or 24 Dec – 1 Jan.`,
      'days',
    );
  });
  return setQuietDays(db, now, personId, metadata, days);
}
