// The form that searches from the App Home.
import type { ModalView } from '@slack/types';
import { form, input, option, textInput } from '../platform/view-parts.ts';

const voices = option('What customers said', 'voices');
const decisions = option('What teams decided', 'decisions');

export function searchForm(): ModalView {
  return form(
    'search',
    'Search',
    [
      input('search_words', 'What to look for', textInput({ most: 300, placeholder: 'export slow' }), {
        hint: 'Words, a "phrase", or narrower: segment:mid #export since:monday, or for decisions owner:… state:reconsider.',
      }),
      input('search_where', 'Where', {
        type: 'radio_buttons',
        options: [voices, decisions],
        initial_option: voices,
      }),
    ],
    { submit: 'Search' },
  );
}
