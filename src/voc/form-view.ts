// How the form that keeps a voice looks.
import type { ModalView, PlainTextOption } from '@slack/types';
import { segments } from '../people/workspace.ts';
import { context, dateInput, form, input, option, textInput } from '../platform/view-parts.ts';
import { longestLabel, wellFormed } from './draft.ts';
import { whoSees } from './views.ts';
import { type Place, type Reach, type Scale, scales } from './voice.ts';

/** Slack's own limit for an input. */
const longestInput = 3_000;

interface FormFacts {
  place: Place;
  reach: Reach;
  /** The message's words; '' for an empty form. */
  words: string;
  customer: string;
  /** The day to propose. */
  saidOn: string;
}

export function voiceForm({ place, reach, words, customer, saidOn }: FormFacts): ModalView {
  const isCut = words.length > longestInput;
  const cutNote = `The message has ${words.length.toLocaleString('en')} characters and this form takes 3,000. Keep what matters; the link leads to the whole.`;
  return form(
    'save_voice',
    'A customer’s words',
    [
      context([whoSees[reach], isCut ? cutNote : ''].filter(Boolean).join(' ')),
      input(
        'words',
        'What they said',
        textInput({ initial: wellFormed(words), most: longestInput, tall: true }),
        { hint: 'Word for word. E-mail addresses and phone numbers are taken out before it is stored.' },
      ),
      label('customer', 'Customer', { initial: customer, placeholder: 'Acme' }),
      choice('segment', 'Segment', segmentOptions),
      label('source', 'Source', { placeholder: 'support, sales call, survey' }),
      label('stage', 'Stage', { placeholder: 'buy, set up, use, renew' }),
      choice('scale', 'Scale', scaleOptions),
      input(
        'score',
        'Score',
        { type: 'number_input', is_decimal_allowed: false, min_value: '0', max_value: '100' },
        { optional: true },
      ),
      input('themes', 'Themes', textInput({ most: 500, placeholder: '#export #speed' }), { optional: true }),
      input('said_on', 'Said on', dateInput(saidOn)),
    ],
    { submit: 'Save', metadata: JSON.stringify(place) },
  );
}

const segmentOptions = segments.map(({ name, label }) => option(label, name));
const scaleOptions = (Object.keys(scales) as Scale[]).map((scale) =>
  option(`${scale.toUpperCase()}, ${scales[scale].least} to ${scales[scale].most}`, scale),
);

function label(name: string, title: string, look: { initial?: string; placeholder: string }) {
  return input(name, title, textInput({ ...look, most: longestLabel }), { optional: true });
}

function choice(name: string, title: string, options: PlainTextOption[]) {
  return input(name, title, { type: 'static_select', options }, { optional: true });
}
