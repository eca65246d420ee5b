// How follow-ups look: under a shown voice, in reminders and the App Home, and the forms that open and close them.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, escaped, escapedWithin, mention, quote } from '../platform/slack-text.ts';
import {
  button,
  buttons,
  context,
  dateInput,
  fitMessage,
  form,
  input,
  section,
  textInput,
} from '../platform/view-parts.ts';
import { type FollowUp, longestTold } from './follow-up.ts';
import type { OwnedFollowUp } from './follow-up-store.ts';
import type { Voice } from './voice.ts';

/** A calendar day for people: 2026-11-27 as "Fri 27 Nov". */
function dayOf(date: string): string {
  const noon = new Date(`${date}T12:00:00Z`);
  const shown = noon.toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return shown.replace(',', '');
}

const customerOf = (voice: Voice): string =>
  voice.customer === null ? 'the customer' : escapedWithin(voice.customer, 200);

/** A shown voice with what was promised about it, and the way to promise or keep it. */
export function withFollowUp(shown: Message, { id }: Voice, followUp: FollowUp | undefined): Message {
  const isOpen = followUp !== undefined && followUp.closedAt === null;
  const own = button(isOpen ? 'Change owner or day' : 'Follow up', 'follow_up.form', id, {
    label: `Give voice ${id} an owner and a day`,
  });
  const close = button('We told them', 'follow_up.close', id, {
    label: `Close the follow-up of voice ${id}`,
  });
  return {
    ...shown,
    blocks: [
      ...shown.blocks,
      ...(followUp ? [context(standing(followUp))] : []),
      buttons('follow_up', ...(isOpen ? [close] : []), own),
    ],
  };
}

function standing({ ownerId, dueOn, told, closedBy }: FollowUp): string {
  if (told === null) return `${mention(ownerId)} is to get back to the customer by ${dayOf(dueOn)}.`;
  return `${mention(closedBy ?? ownerId)} told the customer: ${escapedWithin(told, 1_500)}`;
}

/** One that somebody owns: in the App Home, and in the note of reminders. `today` is the owner's. */
export function ownedBlocks({ followUp, voice, isNews }: OwnedFollowUp, today: string): KnownBlock[] {
  const { dueOn, askedBy } = followUp;
  const when = dueOn < today ? ` · *was due ${dayOf(dueOn)}*` : ` by ${dayOf(dueOn)}`;
  const asked = isNews ? ` · ${mention(askedBy)} asked you` : '';
  return [
    section(
      `Get back to *${customerOf(voice)}*${when} · voice ${voice.id}${asked}\n${quote(voice.words, 300)}`,
    ),
    buttons(
      `follow_up.${followUp.id}`,
      button('We told them', 'follow_up.close', voice.id, {
        label: `Close the follow-up of voice ${voice.id}`,
      }),
      button('Change owner or day', 'follow_up.form', voice.id, {
        label: `Give voice ${voice.id} another owner or day`,
      }),
    ),
  ];
}

/** For whoever gets what somebody owned who has left. */
export function passedMessage(owned: OwnedFollowUp[], today: string): Message {
  const one = owned.length === 1;
  const text = `${one ? 'The owner of a follow-up has' : `The owners of ${count(owned.length, 'follow-up')} have`} left, so ${one ? 'it is' : 'they are'} yours now.`;
  const more = context('The others are in the App Home tab.');
  return {
    text,
    blocks: fitMessage([section(text), ...owned.flatMap((each) => ownedBlocks(each, today))], more),
  };
}

export function ownForm({ id, words }: Voice, followUp: FollowUp | undefined, personId: string): ModalView {
  const initial = followUp && followUp.closedAt === null ? followUp : undefined;
  return form(
    'own_voice',
    `Voice ${id}`,
    [
      section(quote(words, 900)),
      input('owner', 'Who gets back to the customer?', {
        type: 'users_select',
        initial_user: initial?.ownerId ?? personId,
      }),
      input('due_on', 'By when?', dateInput(initial?.dueOn)),
    ],
    { submit: 'Save', metadata: id },
  );
}

export function closeForm(voice: Voice): ModalView {
  return form(
    'close_follow_up',
    `Voice ${voice.id}`,
    [
      section(quote(voice.words, 900)),
      input('told', 'What did you tell the customer?', textInput({ most: longestTold, tall: true }), {
        hint: 'Whoever can read the voice reads this with it.',
      }),
    ],
    { submit: 'Close it', metadata: voice.id },
  );
}

/** Said to whoever gave a follow-up its owner. `isDeaf`: the owner has turned reminders off. */
export function ownedText(followUp: FollowUp, personId: string, isDeaf: boolean): string {
  const { voiceId, ownerId, dueOn } = followUp;
  const who = ownerId === personId ? 'You get' : `${mention(ownerId)} gets`;
  const next =
    ownerId === personId ? 'I remind you the working day before.' : 'I tell them in their next note.';
  const deaf = 'Reminders are turned off there, so it stands in the App Home only.';
  return `${who} back to the customer of voice ${voiceId} by ${dayOf(dueOn)}. ${isDeaf ? deaf : next}`;
}

export function closedText(voice: Voice, told: string): string {
  return `Closed: voice ${voice.id} says now what ${customerOf(voice)} was told: ${escaped(told)}`;
}
