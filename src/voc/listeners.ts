// Slack's door to reading and forgetting customers' words.
import { viewerOf } from '../people/store.ts';
import type { Command } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply, sentence } from '../platform/reply.ts';
import { joinedTo, originOf } from './capture-store.ts';
import { forgetCustomerForm } from './care-views.ts';
import { findFollowUp } from './follow-up-store.ts';
import { withFollowUp } from './follow-up-view.ts';
import { findCustomer } from './forget-many.ts';
import { forgetVoice, readVoiceId, requireVoice } from './forget-voice.ts';
import { mostSources, sourceLines } from './sources-view.ts';
import { latestVoices } from './store.ts';
import { wordsOf } from './typed-words.ts';
import * as views from './views.ts';

interface House {
  db: Database;
  doors: Doors;
}

const notAList =
  '`/voc list` shows the newest voices and takes nothing after it. Look for some with `/voc search`; ' +
  'to save words that begin with “list”, use the form: `/voc` alone.';

const inList = 10;

export function listen({ db, doors }: House): void {
  listenForWords(db, doors);
  doors.click('voice.read', ({ personId, value }) => ({
    open: views.readPage(requireVoice(db, personId, Number(value))),
  }));
  doors.click('forget_voice', ({ now, personId, value }) => forget(db, now, personId, Number(value)));
}

function listenForWords(db: Database, doors: Doors): void {
  const word = (usage: string, tells: string, run: (command: Command) => Reply) =>
    doors.subcommand('/voc', { word: usage.split(' ', 1)[0] ?? usage, usage, tells, run });
  word('list', 'the newest voices', ({ personId, text }) => {
    if (text !== '') throw new Refusal(notAList);
    return { say: views.latestMessage(latestVoices(db, viewerOf(db, personId), inList)) };
  });
  word('show 42', 'one voice, whole, with its sources', ({ personId, text }) => {
    const voice = requireVoice(db, personId, readVoiceId(text, 'show'));
    const joined = joinedTo(db, voice.id, viewerOf(db, personId), mostSources + 1);
    const shown = views.voiceMessage(voice, sourceLines(originOf(db, voice.id), joined));
    return { say: withFollowUp(shown, voice, findFollowUp(db, voice.id)) };
  });
  word('forget 42', 'delete a voice that you saved; the sponsor: `forget customer Acme`', (command) => {
    const { now, personId, text } = command;
    const customer = /^customer\b(.*)$/is.exec(text)?.[1];
    return customer === undefined
      ? forget(db, now, personId, readVoiceId(text, 'forget'))
      : { open: forgetCustomerForm(findCustomer(db, personId, wordsOf(db, customer))) };
  });
}

function forget(db: Database, now: Date, personId: string, id: number): Reply {
  forgetVoice(db, now, personId, id);
  const gone = `Voice ${id} is gone: its words are deleted and no search finds them.`;
  return {
    say: sentence(gone),
    instead: true,
    replace: notice('Forgotten', gone),
  };
}
