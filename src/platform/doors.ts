// Slack's doors: each request becomes one short transaction, then the ack, then what the person is to see.
import type { App, BlockAction, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import {
  type Click,
  type Command,
  type MessagePick,
  readClick,
  readCommand,
  readPick,
  readSubmission,
  type Submission,
} from './asked.ts';
import type { Clock } from './clock.ts';
import { CommandWords, type Subcommand } from './command-words.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';
import { Refusal } from './refusal.ts';
import { explain, notice, type Reply } from './reply.ts';
import { claimRequest } from './requests.ts';
import { type Outcome, show, tell, toldBy, withTyped } from './show.ts';
import { option } from './view-parts.ts';

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

interface Request {
  door: string;
  /** Told apart from every other request; a replay carries the same. */
  key: string;
  personId: string;
  teamId: string | undefined;
}

export class Doors {
  readonly #house: House;
  readonly #commands = new Map<string, CommandWords>();
  readonly #shortcuts = new Set<string>();
  readonly #log: Logger;
  #changed: (personId: string) => Promise<void> = async () => {};

  constructor(house: House) {
    this.#house = house;
    this.#log = house.log;
  }

  get commands(): string[] {
    return [...this.#commands.keys()];
  }

  get shortcuts(): string[] {
    return [...this.#shortcuts];
  }

  /** What follows every click and form that had its effect: whatever else shows what it changed. */
  afterChange(follow: (personId: string) => Promise<void>): void {
    this.#changed = follow;
  }

  /** A word after a command; the command's help lists its words in the order in which the rooms came in. */
  subcommand(name: string, subcommand: Subcommand): void {
    this.#wordsOf(name).add(subcommand);
  }

  /** Words after a command that will mean something one day. */
  reserve(name: string, ...words: string[]): void {
    this.#wordsOf(name).reserve(...words);
  }

  /** A slash command. `otherwise` gets what starts with none of its words; without it that is refused. */
  command(name: string, intro: string, otherwise?: (command: Command) => Reply): void {
    const words = this.#wordsOf(name);
    words.introduce(intro, otherwise);
    this.#house.app.command(name, async ({ command, ack, respond, client }) => {
      const { trigger_id: triggerId, user_id: personId, team_id: teamId } = command;
      const outcome = this.#attempt({ door: name, key: triggerId, personId, teamId }, (now) =>
        words.run(readCommand(command, now)),
      );
      const told = toldBy(outcome);
      const say = outcome.trouble && told ? withTyped(told, name, command.text) : told;
      await (say ? ack({ response_type: 'ephemeral', ...say }) : ack());
      await show(outcome, this.#log, { client, triggerId, respond });
    });
  }

  /** A button or a menu, on a message, in a form or in the App Home. */
  click(action: string, run: (click: Click) => Reply): void {
    this.#house.app.action<BlockAction>({ type: 'block_actions', action_id: action }, async (request) => {
      const { body, ack, respond, client } = request;
      const { user, trigger_id: triggerId, view } = body;
      // One click, one effect: Slack gives a click that is delivered twice the same action_ts.
      const key = `${action} ${user.id} ${body.actions[0]?.action_ts}`;
      const outcome = this.#attempt({ door: action, key, personId: user.id, teamId: user.team_id }, (now) =>
        run(readClick(body, now)),
      );
      await ack();
      const told = toldBy(outcome);
      if (told && body.response_url) await tell(respond, told, this.#log, outcome.reply?.instead);
      await show(outcome, this.#log, { client, triggerId, view });
      if (outcome.reply && !outcome.reply.open) await this.#follow(user.id);
    });
  }

  /** A form that was sent. A Refusal with a field stands beside it; any other is shown over the form. */
  submission(name: string, run: (submission: Submission) => Reply): void {
    this.#house.app.view<ViewSubmitAction>(
      { type: 'view_submission', callback_id: name },
      async (request) => {
        const { body, ack, client } = request;
        const { view, user, trigger_id: triggerId } = body;
        const key = `${view.id} ${view.hash}`;
        const outcome = this.#attempt({ door: name, key, personId: user.id, teamId: user.team_id }, (now) =>
          run(readSubmission(body, now)),
        );
        const { trouble, reply } = outcome;
        if (trouble?.field && trouble.field in view.state.values)
          await ack({ response_action: 'errors', errors: { [trouble.field]: trouble.sentence } });
        else if (trouble) await ack({ response_action: 'push', view: notice('Not saved', trouble.sentence) });
        else if (reply.replace) await ack({ response_action: 'update', view: reply.replace });
        else await ack();
        await show(outcome, this.#log, { client, triggerId });
        if (reply) await this.#follow(user.id);
      },
    );
  }

  /** The choices of a type-ahead, for what was typed so far; each choice is its own value. */
  suggestion(action: string, run: (typed: string, personId: string) => string[]): void {
    const constraints = { type: 'block_suggestion', action_id: action } as const;
    this.#house.app.options<'block_suggestion'>(constraints, async ({ options, ack }) => {
      await ack({ options: run(options.value, options.user.id).map((name) => option(name, name)) });
    });
  }

  /** A shortcut in a message's menu. */
  messageShortcut(name: string, run: (pick: MessagePick) => Reply): void {
    this.#shortcuts.add(name);
    this.#house.app.shortcut<MessageShortcut>(
      { type: 'message_action', callback_id: name },
      async (request) => {
        const { shortcut, ack, respond, client } = request;
        const { user, trigger_id: triggerId } = shortcut;
        const asked = { door: name, key: triggerId, personId: user.id, teamId: user.team_id };
        const outcome = this.#attempt(asked, (now) => run(readPick(shortcut, now)));
        await ack();
        const told = toldBy(outcome);
        if (told) await tell(respond, told, this.#log);
        await show(outcome, this.#log, { client, triggerId });
      },
    );
  }

  #wordsOf(name: string): CommandWords {
    const words = this.#commands.get(name) ?? new CommandWords(name);
    this.#commands.set(name, words);
    return words;
  }

  /** One transaction, with the request's own key in it: a replay finds the key and changes nothing. */
  #attempt({ door, key, personId, teamId }: Request, run: (now: Date) => Reply): Outcome {
    const { db, clock, log, isOutsider, wake } = this.#house;
    try {
      if (isOutsider(personId, teamId)) {
        throw new Refusal('Only people of this workspace can answer here. Nothing was saved.');
      }
      const now = clock.now();
      const reply = db.transaction(() => (claimRequest(db, key, now) ? run(now) : {}));
      wake();
      return { reply };
    } catch (error) {
      return { trouble: explain(error, log, { door, personId }) };
    }
  }

  async #follow(personId: string): Promise<void> {
    try {
      await this.#changed(personId);
    } catch (err) {
      this.#log.warn({ err }, 'a change was saved but not shown in the App Home');
    }
  }
}
