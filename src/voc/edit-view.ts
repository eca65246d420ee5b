// How the form looks in which somebody changes a voice.
import type { ModalView } from '@slack/types';
import type { Segment } from '../people/segment.ts';
import { context, form, input, section, textInput } from '../platform/view-parts.ts';
import { factInputs, longestInput } from './form-view.ts';
import type { Voice } from './voice.ts';

interface EditFacts {
  voice: Voice;
  /** The day on which it was said, where the reader is. */
  saidOn: string;
  followsMessage: boolean;
  /** Whether it opens on top of the page that confirmed the voice. */
  isOnPage: boolean;
  segments: Segment[];
}

/** Words that are longer than an input takes stay as they are: cut down unseen, they would no longer be verbatim. */
export function fitsForm(words: string): boolean {
  return words.length <= longestInput;
}

export function editForm({ voice, saidOn, followsMessage, isOnPage, segments }: EditFacts): ModalView {
  const keeps = 'Its number and who can find it stay as they are.';
  const follows = 'Once you change the words, edits of the message change them no more.';
  const words = input(
    'words',
    'What they said',
    textInput({ initial: voice.words, most: longestInput, tall: true }),
    {
      hint: 'Word for word. E-mail addresses, phone and card numbers are taken out, unless your sponsor allows them.',
    },
  );
  const tooLong = section(
    `The words have ${voice.words.length.toLocaleString('en')} characters and a form takes 3,000, so they stay as they are. To change them, forget the voice and save it anew.`,
  );
  return form(
    'edit_voice',
    `Voice ${voice.id}`,
    [
      context(followsMessage ? `${keeps} ${follows}` : keeps),
      fitsForm(voice.words) ? words : tooLong,
      ...factInputs({ ...voice, saidOn }, segments),
    ],
    { submit: 'Save', metadata: `${voice.id} ${isOnPage ? 'page' : 'message'}` },
  );
}
