// Who sits at the terminal, where they look, and what they have seen of it so far.
import type { Writable } from 'node:stream';
import type { Actor } from '../acting/actor.ts';
import type { Seen } from '../acting/seen.ts';
import type { Clock } from '../clock.ts';
import type { View } from '../views.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, Person } from '../world.ts';
import type { Paint } from './paint.ts';

export type Travel = (to: Date | 'next') => Promise<void>;

export class Session {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly travel: Travel;
  readonly paint: Paint;
  person: Person;
  channel: Channel;
  /** Whether App Home is in front, so that a click means it. */
  isAtHome = false;
  readonly #output: Writable;
  readonly #shown = new Map<string, string>();

  constructor(parts: {
    workspace: Workspace;
    clock: Clock;
    travel: Travel;
    paint: Paint;
    output: Writable;
    person: Person;
    channel: Channel;
  }) {
    this.workspace = parts.workspace;
    this.clock = parts.clock;
    this.travel = parts.travel;
    this.paint = parts.paint;
    this.#output = parts.output;
    this.person = parts.person;
    this.channel = parts.channel;
  }

  get actor(): Actor {
    return this.workspace.as(this.person);
  }

  say(text: string): void {
    this.#output.write(`${text}\n`);
  }

  ask(text: string): void {
    this.#output.write(text);
  }

  read(shown: Message | View): string {
    return this.paint.button(this.workspace.readable(shown, { as: this.person }));
  }

  /** The messages of the channel in front, with a number to point at each. */
  messages(): Message[] {
    return this.workspace
      .messages(this.channel, { as: this.person })
      .flatMap((it) => this.workspace.thread(it));
  }

  show(message: Message, mark: string): void {
    const author = this.workspace.person(message.authorId).name;
    const at = new Date(Number(message.ts) * 1000).toLocaleString('en-GB', {
      timeZone: this.person.timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    const indent = message.threadTs ? '      ' : '  ';
    const only = message.visibleTo === undefined ? '' : ' · only you see this';
    this.say(`${indent.slice(2)}${mark} ${this.paint.bold(author)} ${this.paint.dim(`${at}${only}`)}`);
    this.say(this.read(message).replace(/^/gm, indent));
    this.#shown.set(message.ts, this.#version(message));
  }

  /** Shows what is new or changed in the channel in front since it was last read. */
  showNews(): void {
    if (!this.channel.members.has(this.person.id)) return;
    this.messages().forEach((message, index) => {
      if (this.#shown.get(message.ts) !== this.#version(message)) this.show(message, `${index + 1}.`);
    });
  }

  forget(): void {
    this.#shown.clear();
  }

  /** Shows what came of an act, once the bot has done all it does at this moment of the clock. */
  async report(seen: Seen): Promise<void> {
    await this.travel(this.clock.now());
    this.showNews();
    for (const notice of seen.notices) this.show(notice, '·');
    if (seen.options.length > 0) for (const option of seen.options) this.say(`  - ${option}`);
    if (seen.modal) this.say(this.read(seen.modal));
    if (seen.failure) this.say(this.paint.trouble(seen.failure));
    for (const warning of this.workspace.warnings.slice(this.#warned)) {
      this.say(this.paint.trouble(`Slack would object: ${warning.text}`));
    }
    this.#warned = this.workspace.warnings.length;
  }

  #warned = 0;

  #version(message: Message): string {
    return `${message.editedTs ?? ''} ${message.isDeleted}`;
  }
}
