// What Bolt hands to whoever listens for clicks, forms and shortcuts.
import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';

export type ClickRequest = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
export type FormRequest = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** A shortcut that somebody picked. */
export interface Picked {
  user: { id: string; team_id?: string };
  trigger_id: string;
}

/** A global shortcut comes from no view, and has no message to answer beside. */
export const nowhere = { id: '', type: 'none' };
