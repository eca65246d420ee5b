// Slack's door to follow-ups: /voc own, /voc close, their buttons and forms, and the note to whoever gets one passed on.
import { sponsorReplaced } from '../people/follow-sponsor.ts';
import { memberLeft, personLeft } from '../people/read-directory.ts';
import { remindersOff } from '../people/reminders-store.ts';
import { viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Message } from '../platform/drawing.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply, sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import type { Ticker } from '../platform/ticker.ts';
import { closeFollowUp, readClose, requireFollowUp } from './close-follow-up.ts';
import { followUpsPassedDrawing } from './follow-up.ts';
import { findFollowUp, openFollowUpsOf, passedIn } from './follow-up-store.ts';
import { closedText, closeForm, ownedText, ownForm, passedMessage } from './follow-up-view.ts';
import { requireVoice } from './forget-voice.ts';
import { zoneOf } from './keep-voice.ts';
import { type Owned, ownVoice, readOwn } from './own-voice.ts';
import { passFollowUpsOn } from './pass-follow-ups-on.ts';

interface House {
  db: Database;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
}

export function listen({ db, doors, sender, ticker }: House): void {
  listenForWords(db, doors);
  listenForForms(db, doors);
  ticker.on(personLeft, (key, now) => passFollowUpsOn(db, now, key));
  ticker.on(sponsorReplaced, (key, now) => passFollowUpsOn(db, now, key));
  ticker.on(memberLeft, (key, now) => passFollowUpsOn(db, now, key.split(' ')[1] ?? ''));
  sender.on(followUpsPassedDrawing, { draw: (subject, now) => drawPassed(db, subject, now) });
}

function listenForWords(db: Database, doors: Doors): void {
  doors.subcommand('/voc', {
    word: 'own',
    usage: 'own 42 @ana friday',
    tells: 'one person promises to get back to the customer by a day',
    run: ({ now, personId, text }) => {
      const { voiceId, ...wish } = readOwn(db, now, personId, text);
      return { say: sentence(saidOf(db, personId, ownVoice(db, now, personId, voiceId, wish))) };
    },
  });
  doors.subcommand('/voc', {
    word: 'close',
    usage: 'close 42 The fix is out',
    tells: 'the promise is kept: what the customer was told',
    run: ({ now, personId, text }) => {
      const { voiceId, told } = readClose(text);
      return { say: sentence(closed(db, now, personId, voiceId, told)) };
    },
  });
}

function listenForForms(db: Database, doors: Doors): void {
  doors.click('follow_up.form', ({ personId, value }): Reply => {
    const voice = requireVoice(db, personId, Number(value));
    return { open: ownForm(voice, findFollowUp(db, voice.id), personId) };
  });
  doors.click('follow_up.close', ({ personId, value }): Reply => {
    return { open: closeForm(requireFollowUp(db, personId, Number(value)).voice) };
  });
  doors.submission('own_voice', ({ now, personId, fields, metadata }) => {
    const dueOn = fields.date('due_on');
    if (dueOn === null) throw new Refusal('Choose the day by which it is done.', 'due_on');
    const owned = ownVoice(db, now, personId, Number(metadata), {
      ownerId: fields.person('owner') ?? '',
      dueOn,
    });
    return { replace: notice('Saved', saidOf(db, personId, owned)) };
  });
  doors.submission('close_follow_up', ({ now, personId, fields, metadata }) => ({
    replace: notice('Closed', closed(db, now, personId, Number(metadata), fields.text('told'))),
  }));
}

function saidOf(db: Database, personId: string, { followUp }: Owned): string {
  return ownedText(followUp, personId, remindersOff(db, followUp.ownerId).has('all'));
}

function closed(db: Database, now: Date, personId: string, voiceId: number, typed: string): string {
  const { voice, told } = closeFollowUp(db, now, personId, voiceId, typed);
  return closedText(voice, told);
}

function drawPassed(db: Database, subject: string, now: Date): Message | null {
  const [ownerId = '', noteDay = ''] = subject.split(' ');
  const passed = passedIn(db, ownerId, noteDay);
  const owned = openFollowUpsOf(db, ownerId, viewerOf(db, ownerId)).filter(({ followUp }) =>
    passed.includes(followUp.id),
  );
  return owned.length > 0 ? passedMessage(owned, localTime(now, zoneOf(db, ownerId)).date) : null;
}
