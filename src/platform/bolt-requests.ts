// One listener of Bolt's for each kind of request: it asks every listener it has about every request.
import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  GlobalShortcut,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';

type CommandRequest = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type ClickRequest = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
type FormRequest = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;
type ChoiceRequest = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;
type MessageRequest = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs;
type GlobalRequest = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;

type Takers<Request> = Map<string, (request: Request) => Promise<void>>;

/** Who takes which request of a kind, by the name that stands in it; nobody takes those without a taker. */
export class BoltRequests {
  readonly commands: Takers<CommandRequest> = new Map();
  readonly clicks: Takers<ClickRequest> = new Map();
  readonly forms: Takers<FormRequest> = new Map();
  readonly choices: Takers<ChoiceRequest> = new Map();
  readonly messageShortcuts: Takers<MessageRequest> = new Map();
  readonly globalShortcuts: Takers<GlobalRequest> = new Map();

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
    app.shortcut<MessageShortcut>({ type: 'message_action' }, async (request) => {
      await this.messageShortcuts.get(request.shortcut.callback_id)?.(request);
    });
    app.shortcut<GlobalShortcut>({ type: 'shortcut' }, async (request) => {
      await this.globalShortcuts.get(request.shortcut.callback_id)?.(request);
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
