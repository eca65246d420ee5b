// Menus whose choice has its effect at once.
import type { ActionsBlock, Button, PlainTextOption, StaticSelect } from '@slack/types';
import { confirmation, plain } from './view-parts.ts';

/** Where there is a `question`, it is asked before the choice has its effect. */
export function menu(
  text: string,
  action: string,
  options: PlainTextOption[],
  question?: string,
): StaticSelect {
  return {
    type: 'static_select',
    action_id: action,
    placeholder: plain(text, 150),
    options,
    ...(question === undefined ? {} : { confirm: confirmation(text, question) }),
  };
}

/**
 * A row with menus in it. A menu keeps what was chosen, and choosing it again does nothing, for as long as its block has
 * the same id: without one of ours Slack makes a new one at each drawing (docs.slack.dev, "Block": a new block_id).
 */
export function menus(...elements: (Button | StaticSelect)[]): ActionsBlock {
  return { type: 'actions', elements };
}
