// Slack's doors: each request is one short piece of work, all or nothing, then the ack, then what the person is to see.
import type { App } from '@slack/bolt';
import {
  type Asked,
  type Choice,
  type Click,
  type Command,
  type Lookup,
  type MessagePick,
  readClick,
  readCommand,
  readLookup,
  readPick,
  readSubmission,
  type Submission,
} from './asked.ts';
import type { Attempts } from './attempts.ts';
import { BoltRequests, nowhere, type Picked } from './bolt-requests.ts';
import { CommandWords, type Subcommand } from './command-words.ts';
import type { Logger } from './log.ts';
import type { Lull } from './lull.ts';
import { refusalOf } from './refuse-form.ts';
import type { Reply } from './reply.ts';
import { answerTo, type Outcome, show, showLater, tell, toldBy } from './show.ts';
import { option } from './view-parts.ts';

export class Doors {
  readonly #attempts: Attempts;
  readonly #commands = new Map<string, CommandWords>();
  readonly #shortcuts = new Set<string>();
  readonly #requests: BoltRequests;
  readonly #names: string[] = [];
  readonly #log: Logger;
  readonly #lull: Lull;
  #changed: (personId: string) => Promise<void> = async () => {};

  constructor(app: App, log: Logger, attempts: Attempts, lull: Lull) {
    this.#lull = lull;
    this.#log = log;
    this.#attempts = attempts;
    this.#requests = new BoltRequests(app);
  }

  get commands(): string[] {
    return [...this.#commands.keys()];
  }

  get shortcuts(): string[] {
    return [...this.#shortcuts];
  }

  /** Every way in, by its kind and name: `click voice.read`, `form settings`, `word /voc list`. */
  get names(): string[] {
    const words = [...this.#commands].flatMap(([name, { words }]) =>
      words.map((word) => `word ${name} ${word}`),
    );
    return [...words.map((word) => word.trim()), ...this.#names];
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
    this.#requests.commands.set(name, async ({ command, ack, respond, client }) => {
      const { trigger_id: triggerId, user_id: personId, team_id: teamId } = command;
      const outcome = await this.#attempts.run({ door: name, key: triggerId, personId, teamId }, (now) =>
        words.run(readCommand(command, now)),
      );
      const say = answerTo(outcome, name, command.text);
      await (say ? ack({ response_type: 'ephemeral', ...say }) : ack());
      await show(outcome, this.#log, { client, triggerId, respond });
      showLater(outcome, this.#lull, this.#log, respond);
    });
  }

  /** A button or a menu, on a message, in a form or in the App Home; the log knows its door as `logged`. */
  click(action: string, run: (click: Click) => Reply, logged = action): void {
    this.#names.push(`click ${action}`);
    this.#requests.clicks.set(action, async (request) => {
      const { body, ack, respond, client } = request;
      const { user, trigger_id: triggerId, view } = body;
      // One click, one effect: a click that is delivered twice has the same trigger_id. What is kept of a click names
      // neither who clicked nor what: the answers of an anonymous round are clicks.
      const outcome = await this.#attempts.run(
        { door: logged, key: triggerId, personId: user.id, teamId: user.team_id },
        (now) => run(readClick(body, now)),
      );
      await ack();
      const told = toldBy(outcome);
      if (told && body.response_url) await tell(respond, told, this.#log, outcome.reply?.instead);
      await show(outcome, this.#log, { client, triggerId, view });
      // A menu keeps what was chosen until it is drawn anew, and what is chosen cannot be chosen again.
      const isMenu = request.action.type === 'static_select';
      if (isMenu || (outcome.reply && !outcome.reply.open)) await this.#follow(user.id);
    });
  }

  /** A form that was sent. A Refusal with a field stands beside it; any other is shown over the form. */
  submission(name: string, run: (submission: Submission) => Reply): void {
    this.#names.push(`form ${name}`);
    this.#requests.forms.set(name, async (request) => {
      const { body, ack, client } = request;
      const { view, user, trigger_id: triggerId } = body;
      const key = `${view.id} ${view.hash}`;
      const outcome = await this.#attempts.run(
        { door: name, key, personId: user.id, teamId: user.team_id },
        (now) => run(readSubmission(body, now)),
      );
      const { trouble, reply } = outcome;
      if (trouble) await ack(refusalOf(view, trouble));
      else if (reply.replace) await ack({ response_action: 'update', view: reply.replace });
      else await ack();
      const beneath = view.previous_view_id ?? undefined;
      await show(outcome, this.#log, { client, triggerId, formId: view.id, beneath });
      if (reply) await this.#follow(user.id);
    });
  }

  /** The choices of a type-ahead, for what was typed so far; a choice without a value of its own is its own value. */
  suggestion(action: string, run: (lookup: Lookup) => (Choice | string)[]): void {
    this.#names.push(`choices ${action}`);
    this.#requests.choices.set(action, async ({ options, ack }) => {
      const { id: personId, team_id: teamId } = options.user;
      const choices = this.#attempts.look({ door: action, personId, teamId }, (now) =>
        run(readLookup(options, now)).map((choice) =>
          typeof choice === 'string' ? option(choice, choice) : option(choice.text, choice.value),
        ),
      );
      await ack({ options: choices });
    });
  }

  /** A shortcut in a message's menu. */
  messageShortcut(name: string, run: (pick: MessagePick) => Reply): void {
    this.#shortcuts.add(name);
    this.#names.push(`message shortcut ${name}`);
    this.#requests.messageShortcuts.set(name, async ({ shortcut, ack, respond, client }) => {
      const outcome = await this.#pick(name, shortcut, (now) => run(readPick(shortcut, now)));
      await ack();
      const told = toldBy(outcome);
      if (told) await tell(respond, told, this.#log);
      await show(outcome, this.#log, { client, triggerId: shortcut.trigger_id, respond });
    });
  }

  /** A shortcut that can be called from anywhere; what it has to say it says in a form. */
  globalShortcut(name: string, run: (asked: Asked) => Reply): void {
    this.#shortcuts.add(name);
    this.#names.push(`shortcut ${name}`);
    this.#requests.globalShortcuts.set(name, async ({ shortcut, ack, client }) => {
      const outcome = await this.#pick(name, shortcut, (now) => run({ personId: shortcut.user.id, now }));
      await ack();
      await show(outcome, this.#log, { client, triggerId: shortcut.trigger_id, view: nowhere });
    });
  }

  #pick(door: string, { user, trigger_id: key }: Picked, run: (now: Date) => Reply): Promise<Outcome> {
    return this.#attempts.run({ door, key, personId: user.id, teamId: user.team_id }, run);
  }

  #wordsOf(name: string): CommandWords {
    const words = this.#commands.get(name) ?? new CommandWords(name);
    this.#commands.set(name, words);
    return words;
  }

  async #follow(personId: string): Promise<void> {
    await this.#changed(personId).catch((err: unknown) => {
      this.#log.warn({ err }, 'a change was saved but not shown in the App Home');
    });
  }
}
