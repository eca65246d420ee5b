// How the form that keeps a voice looks.
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Segment } from '../people/segment.ts';
import { escapedWithin } from '../platform/slack-text.ts';
import { context, dateInput, form, input, option, textInput } from '../platform/view-parts.ts';
import { longestLabel, wellFormed } from './draft.ts';
import { whoSees } from './views.ts';
import { type Place, type Reach, type Scale, scales, type Voice } from './voice.ts';

/** Slack's own limit for an input. */
export const longestInput = 3_000;

interface FormFacts {
  place: Place;
  reach: Reach;
  /** The message's words; '' for an empty form. */
  words: string;
  customer: string;
  /** The day to propose. */
  saidOn: string;
  segments: Segment[];
}

export function voiceForm({ place, reach, words, customer, saidOn, segments }: FormFacts): ModalView {
  const isCut = words.length > longestInput;
  const attached = place.message?.attached.join(', ') ?? '';
  const attachedNote = attached
    ? `Attached there: ${escapedWithin(attached, 500)}. Its name is noted, the file stays in Slack.`
    : '';
  const cutNote = `The message has ${words.length.toLocaleString('en')} characters and this form takes 3,000. Keep what matters; the link leads to the whole.`;
  return form(
    'save_voice',
    'A customer’s words',
    [
      context([whoSees(reach), isCut ? cutNote : '', attachedNote].filter(Boolean).join(' ')),
      input(
        'words',
        'What they said',
        textInput({ initial: wellFormed(words), most: longestInput, tall: true }),
        {
          hint: 'Word for word. E-mail addresses, phone and card numbers are taken out, unless your sponsor allows them.',
        },
      ),
      ...factInputs({ customer, saidOn }, segments),
    ],
    { submit: 'Save', metadata: JSON.stringify(place) },
  );
}

/** What is known of a voice, to begin with: nothing but a customer and a day for a new one. */
export type FormStart = Partial<Omit<Voice, 'saidAt'>> & { saidOn: string };

/** Everything but the words. `segments`: those to choose from. */
export function factInputs({ saidOn, ...start }: FormStart, segments: readonly Segment[]): KnownBlock[] {
  const { customer, segment, source, stage, score } = start;
  const themes = start.themes?.map((theme) => `#${theme}`).join(' ');
  return [
    label('customer', 'Customer', { initial: customer ?? '', placeholder: 'Acme' }),
    choice(
      'segment',
      'Segment',
      segments.map(({ name, label }) => option(label, name)),
      segment,
    ),
    label('source', 'Source', { initial: source ?? '', placeholder: 'support, sales call, survey' }),
    label('stage', 'Stage', { initial: stage ?? '', placeholder: 'buy, set up, use, renew' }),
    choice('scale', 'Scale', scaleOptions, score?.scale),
    input(
      'score',
      'Score',
      {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: '0',
        max_value: '100',
        ...(score ? { initial_value: String(score.value) } : {}),
      },
      { optional: true },
    ),
    input('themes', 'Themes', textInput({ initial: themes, most: 500, placeholder: '#export #speed' }), {
      optional: true,
    }),
    input(
      'unhappy',
      'Mood',
      {
        type: 'checkboxes',
        options: [unhappyOption],
        ...(start.unhappy ? { initial_options: [unhappyOption] } : {}),
      },
      { optional: true },
    ),
    input('said_on', 'Said on', dateInput(saidOn)),
  ];
}

const unhappyOption = option('They were unhappy', 'yes');
const scaleOptions = (Object.keys(scales) as Scale[]).map((scale) =>
  option(`${scale.toUpperCase()}, ${scales[scale].least} to ${scales[scale].most}`, scale),
);

function label(name: string, title: string, look: { initial?: string; placeholder: string }) {
  return input(name, title, textInput({ ...look, most: longestLabel }), { optional: true });
}

function choice(name: string, title: string, options: PlainTextOption[], chosen?: string | null) {
  const initial = options.find(({ value }) => value === chosen);
  const start = initial ? { initial_option: initial } : {};
  return input(name, title, { type: 'static_select', options, ...start }, { optional: true });
}
