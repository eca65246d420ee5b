// The forms that put a matter off, offer it to somebody else, and tell what customers in fact thought.
import type { KnownBlock, ModalView } from '@slack/types';
import { escapedWithin } from '../platform/slack-text.ts';
import { dateInput, form, input, section, textInput } from '../platform/view-parts.ts';
import { type Decision, longestReason } from './decision.ts';
import { evidenceInput } from './evidence-view.ts';
import type { Matter } from './matter.ts';
import { type Outcome, outcomes } from './outcome.ts';

export function putOffForm(
  matter: Matter,
  decision: Decision,
  { first, last }: { first: string; last: string },
): ModalView {
  const until = input('until', 'Its new date', dateInput(last), {
    hint: `From ${first} to ${last}: at most fourteen days later, and only once.`,
  });
  return matterForm('put_off_matter', 'Put it off', matter, decision, [
    until,
    reasonInput('Why does it have to wait?'),
  ]);
}

export function offerForm(matter: Matter, decision: Decision): ModalView {
  const person = input(
    'person',
    'Who could take it over?',
    { type: 'users_select' },
    {
      hint: 'I ask them. They have three days to take it, with all that is open of this decision; until then it stays where it is.',
    },
  );
  return matterForm('offer_matter', 'Hand it over', matter, decision, [person], 'Ask them');
}

const asks: Record<Outcome, string> = {
  love: 'How do you know that they loved it?',
  accept: 'How do you know that they were fine with it?',
  dislike: 'How do you know that they disliked it?',
  unknown: 'Why does nobody know yet?',
};

/** `mayWait`: it was not looked back on before, so that it may be looked back on once more. */
export function outcomeForm(
  matter: Matter,
  decision: Decision,
  { outcome, mayWait }: { outcome: Outcome; mayWait: boolean },
): ModalView {
  const again = input('again_on', 'Look back again on', dateInput(), {
    optional: true,
    hint: 'Once more, within half a year. Empty: it ends as unknown.',
  });
  const blocks = [
    reasonInput(asks[outcome]),
    ...(outcome === 'unknown'
      ? []
      : [evidenceInput([], 'Customers’ words that show it, where you have some.')]),
    ...(outcome === 'unknown' && mayWait ? [again] : []),
  ];
  const shown = matterForm('tell_outcome', titleOf(outcome), matter, decision, blocks);
  return { ...shown, private_metadata: `${matter.id} ${outcome}` };
}

function titleOf(outcome: Outcome): string {
  const look = outcomes.find((one) => one.outcome === outcome);
  return look?.button.replace(/^\S+ /, '') ?? '';
}

function reasonInput(asked: string): KnownBlock {
  return input('reason', asked, textInput({ most: longestReason, tall: true }), {
    hint: 'The team reads this in the thread.',
  });
}

function matterForm(
  name: string,
  title: string,
  matter: Matter,
  { id, statement }: Decision,
  blocks: KnownBlock[],
  submit = 'Save',
): ModalView {
  const about = section(`*Decision ${id}* · ${escapedWithin(statement, 1500)}`);
  return form(name, title, [about, ...blocks], { submit, metadata: matter.id });
}
