// Slack's door to customers' words: /voc, its form, and the shortcut on a message.
import type { webApi } from '@slack/bolt';
import { findConversation, findPerson, viewerOf } from '../people/store.ts';
import { instantOf, localTime } from '../people/zone.ts';
import type { Command, MessagePick, Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Logger } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply, sentence } from '../platform/reply.ts';
import { readBack } from '../platform/slack-text.ts';
import { forgetVoice, readVoiceId, requireVoice } from './forget-voice.ts';
import { voiceForm } from './form-view.ts';
import { readDraft } from './grammar.ts';
import { keepVoice, postedAt, requireMayKeep, zoneOf } from './keep-voice.ts';
import { readForm, readPlace } from './read-form.ts';
import { isEmpty, readSearch } from './search.ts';
import { searchVoices } from './search-store.ts';
import { emptyWriteAheadLog, latestVoices, setPermalink } from './store.ts';
import * as views from './views.ts';
import { noConversation, type Place } from './voice.ts';

interface House {
  db: Database;
  doors: Doors;
  slack: webApi.WebClient;
  log: Logger;
}

const intro =
  'Save a customer’s own words: `/voc The export fails -- Acme #export nps:6 segment:mid source:support stage:use`. ' +
  '`/voc` alone opens the form.';

const notAList =
  '`/voc list` shows the newest voices and takes nothing after it. Look for some with `/voc search`; ' +
  'to save words that begin with “list”, use the form: `/voc` alone.';

const inList = 10;

export function listen(house: House): void {
  const { db, doors } = house;
  listenForWords(db, doors);
  doors.reserve('/voc', 'import', 'export', 'link', 'own', 'close');
  doors.command('/voc', intro, (command) => capture(db, command));
  doors.submission('save_voice', (submission) => save(house, submission));
  doors.messageShortcut('save_voice', (pick) => offerMessage(db, pick));
  doors.click('voice.form', ({ now, personId }) => openForm(db, now, personId, noConversation));
  doors.click('voice.read', ({ personId, value }) => ({
    open: views.readPage(requireVoice(db, personId, Number(value))),
  }));
  doors.click('forget_voice', ({ now, personId, value }) => forget(db, now, personId, Number(value)));
}

function listenForWords(db: Database, doors: Doors): void {
  const word = (usage: string, tells: string, run: (command: Command) => Reply) =>
    doors.subcommand('/voc', { word: usage.split(' ', 1)[0] ?? usage, usage, tells, run });
  word(
    'search export slow',
    'find voices; narrow with segment:mid source:support stage:use customer:acme #export by:@ana since:2026-10-01',
    (command) => search(db, command),
  );
  word('list', 'the newest voices', ({ personId, text }) => {
    if (text !== '') throw new Refusal(notAList);
    return { say: views.latestMessage(latestVoices(db, viewerOf(db, personId), inList)) };
  });
  word('show 42', 'one voice, whole', ({ personId, text }) => ({
    say: views.voiceMessage(requireVoice(db, personId, readVoiceId(text, 'show'))),
  }));
  word('forget 42', 'delete a voice that you saved', ({ now, personId, text }) =>
    forget(db, now, personId, readVoiceId(text, 'forget')),
  );
}

/** Names what Slack sent without a label; never a private channel, whose name is not for everyone. */
function wordsOf(db: Database, text: string): string {
  const channelName = (id: string) => {
    const conversation = findConversation(db, id);
    return conversation?.isPrivate ? undefined : conversation?.name;
  };
  return readBack(text, (id) => findPerson(db, id)?.name ?? channelName(id));
}

function capture(db: Database, { now, personId, conversationId, text }: Command): Reply {
  if (text === '') return openForm(db, now, personId, conversationId);
  const place: Place = { conversationId, messageTs: null };
  return { say: views.keptMessage(keepVoice(db, now, personId, place, readDraft(wordsOf(db, text)))) };
}

function openForm(db: Database, now: Date, personId: string, conversationId: string): Reply {
  const place: Place = { conversationId, messageTs: null };
  const reach = requireMayKeep(db, personId, place);
  const saidOn = localTime(now, zoneOf(db, personId)).date;
  return { open: voiceForm({ place, reach, words: '', customer: '', saidOn }) };
}

function offerMessage(db: Database, { personId, channelId, ts, text, authorId }: MessagePick): Reply {
  const place: Place = { conversationId: channelId, messageTs: ts };
  const author = authorId === null ? undefined : findPerson(db, authorId);
  return {
    open: voiceForm({
      place,
      reach: requireMayKeep(db, personId, place),
      words: wordsOf(db, text).trim(),
      // Somebody of another organization who writes in a shared channel is most likely the customer.
      customer: author?.kind === 'outsider' ? author.name : '',
      saidOn: localTime(postedAt(ts), zoneOf(db, personId)).date,
    }),
  };
}

function save(house: House, { now, personId, fields, metadata }: Submission): Reply {
  const place = readPlace(metadata);
  const kept = keepVoice(house.db, now, personId, place, readForm(fields));
  return { replace: views.keptPage(kept), after: () => linkMessage(house, kept.voice.id, place) };
}

/** Asks Slack where the message stands: a network call, so only once the words are safe. */
async function linkMessage({ db, slack, log }: House, voiceId: number, place: Place): Promise<void> {
  if (place.messageTs === null) return;
  try {
    const asked = { channel: place.conversationId, message_ts: place.messageTs };
    const { permalink } = await slack.chat.getPermalink(asked);
    if (permalink) db.transaction(() => setPermalink(db, voiceId, permalink));
  } catch (err) {
    log.warn({ err, voice: voiceId }, 'a voice has no link to its message, because Slack gave none');
  }
}

function search(db: Database, { personId, text }: Command): Reply {
  const wanted = readSearch(text, (typed) => wordsOf(db, typed));
  if (isEmpty(wanted))
    throw new Refusal('Type what to look for, such as `/voc search export slow segment:mid`.');
  const since = wanted.since === null ? null : instantOf(wanted.since, '00:00', zoneOf(db, personId));
  return { say: views.foundMessage(searchVoices(db, wanted, since, viewerOf(db, personId), inList)) };
}

function forget(db: Database, now: Date, personId: string, id: number): Reply {
  forgetVoice(db, now, personId, id);
  const gone = `Voice ${id} is gone: its words are deleted and no search finds them.`;
  return {
    say: sentence(gone),
    instead: true,
    replace: notice('Forgotten', gone),
    after: async () => emptyWriteAheadLog(db),
  };
}
