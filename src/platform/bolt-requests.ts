// Who takes which of Slack's requests, in one listener: Bolt asks every one it has about every request.
import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
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

type Request = AnyMiddlewareArgs & AllMiddlewareArgs;
type CommandRequest = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type ClickRequest = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
type FormRequest = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;
type ChoiceRequest = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;
type MessageRequest = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs;
type GlobalRequest = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;

type Takers<Kind> = Map<string, (request: Kind) => Promise<void>>;

/** By the name that stands in the request; nobody takes those without a taker. */
export class BoltRequests {
  readonly commands: Takers<CommandRequest> = new Map();
  readonly clicks: Takers<ClickRequest> = new Map();
  readonly forms: Takers<FormRequest> = new Map();
  readonly choices: Takers<ChoiceRequest> = new Map();
  readonly messageShortcuts: Takers<MessageRequest> = new Map();
  readonly globalShortcuts: Takers<GlobalRequest> = new Map();

  constructor(app: App) {
    app.use(async (request) => this.#pass(request));
  }

  async #pass(request: Request): Promise<void> {
    if ('command' in request) await this.commands.get(request.command.command)?.(request);
    else if (isClick(request)) await this.clicks.get(request.action.action_id)?.(request);
    else if (isForm(request)) await this.forms.get(request.view.callback_id)?.(request);
    else if (isChoice(request)) await this.choices.get(request.options.action_id)?.(request);
    else if (isOnMessage(request)) await this.messageShortcuts.get(request.shortcut.callback_id)?.(request);
    else if (isGlobal(request)) await this.globalShortcuts.get(request.shortcut.callback_id)?.(request);
  }
}

const isClick = (request: Request): request is ClickRequest =>
  'action' in request && request.action !== undefined && request.body.type === 'block_actions';
const isForm = (request: Request): request is FormRequest =>
  'view' in request && request.body.type === 'view_submission';
const isChoice = (request: Request): request is ChoiceRequest =>
  'options' in request && request.body.type === 'block_suggestion';
const isOnMessage = (request: Request): request is MessageRequest =>
  'shortcut' in request && request.shortcut.type === 'message_action';
const isGlobal = (request: Request): request is GlobalRequest =>
  'shortcut' in request && request.shortcut.type === 'shortcut';

/** A shortcut that somebody picked. */
export interface Picked {
  user: { id: string; team_id?: string };
  trigger_id: string;
}

/** A global shortcut comes from no view, and has no message to answer beside. */
export const nowhere = { id: '', type: 'none' };
