// How a form that was sent says why nothing was saved.
import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { notice, type Trouble } from './reply.ts';
import { isThird } from './stack.ts';

/**
 * Beside the field where there is one, else over the form. Slack stacks three views at the most, so on the third it
 * stands beside the first of its inputs.
 */
export function refusalOf(
  view: ViewOutput,
  { field, sentence, title = 'Not saved' }: Trouble,
): ViewResponseAction {
  const inputs = Object.keys(view.state.values);
  const onThird = isThird(view);
  const beside = field && inputs.includes(field) ? field : onThird ? inputs[0] : undefined;
  if (beside !== undefined) return { response_action: 'errors', errors: { [beside]: sentence } };
  return onThird
    ? { response_action: 'update', view: notice(title, sentence) }
    : { response_action: 'push', view: notice(title, sentence) };
}
