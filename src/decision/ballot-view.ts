// What people see of anonymous answers: that they are, the form, the private receipt, and too few to show.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { button, buttons, page, section } from '../platform/view-parts.ts';
import type { Ballot } from './ballot.ts';
import type { CastBallot } from './cast-ballot.ts';
import type { Decision } from './decision.ts';
import { type AnswerChoices, answerForm } from './form-views.ts';
import { lookOf } from './verdict.ts';

/** On the root of an open round. */
export const anonymousNote =
  '*Anonymous*: who answered what is never kept. Shown once four or more have answered; no late answers.';

/** In the place of tally and whys. */
export const tooFewText =
  'Fewer than four answered: too few to show their answers without showing who gave them, so these are thrown away unread.';

/** The form that casts a ballot, or changes the one whose token it holds. Slack keeps the token with the form, we do not. */
export function ballotForm(
  decision: Decision,
  choices: AnswerChoices,
  change?: { ballot: Ballot; token: string },
): ModalView {
  const view = answerForm(decision, change?.ballot, false, choices);
  return {
    ...view,
    callback_id: 'cast_ballot',
    private_metadata: change ? `${decision.id} ${change.token}` : String(decision.id),
  };
}

/** The private receipt of a ballot: it alone holds the token. */
export function ballotReceipt(cast: CastBallot): Message {
  const text = receiptText(cast.ballot, 'Only this message can change it');
  return { text, blocks: [section(text), changeButton(cast)] };
}

/** The same in the place of the form; the message that goes to the channel besides holds it for longer. */
export function ballotReceiptPage(cast: CastBallot): ModalView {
  const only = `Only the private receipt that you have now in <#${cast.conversationId}> and this window can change it`;
  return page('Saved', [section(receiptText(cast.ballot, only)), changeButton(cast)]);
}

export function changedText({ verdict }: Ballot): string {
  return `Changed: ${verdictWords({ verdict })}. The receipt that you used changes it again, until the round closes.`;
}

function receiptText({ verdict, why }: Ballot, only: string): string {
  const now = why ? '' : ': if you have a why, add it now';
  return `Saved: ${verdictWords({ verdict })}. Nobody can tell that it was you, nor can I. ${only}, and it can vanish${now}.`;
}

function verdictWords({ verdict }: Pick<Ballot, 'verdict'>): string {
  const { words } = lookOf(verdict);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function changeButton({ decisionId, token, ballot }: CastBallot): KnownBlock {
  return buttons(
    'receipt',
    button(ballot.why ? 'Change it' : 'Add why', 'ballot.form', `${decisionId} ${token}`),
  );
}
