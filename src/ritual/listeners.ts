// Slack's door to rituals: /ritual and its form.

import { conversationLost, personLeft } from '../people/read-directory.ts';
import { findFunction, findSettings, listFunctions } from '../people/settings-store.ts';
import { activeMemberIds, findPerson, isMember, sponsorId } from '../people/store.ts';
import { requireTimeZone, zoneDataVersion, zonesLike } from '../people/zones.ts';
import type { Command, Submission } from '../platform/asked.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Inbox } from '../platform/inbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import type { Ticker } from '../platform/ticker.ts';
import { askRitual } from './ask-ritual.ts';
import { meetingEnds, noticeScheduled } from './follow-schedule.ts';
import { readHuddleEnd } from './huddle.ts';
import { loadTriggers } from './load-triggers.ts';
import { loseRitual } from './lose-ritual.ts';
import { noticeHuddle } from './notice-huddle.ts';
import { pauseRitual, requireRitual, resumeRitual, ritualPaused } from './pause-ritual.ts';
import { readSchedule } from './read-schedule.ts';
import { renewAlarms } from './renew-alarms.ts';
import { lastRound, openRounds, silentRun } from './round-store.ts';
import { requireMaySetUp, setUpRitual } from './set-up-ritual.ts';
import { setUpForm } from './set-up-view.ts';
import { readShare } from './share.ts';
import { findRitual, namedPeople, ritualsPassedFrom } from './store.ts';
import { newFacilitator, passRitualsOn, takeRitual } from './take-ritual.ts';
import { triggersPage } from './triggers-view.ts';
import { upcomingRounds } from './upcoming.ts';
import * as views from './views.ts';

interface House {
  db: Database;
  doors: Doors;
  ticker: Ticker;
  sender: Sender;
  inbox: Inbox;
  clock: Clock;
}

export function listen({ db, doors, ticker, sender, inbox, clock }: House): void {
  listenForWords(db, doors);
  db.transaction(() => renewAlarms(db, clock.now(), zoneDataVersion));
  inbox.on('huddle ended', {
    of: 'message',
    subscriptions: ['message.channels', 'message.groups'],
    keep: readHuddleEnd,
    apply: (huddle, now) => db.transaction(() => noticeHuddle(db, now, huddle)),
  });
  doors.submission('set_up_ritual', (submission) => saveSetUp(db, submission));
  doors.suggestion('time_zone', ({ typed }) => zonesLike(typed));
  ticker.on(meetingEnds, (key, now, dueAt) => noticeScheduled(db, Number(key), now, dueAt));
  ticker.on(personLeft, (key, now) => passRitualsOn(db, now, key));
  ticker.on(conversationLost, (key, now) => loseRitual(db, now, key));
  sender.on(newFacilitator, {
    draw: (subject) => views.newFacilitatorMessage(ritualsPassedFrom(db, subject.split(' ')[0] ?? '')),
  });
  sender.on(ritualPaused, {
    draw: (subject) => {
      const ritual = findRitual(db, Number(subject.split(' ')[0]));
      return ritual ? views.pausedMessage(ritual) : null;
    },
  });
}

function listenForWords(db: Database, doors: Doors): void {
  const word = (name: string, tells: string, run: (command: Command) => Reply) =>
    doors.subcommand('/ritual', { word: name, usage: name, tells, run });
  word('setup', 'choose when this channel is asked, and whom', (command) => openSetUp(db, command));
  word('status', 'when it asks next, and what is open', (command) => showStatus(db, command));
  word('ask', 'ask now', ({ now, personId, conversationId }) => {
    askRitual(db, now, personId, conversationId);
    return { say: sentence('Asked. The question is in the channel.') };
  });
  word('pause', 'stop asking until somebody resumes it', ({ now, personId, conversationId }) => {
    pauseRitual(db, now, personId, conversationId);
    return { say: sentence('Paused: I will not ask here until somebody types `/ritual resume`.') };
  });
  word('resume', 'ask again', ({ now, personId, conversationId }) => {
    const ritual = resumeRitual(db, now, personId, conversationId);
    return { say: sentence(views.resumedText(upcomingRounds(db, ritual, now, 1)[0])) };
  });
  word('take', 'become its facilitator', ({ now, personId, conversationId }) => {
    takeRitual(db, now, personId, conversationId);
    return {
      say: sentence('You are its facilitator now: you can set it up, pause it and close its rounds.'),
    };
  });
}

function openSetUp(db: Database, { personId, conversationId, conversationName }: Command): Reply {
  const ritual = requireMaySetUp(db, conversationId, personId);
  return {
    open: setUpForm({
      conversationId,
      conversationName,
      ritual,
      functions: listFunctions(db),
      personIds: ritual ? namedPeople(db, ritual.id) : [],
      timeZone: findPerson(db, personId)?.timeZone ?? findSettings(db).timeZone,
    }),
  };
}

function saveSetUp(db: Database, { now, personId, fields, metadata }: Submission): Reply {
  const [conversationId = '', ...instead] = metadata.split(' ');
  const people = fields.people('people');
  const strangers = people.filter((id) => !activeMemberIds(db, conversationId).includes(id));
  if (strangers.length > 0) {
    const names = strangers.map((id) => findPerson(db, id)?.name ?? id).join(', ');
    throw new Refusal(`Name only people who are in this channel, and no bots. Not here: ${names}.`, 'people');
  }
  const functionId = fields.option('function');
  const timeZone = requireTimeZone(fields.option('time_zone') ?? '', 'time_zone');
  const ritual = setUpRitual(db, now, personId, conversationId, {
    name: fields.required('name', 'Give the meeting a name, such as Product weekly.'),
    functionId: functionId === null ? null : Number(functionId),
    question: fields.required('question', 'Keep a question to ask.'),
    timeZone,
    schedule: readSchedule(fields, timeZone, now),
    instead: instead.join(' '),
    personIds: people,
    reconsiderAt: readShare(fields.option('reconsider_at')),
    anonymous: fields.option('names') === null ? undefined : fields.option('names') === 'anonymous',
  });
  const news = views.savedText(ritual, upcomingRounds(db, ritual, now, 1)[0]);
  return { replace: triggersPage({ ...loadTriggers(db, ritual, now), news }) };
}

function showStatus(db: Database, { now, personId, conversationId }: Command): Reply {
  const ritual = requireRitual(db, conversationId);
  const { quietDays, calendars, webhooks } = loadTriggers(db, ritual, now);
  if (!isMember(db, conversationId, personId) && personId !== sponsorId(db)) {
    throw new Refusal('Only members of this channel can read its status. Join it, then try again.');
  }
  return {
    say: views.status({
      ritual,
      functionName: ritual.functionId === null ? null : (findFunction(db, ritual.functionId)?.name ?? null),
      upcoming: upcomingRounds(db, ritual, now, 3),
      quietDays,
      triggers: [...calendars, ...webhooks].map(({ text }) => text),
      open: openRounds(db, conversationId),
      missed: lastRound(db, ritual.id, 'missed'),
      silentRounds: silentRun(db, ritual.id),
      personIds: namedPeople(db, ritual.id),
      memberIds: activeMemberIds(db, conversationId),
    }),
  };
}
