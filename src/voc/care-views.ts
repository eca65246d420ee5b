// The forms of care: what is masked and kept, and whether a customer is to be forgotten.
import type { ModalView } from '@slack/types';
import type { Care } from '../people/care-store.ts';
import { escaped } from '../platform/slack-text.ts';
import { context, form, input, option, section } from '../platform/view-parts.ts';
import { type CustomerFacts, mostMentions } from './forget-many.ts';

const masked = option('Masked before they are stored', 'masked');
const kept = option('Kept as they are', 'kept');

export function careForm({ masks, keptDays }: Care): ModalView {
  return form(
    'care',
    'Customers’ words',
    [
      input(
        'masking',
        'E-mail addresses, phone and card numbers',
        { type: 'static_select', options: [masked, kept], initial_option: masks ? masked : kept },
        { hint: 'This holds for what is saved from now on.' },
      ),
      input(
        'kept_days',
        'Forget voices after so many days',
        {
          type: 'number_input',
          is_decimal_allowed: false,
          min_value: '30',
          max_value: '3650',
          ...(keptDays === null ? {} : { initial_value: String(keptDays) }),
        },
        {
          hint: 'Counted from the day they were said. What is older goes at once, then daily, and cannot be brought back. Empty: they are kept.',
          optional: true,
        },
      ),
    ],
    { submit: 'Save' },
  );
}

export function forgetCustomerForm({ name, voices, mentions }: CustomerFacts): ModalView {
  const many = mentions >= mostMentions ? `${mostMentions.toLocaleString('en')} or more` : String(mentions);
  const others = `${many} ${mentions === 1 ? 'voice of somebody else says' : 'voices of others say'} that name and ${mentions === 1 ? 'stays' : 'stay'}: look at them with \`/voc search\`, forget single ones with \`/voc forget 42\`.`;
  return form(
    'forget_customer',
    'Forget a customer',
    [
      section(
        `*${escaped(name)}*: ${voices.toLocaleString('en')} ${voices === 1 ? 'voice' : 'voices'} will be deleted for good, wherever ${voices === 1 ? 'it was' : 'they were'} saved, with every trace in search. Nobody can bring ${voices === 1 ? 'it' : 'them'} back.`,
      ),
      ...(mentions > 0 ? [context(others)] : []),
      context('Files that wait to be imported will be dropped as well: they may hold the same words.'),
    ],
    { submit: 'Forget them', metadata: name },
  );
}
