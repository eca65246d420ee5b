// The forms of care: what is masked and kept, and whether a customer is to be forgotten.
import type { ModalView } from '@slack/types';
import type { Care } from '../people/care-store.ts';
import type { Opened } from '../people/touched.ts';
import { day, escaped } from '../platform/slack-text.ts';
import { context, form, input, option, section } from '../platform/view-parts.ts';
import { type CustomerFacts, mostMentions } from './forget-many.ts';
import type { WeighedCare } from './weigh-care.ts';

const masked = option('Masked before they are stored', 'masked');
const kept = option('Kept as they are', 'kept');

/** What it was opened with comes back, so that only what was touched is changed. */
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
          hint: 'Counted from the day they were said. What is older is deleted, then and daily, and cannot be brought back. Empty: they are kept.',
          optional: true,
        },
      ),
    ],
    { submit: 'Save', metadata: JSON.stringify({ masks, keptDays }) },
  );
}

/** Asked before a shorter time deletes voices. */
export function forgetOldForm(opened: Opened<Care>, { care, voices, saidBefore }: WeighedCare): ModalView {
  const which = saidBefore === null ? '' : ` said before ${day(saidBefore)}`;
  return form(
    'forget_old',
    'Forget old voices',
    [
      section(
        `*${voicesText(voices)}*${which} will be deleted for good, wherever ${voices === 1 ? 'it was' : 'they were'} saved, with every trace in search. Nobody can bring ${voices === 1 ? 'it' : 'them'} back.`,
      ),
      context(
        `From then on every voice is deleted ${care.keptDays} days after it was said. Nothing is saved until you agree.`,
      ),
    ],
    { submit: voices === 1 ? 'Forget it' : 'Forget them', metadata: JSON.stringify(opened) },
  );
}

/** Said once they go. */
export function forgettingText(voices: number): string {
  return `${voicesText(voices)} ${voices === 1 ? 'is' : 'are'} being deleted. It takes a moment; the audit log keeps how many, and neither words nor name.`;
}

function voicesText(voices: number): string {
  return `${voices.toLocaleString('en')} ${voices === 1 ? 'voice' : 'voices'}`;
}

export function forgetCustomerForm({ name, voices, mentions }: CustomerFacts): ModalView {
  const many = mentions >= mostMentions ? `${mostMentions.toLocaleString('en')} or more` : String(mentions);
  const others = `${many} ${mentions === 1 ? 'voice of somebody else says' : 'voices of others say'} that name and ${mentions === 1 ? 'stays' : 'stay'}: look at them with \`/voc search\`, forget single ones with \`/voc forget 42\`.`;
  return form(
    'forget_customer',
    'Forget a customer',
    [
      section(
        `*${escaped(name)}*: ${voicesText(voices)} will be deleted for good, wherever ${voices === 1 ? 'it was' : 'they were'} saved, with every trace in search. Nobody can bring ${voices === 1 ? 'it' : 'them'} back.`,
      ),
      ...(mentions > 0 ? [context(others)] : []),
      context('Files that wait to be imported will be dropped as well: they may hold the same words.'),
    ],
    { submit: 'Forget them', metadata: name },
  );
}
