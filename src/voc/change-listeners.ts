// Slack's door to what can be done with a voice once it is kept: edit, undo, join, and one more theme.
import { knownSegments, listSegments } from '../people/segments-store.ts';
import { viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Click, Command, Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply, sentence } from '../platform/reply.ts';
import { originOf } from './capture-store.ts';
import { editForm, fitsForm } from './edit-view.ts';
import { addTheme, editVoice, requireOwnVoice } from './edit-voice.ts';
import { readVoiceId } from './forget-voice.ts';
import { joinVoice, partVoice } from './join-voice.ts';
import { zoneOf } from './keep-voice.ts';
import { afterOfferMessage, joinedMessage, joinedPage, keptMessage, keptPage } from './kept-view.ts';
import { loadConfirmation, loadOffers } from './load-confirmation.ts';
import { readForm } from './read-form.ts';
import { findVoice } from './store.ts';
import { mostThemesOffered } from './suggest-themes.ts';
import { undoVoice } from './undo-voice.ts';
import type { Voice } from './voice.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  doors.subcommand('/voc', {
    word: 'edit',
    usage: 'edit 42',
    tells: 'change a voice that you saved',
    run: (command) => openForm(db, command.personId, readVoiceId(command.text, 'edit'), false),
  });
  doors.subcommand('/voc', {
    word: 'link',
    usage: 'link 42 12',
    tells: 'join voice 42 to voice 12, which says the same',
    run: (command) => link(db, command),
  });
  doors.click('voice.edit', ({ personId, value }) => {
    const [id = '', where] = value.split(' ');
    return openForm(db, personId, Number(id), where === 'page');
  });
  doors.submission('edit_voice', (submission) => save(db, submission));
  doors.click('voice.undo', (click) => undo(db, click));
  doors.click('voice.join', ({ now, personId, value }) => {
    const [id = 0, into = 0] = value.split(' ').map(Number);
    return joined(joinVoice(db, now, personId, id, into), id);
  });
  doors.click('voice.part', ({ now, personId, value }) => {
    const parted = loadConfirmation(db, partVoice(db, now, personId, Number(value)), 0);
    const page = keptPage(parted, loadOffers(db, now, personId, parted.voice, false));
    return { say: keptMessage(parted), instead: true, replace: page };
  });
  doors.click('voice.keep_both', ({ now, personId, value }) =>
    afterOffer(db, now, personId, requireOwnVoice(db, personId, Number(value)), false),
  );
  // Slack wants each button of a row to have an action of its own.
  for (let place = 1; place <= mostThemesOffered; place += 1) {
    doors.click(`voice.add_theme.${place}`, ({ now, personId, value }) => {
      const [id = '', theme = '', keepsBoth] = value.split(' ');
      const voice = addTheme(db, now, personId, Number(id), theme);
      return afterOffer(db, now, personId, voice, keepsBoth === undefined);
    });
  }
}

function openForm(db: Database, personId: string, id: number, isOnPage: boolean): Reply {
  const voice = requireOwnVoice(db, personId, id);
  const saidOn = localTime(voice.saidAt, zoneOf(db, personId)).date;
  const { followsMessage } = originOf(db, id);
  const segments = listSegments(db, voice.segment);
  return { open: editForm({ voice, saidOn, followsMessage, isOnPage, segments }) };
}

function save(db: Database, { now, personId, fields, metadata }: Submission): Reply {
  const [typed = '', where] = metadata.split(' ');
  const voice = requireOwnVoice(db, personId, Number(typed));
  const fits = fitsForm(voice.words);
  const draft = readForm(fields, knownSegments(db), fits ? fields.text('words') : voice.words);
  const changed = { ...draft, words: fits ? draft.words : null };
  const { voice: edited, masked } = editVoice(db, now, personId, voice.id, changed);
  const page = keptPage(loadConfirmation(db, edited, masked), loadOffers(db, now, personId, edited));
  return where === 'page' ? { refresh: page } : { replace: page };
}

function undo(db: Database, { now, personId, value }: Click): Reply {
  undoVoice(db, now, personId, Number(value));
  const gone = `Voice ${Number(value)} is undone: its words are deleted, as if it had never been saved.`;
  return {
    say: sentence(gone),
    instead: true,
    replace: notice('Undone', gone),
  };
}

/** An offer was taken or declined: shows what the voice is now in its place. */
function afterOffer(db: Database, now: Date, personId: string, voice: Voice, withLike: boolean): Reply {
  const shown = findVoice(db, voice.id, viewerOf(db, personId)) ?? voice;
  const offers = loadOffers(db, now, personId, shown, withLike);
  const page = keptPage(loadConfirmation(db, shown, 0), offers);
  return { say: afterOfferMessage(shown, offers), instead: true, replace: page };
}

function joined(standing: Voice, id: number): Reply {
  return { say: joinedMessage(standing, id), instead: true, replace: joinedPage(standing, id) };
}

function link(db: Database, { now, personId, text }: Command): Reply {
  const [, id, into] = /^#?(\d{1,15})\s+(?:to\s+)?#?(\d{1,15})$/i.exec(text) ?? [];
  if (id === undefined || into === undefined) {
    throw new Refusal(
      'After `/voc link` come the numbers of two voices that say the same, such as `/voc link 42 12`: 12 then stands for both. (To save words that begin with “link”, use the form: `/voc` alone.)',
    );
  }
  return { say: joinedMessage(joinVoice(db, now, personId, Number(id), Number(into)), Number(id)) };
}
