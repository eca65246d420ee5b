// Changes what is kept of a customer's words: by hand, with its number, its audience and its capturer unchanged.
import { sponsorId, viewerOf } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { leaveTraces } from '../platform/traces.ts';
import { announceChange } from './announce-voice.ts';
import { changeVoice, originOf } from './capture-store.ts';
import type { Draft } from './draft.ts';
import { requireVoice } from './forget-voice.ts';
import { readyToStore, saidAt } from './keep-voice.ts';
import { findVoice } from './store.ts';
import { currentTheme } from './theme-store.ts';
import type { Voice } from './voice.ts';

/** Refuses anyone but the capturer and the sponsor. */
export function requireOwnVoice(db: Database, personId: string, id: number, deed = 'change'): Voice {
  const voice = requireVoice(db, personId, id);
  if (personId === voice.capturedBy || personId === sponsorId(db)) return voice;
  throw new Refusal(
    `Only ${mention(voice.capturedBy)}, who saved voice ${id}, and the sponsor can ${deed} it. Ask one of them.`,
  );
}

/** What the form brings back: the words are null where they were too long for it. */
export type Edited = Omit<Draft, 'words'> & { words: string | null };

/** Refuses anyone but the capturer and the sponsor, and a day to come. Says how much was masked. */
export function editVoice(
  db: Database,
  now: Date,
  personId: string,
  id: number,
  edited: Edited,
): { voice: Voice; masked: number } {
  const voice = requireOwnVoice(db, personId, id);
  const { said, masked } = readyToStore(db, { ...edited, words: edited.words ?? voice.words });
  const changed: Voice = {
    ...voice,
    unhappy: false,
    ...said,
    saidAt: saidAt(db, now, personId, voice.saidAt, edited.saidOn),
  };
  const isOwnWording = changed.words !== voice.words;
  changeVoice(db, changed, originOf(db, id).followsMessage && !isOwnWording);
  announceChange(db, now, id);
  leaveTraces(db, now);
  audit(db, now, personId, 'edited', `voice ${id}`);
  return { voice: findVoice(db, id, viewerOf(db, personId)) ?? changed, masked };
}

/** Gives a voice one more theme, under the name that the theme has by now. */
export function addTheme(db: Database, now: Date, personId: string, id: number, typed: string): Voice {
  const voice = requireOwnVoice(db, personId, id);
  const theme = currentTheme(db, typed);
  if (voice.themes.includes(theme)) return voice;
  if (voice.themes.length >= 10) {
    throw new Refusal(`Voice ${id} has ten themes already. Take one away with \`/voc edit ${id}\` first.`);
  }
  const changed = { ...voice, themes: [...voice.themes, theme] };
  changeVoice(db, changed, originOf(db, id).followsMessage);
  announceChange(db, now, id);
  audit(db, now, personId, 'edited', `voice ${id}`);
  return changed;
}
