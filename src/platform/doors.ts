// Slack's doors: each request becomes one short transaction, then the ack, then what the person is to see.
import type {
  App,
  BlockAction,
  MessageShortcut,
  RespondFn,
  SlashCommand,
  ViewSubmitAction,
  webApi,
} from '@slack/bolt';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { Fields } from './fields.ts';
import type { Logger } from './log.ts';
import { Refusal } from './refusal.ts';
import { explain, notice, type Reply, sentence, type Trouble } from './reply.ts';
import { claimRequest } from './requests.ts';
import { count } from './slack-text.ts';
import { option } from './view-parts.ts';

interface Asked {
  personId: string;
  now: Date;
}

export interface Command extends Asked {
  /** What stands after the command (and after its subcommand), trimmed, escaped as Slack sends it. */
  text: string;
  conversationId: string;
  conversationName: string;
}

export interface Click extends Asked {
  /** A button's value, or the chosen option's. */
  value: string;
  /** Where the message stands, when the button is on one. */
  message: { channelId: string; ts: string } | null;
  /** Whether the button is in the App Home. */
  inHome: boolean;
}

export interface Submission extends Asked {
  fields: Fields;
  metadata: string;
}

export interface MessagePick extends Asked {
  channelId: string;
  channelName: string;
  ts: string;
  text: string;
  authorId: string | null;
}

/** One word after a command. `usage` and `tells` are its line in the command's help. */
export interface Subcommand {
  word: string;
  usage: string;
  tells: string;
  run(command: Command): Reply;
}

interface House {
  app: App;
  db: Database;
  clock: Clock;
  log: Logger;
  /** Whether a person belongs to another organization, given the workspace that Slack says they come from. */
  isOutsider(personId: string, teamId: string | undefined): boolean;
  /** Wakes whoever sends what the request has made us owe. */
  wake(): void;
}

type Outcome = { reply: Reply; trouble?: undefined } | { trouble: Trouble; reply?: undefined };

const outsidersOnly = 'Only people of this workspace can answer here. Nothing was saved.';

export class Doors {
  readonly #house: House;
  readonly #subcommands = new Map<string, Map<string, Subcommand>>();
  readonly #commands = new Set<string>();
  readonly #shortcuts = new Set<string>();

  constructor(house: House) {
    this.#house = house;
  }

  get commands(): string[] {
    return [...this.#commands];
  }

  get shortcuts(): string[] {
    return [...this.#shortcuts];
  }

  /** A word after a command; the command's help lists its words in the order in which the rooms came in. */
  subcommand(name: string, subcommand: Subcommand): void {
    const words = this.#subcommands.get(name) ?? new Map<string, Subcommand>();
    this.#subcommands.set(name, words.set(subcommand.word, subcommand));
  }

  /** A slash command. `otherwise` gets what starts with none of its subcommands; without it that is refused. */
  command(name: string, intro: string, otherwise?: (command: Command) => Reply): void {
    this.#commands.add(name);
    const help = () => ({ say: sentence(this.#help(name, intro)) });
    this.subcommand(name, { word: 'help', usage: 'help', tells: 'show this', run: help });
    this.#house.app.command(name, async ({ command, ack, respond, client }) => {
      const outcome = this.#attempt(name, command.trigger_id, command.user_id, command.team_id, () =>
        this.#dispatch(name, command, help, otherwise),
      );
      const say = outcome.trouble ? sentence(outcome.trouble.sentence) : outcome.reply.say;
      await (say ? ack({ response_type: 'ephemeral', ...say }) : ack());
      await this.#show(outcome, client, command.trigger_id, respond, null);
    });
  }

  /** A button, a menu or a picker, on a message, in a form or in the App Home. */
  click(action: string, run: (click: Click) => Reply): void {
    this.#house.app.action<BlockAction>({ type: 'block_actions', action_id: action }, async (request) => {
      const { body, ack, respond, client } = request;
      const outcome = this.#attempt(action, body.trigger_id, body.user.id, body.user.team_id, () =>
        run(readClick(body, this.#house.clock.now())),
      );
      await ack();
      const told = outcome.trouble ? sentence(outcome.trouble.sentence) : outcome.reply.say;
      if (told && body.response_url) await this.#tell(respond, told);
      await this.#show(outcome, client, body.trigger_id, null, body);
    });
  }

  /** A form that was sent. A Refusal with a field stands beside it; any other takes the form's place. */
  submission(name: string, run: (submission: Submission) => Reply): void {
    this.#house.app.view<ViewSubmitAction>(
      { type: 'view_submission', callback_id: name },
      async ({ body, ack, client }) => {
        const { view, user } = body;
        const key = `${view.id} ${view.hash}`;
        const outcome = this.#attempt(name, key, user.id, user.team_id, () =>
          run(this.#readSubmission(body)),
        );
        const { trouble, reply } = outcome;
        if (trouble?.field)
          await ack({ response_action: 'errors', errors: { [trouble.field]: trouble.sentence } });
        else if (trouble) await ack({ response_action: 'push', view: notice('Not saved', trouble.sentence) });
        else if (reply.replace) await ack({ response_action: 'update', view: reply.replace });
        else await ack();
        await this.#show(outcome, client, body.trigger_id, null, null);
      },
    );
  }

  /** The choices of a type-ahead, for what was typed so far; each choice is its own value. */
  suggestion(action: string, run: (typed: string, personId: string) => string[]): void {
    this.#house.app.options<'block_suggestion'>(
      { type: 'block_suggestion', action_id: action },
      async ({ options, ack }) => {
        await ack({ options: run(options.value, options.user.id).map((name) => option(name, name)) });
      },
    );
  }

  /** A shortcut in a message's menu. */
  messageShortcut(name: string, run: (pick: MessagePick) => Reply): void {
    this.#shortcuts.add(name);
    this.#house.app.shortcut<MessageShortcut>(
      { type: 'message_action', callback_id: name },
      async (request) => {
        const { shortcut, ack, respond, client } = request;
        const { user, trigger_id: triggerId } = shortcut;
        const outcome = this.#attempt(name, triggerId, user.id, user.team_id, () =>
          run(readPick(shortcut, this.#house.clock.now())),
        );
        await ack();
        const told = outcome.trouble ? sentence(outcome.trouble.sentence) : outcome.reply.say;
        if (told) await this.#tell(respond, told);
        await this.#show(outcome, client, triggerId, null, null);
      },
    );
  }

  #dispatch(
    name: string,
    command: SlashCommand,
    help: () => Reply,
    otherwise?: (command: Command) => Reply,
  ): Reply {
    const text = command.text.trim();
    const [first = ''] = text.split(/\s/, 1);
    const found = this.#subcommands.get(name)?.get(first.toLowerCase());
    const asked = { personId: command.user_id, now: this.#house.clock.now() };
    const place = { conversationId: command.channel_id, conversationName: command.channel_name };
    if (found) return found.run({ ...asked, ...place, text: text.slice(first.length).trim() });
    if (otherwise) return otherwise({ ...asked, ...place, text });
    if (!text) return help();
    const words = [...(this.#subcommands.get(name)?.keys() ?? [])].join(', ');
    throw new Refusal(`I don't know that word after ${name}. These I know: ${words}.`);
  }

  #help(name: string, intro: string): string {
    const lines = [...(this.#subcommands.get(name)?.values() ?? [])].map(
      ({ usage, tells }) => `\`${name} ${usage}\`  ${tells}`,
    );
    return `${intro}\n${lines.join('\n')}`;
  }

  #readSubmission(body: ViewSubmitAction): Submission {
    return {
      personId: body.user.id,
      now: this.#house.clock.now(),
      fields: new Fields(body.view.state.values),
      metadata: body.view.private_metadata,
    };
  }

  /** One transaction, with the request's own key in it: a replay finds the key and changes nothing. */
  #attempt(
    door: string,
    key: string,
    personId: string,
    teamId: string | undefined,
    run: () => Reply,
  ): Outcome {
    const { db, clock, log, isOutsider, wake } = this.#house;
    try {
      if (isOutsider(personId, teamId)) throw new Refusal(outsidersOnly);
      const reply = db.transaction(() => (claimRequest(db, key, clock.now()) ? run() : {}));
      wake();
      return { reply };
    } catch (error) {
      return { trouble: explain(error, log, { door, personId }) };
    }
  }

  /** Runs after the ack: nothing here can be lost that matters, so a failure is logged and told, not retried. */
  async #show(
    { reply, trouble }: Outcome,
    client: webApi.WebClient,
    triggerId: string,
    respond: RespondFn | null,
    clicked: BlockAction | null,
  ): Promise<void> {
    const view = clicked?.view;
    try {
      if (trouble && view) {
        const open = view.type === 'modal' ? client.views.push : client.views.open;
        await open({ trigger_id: triggerId, view: notice('Not saved', trouble.sentence) });
      }
      if (reply?.open) await client.views.open({ trigger_id: triggerId, view: reply.open });
      if (reply?.replace && view) await client.views.update({ view_id: view.id, view: reply.replace });
      await reply?.after?.();
    } catch (error) {
      const { sentence: words } = explain(error, this.#house.log, { door: 'after the answer' });
      if (respond) await this.#tell(respond, sentence(words));
    }
  }

  async #tell(respond: RespondFn, message: ReturnType<typeof sentence>): Promise<void> {
    try {
      await respond({ response_type: 'ephemeral', replace_original: false, ...message });
    } catch (err) {
      this.#house.log.warn(
        { err, blocks: count(message.blocks.length, 'block') },
        'a private receipt was not delivered',
      );
    }
  }
}

function readClick(body: BlockAction, now: Date): Click {
  const action = body.actions[0];
  const value =
    action && 'selected_option' in action && action.selected_option && 'value' in action.selected_option
      ? action.selected_option.value
      : action && 'value' in action
        ? action.value
        : '';
  const message = body.message && body.channel ? { channelId: body.channel.id, ts: body.message.ts } : null;
  return { personId: body.user.id, now, value: value ?? '', message, inHome: body.view?.type === 'home' };
}

function readPick(shortcut: MessageShortcut, now: Date): MessagePick {
  const { channel, message, user } = shortcut;
  return {
    personId: user.id,
    now,
    channelId: channel.id,
    channelName: channel.name,
    ts: message.ts,
    text: message.text ?? '',
    authorId: message.user ?? null,
  };
}
