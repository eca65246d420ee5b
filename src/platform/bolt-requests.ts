// One listener of Bolt's for each kind of request but shortcuts, which are few: it asks every listener it has about every request.
import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';

type CommandRequest = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
export type ClickRequest = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
export type FormRequest = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;
type ChoiceRequest = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

type Takers<Request> = Map<string, (request: Request) => Promise<void>>;

/** Who takes which request of a kind, by the name that stands in it; nobody takes those without a taker. */
export class BoltRequests {
  readonly commands: Takers<CommandRequest> = new Map();
  readonly clicks: Takers<ClickRequest> = new Map();
  readonly forms: Takers<FormRequest> = new Map();
  readonly choices: Takers<ChoiceRequest> = new Map();

  constructor(app: App) {
    app.command(/^\//, async (request) => {
      await this.commands.get(request.command.command)?.(request);
    });
    app.action<BlockAction>({ type: 'block_actions' }, async (request) => {
      await this.clicks.get(request.action.action_id)?.(request);
    });
    app.view<ViewSubmitAction>({ type: 'view_submission' }, async (request) => {
      await this.forms.get(request.body.view.callback_id)?.(request);
    });
    app.options<'block_suggestion'>({ type: 'block_suggestion' }, async (request) => {
      await this.choices.get(request.options.action_id)?.(request);
    });
  }
}

/** A shortcut that somebody picked. */
export interface Picked {
  user: { id: string; team_id?: string };
  trigger_id: string;
}

/** A global shortcut comes from no view, and has no message to answer beside. */
export const nowhere = { id: '', type: 'none' };
