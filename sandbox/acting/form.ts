// A person fills the modal on top, submits it or closes it, and Slack does what the app answers.
import { fileEntry, isPicked } from '../files.ts';
import { type Fields, fieldsOf, textOf } from '../json.ts';
import { closedPayload, submissionPayload } from '../payloads.ts';
import type { Slack } from '../slack.ts';
import { checkView, type View } from '../views.ts';
import type { Person } from '../world.ts';
import { complaintsAbout } from './checks.ts';
import { entryFor, type Value } from './entries.ts';
import { type Found, inputCalled, inputsOf } from './find.ts';
import { hold, topModal } from './place.ts';
import { offerOf, sendAction } from './press.ts';
import { type Come, excuseFor } from './seen.ts';

const trouble = 'We had some trouble connecting. Try again?';

export async function fill(
  slack: Slack,
  person: Person,
  values: Readonly<Record<string, Value>>,
): Promise<Come> {
  let come: Come = {};
  for (const [label, value] of Object.entries(values)) {
    const view = topModal(slack, person);
    const found = inputCalled(view.fields.blocks, label);
    const offer = offerOf(slack, person, { view }, found);
    const { element } = found;
    const entry =
      element.type === 'file_input' && isPicked(value)
        ? fileEntry(slack, person.id, value, element.filetypes)
        : await entryFor(element, value, slack.world, offer);
    if (!entry) throw new Error(`“${label}” offers no “${String(value)}”`);
    hold({ view }, found.blockId, found.actionId, entry);
    if (dispatches(found)) come = await sendAction(slack, person, { view }, found, entry);
  }
  return come;
}

function dispatches(found: Found): boolean {
  return found.block.type === 'input' && found.block.dispatch_action === true;
}

export async function submit(slack: Slack, person: Person): Promise<Come> {
  const view = topModal(slack, person);
  if (view.fields.type !== 'modal' || !view.fields.submit)
    throw new Error('This modal has nothing to submit');
  view.errors = complaintsAbout(view);
  if (Object.keys(view.errors).length > 0) return {};
  const delivery = await slack.courier.bring('interaction', submissionPayload(slack, person, view));
  const excuse = excuseFor(delivery);
  if (excuse) return { delivery, failure: `${trouble} (${excuse})` };
  return { delivery, failure: applied(slack, person, view, delivery.response) };
}

function applied(slack: Slack, person: Person, view: View, response: unknown): string | undefined {
  const answer = fieldsOf(response);
  const action = textOf(answer.response_action);
  if (action === undefined) {
    if (Object.keys(answer).length > 0)
      return refused(slack, view, `unknown answer ${JSON.stringify(answer)}`);
    leave(slack, person, view);
    return undefined;
  }
  if (action === 'clear') {
    slack.views.close(person.id, true);
    return undefined;
  }
  if (action === 'errors') return showErrors(slack, view, fieldsOf(answer.errors));
  if (action === 'update' || action === 'push') return showView(slack, person, view, action, answer.view);
  return refused(slack, view, `unknown response_action ${action}`);
}

function leave(slack: Slack, person: Person, view: View): void {
  const rest = slack.views.stackOf(person.id).filter((it) => it !== view);
  slack.views.stacks.set(person.id, rest);
}

function showErrors(slack: Slack, view: View, errors: Fields): string | undefined {
  const inputs = inputsOf(view.fields.blocks);
  for (const [blockId, text] of Object.entries(errors)) {
    const input = inputs.find((it) => it.block_id === blockId);
    if (!input) return refused(slack, view, `an error names ${blockId}, which is no input of this view`);
    view.errors[input.label.text] = String(text);
  }
  return Object.keys(errors).length > 0 ? undefined : refused(slack, view, 'errors without any error');
}

function showView(
  slack: Slack,
  person: Person,
  view: View,
  action: 'update' | 'push',
  given: unknown,
): string | undefined {
  const checked = checkView(given, 'modal');
  if ('error' in checked) return refused(slack, view, `${checked.error} ${checked.messages.join('; ')}`);
  if (action === 'update') {
    slack.views.redraw(view, checked.fields);
    return undefined;
  }
  const pushed = slack.views.push(person.id, checked.fields);
  return 'error' in pushed ? refused(slack, view, pushed.error) : undefined;
}

function refused(slack: Slack, view: View, why: string): string {
  slack.record.warn(
    view.fields.callback_id ?? view.id,
    `Slack refuses the answer to this submission: ${why}`,
  );
  return trouble;
}

/** Closes the topmost modal, or the whole stack; the app hears of it where it asked to. */
export async function closeModal(slack: Slack, person: Person, all: boolean): Promise<Come> {
  const top = topModal(slack, person);
  const isCleared = all || (top.fields.type === 'modal' && top.fields.clear_on_close === true);
  const closing = isCleared ? slack.views.stackOf(person.id) : [top];
  slack.views.close(person.id, isCleared);
  let come: Come = {};
  for (const view of [...closing].reverse()) {
    if (view.fields.type !== 'modal' || !view.fields.notify_on_close) continue;
    const payload = closedPayload(slack, person, view, isCleared);
    const delivery = await slack.courier.bring('interaction', payload);
    come = { delivery, failure: excuseFor(delivery) };
  }
  return come;
}
