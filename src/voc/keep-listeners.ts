// Slack's door to keeping customers' words: /voc, its form, and the shortcut on a message.
import type { webApi } from '@slack/bolt';
import { knownSegments, listSegments } from '../people/segments-store.ts';
import { findPerson, viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Command, MessagePick, Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Logger } from '../platform/log.ts';
import type { Reply } from '../platform/reply.ts';
import { voiceForm } from './form-view.ts';
import { readDraft } from './grammar.ts';
import { keepVoice, postedAt, requireMayKeep, zoneOf } from './keep-voice.ts';
import { keptMessage, keptPage, offersMessage } from './kept-view.ts';
import { loadOffers } from './load-confirmation.ts';
import { maskerOf } from './masking.ts';
import { digestOf, namesOf } from './message.ts';
import { readForm, readPlace } from './read-form.ts';
import { findVoice, setPermalink } from './store.ts';
import { wordsOf } from './typed-words.ts';
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

export function listen(house: House): void {
  const { db, doors } = house;
  doors.command('/voc', intro, (command) => capture(db, command));
  doors.submission('save_voice', (submission) => save(house, submission));
  doors.messageShortcut('save_voice', (pick) => offerMessage(db, pick));
  doors.click('voice.form', ({ now, personId }) => openForm(db, now, personId, noConversation));
}

function capture(db: Database, { now, personId, conversationId, text }: Command): Reply {
  if (text === '') return openForm(db, now, personId, conversationId);
  const place: Place = { conversationId, messageTs: null };
  const today = () => localTime(now, zoneOf(db, personId)).date;
  const draft = readDraft(wordsOf(db, text), () => listSegments(db), today);
  const kept = keepVoice(db, now, personId, place, draft);
  return {
    say: keptMessage(kept),
    later: () => {
      // It may have been taken back or changed since.
      const voice = findVoice(db, kept.voice.id, viewerOf(db, personId));
      return voice && offersMessage(voice, loadOffers(db, now, personId, voice));
    },
  };
}

function openForm(db: Database, now: Date, personId: string, conversationId: string): Reply {
  const place: Place = { conversationId, messageTs: null };
  const reach = requireMayKeep(db, personId, place);
  const saidOn = localTime(now, zoneOf(db, personId)).date;
  return { open: voiceForm({ place, reach, words: '', customer: '', saidOn, segments: listSegments(db) }) };
}

function offerMessage(db: Database, pick: MessagePick): Reply {
  const { personId, channelId, ts, text, authorId, files } = pick;
  const author = authorId === null ? undefined : findPerson(db, authorId);
  const words = wordsOf(db, text).trim();
  const place: Place = {
    conversationId: channelId,
    messageTs: ts,
    message: { authorId, attached: namesOf(files, maskerOf(db)), digest: digestOf(words) },
  };
  return {
    open: voiceForm({
      place,
      reach: requireMayKeep(db, personId, place),
      words,
      // Somebody of another organization who writes in a shared channel is most likely the customer.
      customer: author?.kind === 'outsider' ? author.name : '',
      saidOn: localTime(postedAt(ts), zoneOf(db, personId)).date,
      segments: listSegments(db),
    }),
  };
}

function save(house: House, { now, personId, fields, metadata }: Submission): Reply {
  const { db } = house;
  const place = readPlace(metadata);
  const kept = keepVoice(db, now, personId, place, readForm(fields, knownSegments(db)));
  return {
    // A page that was changed at once after it was shown could be overtaken by itself, so nothing is left for later.
    replace: keptPage(kept, loadOffers(db, now, personId, kept.voice)),
    after: () => linkMessage(house, kept.voice.id, place),
  };
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
