// A stage for stories: what people do in a few words, and what they read.

import type { Company } from '../../sandbox/people.ts';
import { newDatabase, prepare, Stage, type StageWishes } from '../../sandbox/stage.ts';
import type { View } from '../../sandbox/views.ts';
import type { Message } from '../../sandbox/world.ts';

export { type Mode, manifest, newDatabase } from '../../sandbox/stage.ts';

export const modes = ['socket', 'http'] as const;

type Name = keyof Company['people'];
type ChannelName = keyof Company['channels'];

export class Scene extends Stage {
  static async open(wishes: StageWishes = {}): Promise<Scene> {
    const scene = new Scene(await prepare({ db: newDatabase(), ...wishes }));
    await scene.start();
    return scene;
  }

  get people() {
    return this.company.people;
  }

  get channels() {
    return this.company.channels;
  }

  as(name: Name) {
    return this.workspace.as(this.people[name]);
  }

  /** A channel's newest root. */
  root(channel: ChannelName): Message {
    const message = this.workspace.messages(this.channels[channel]).at(-1);
    if (!message) throw new Error(`nothing was posted in ${channel}`);
    return message;
  }

  readRoot(channel: ChannelName): string {
    return this.read(this.root(channel));
  }

  /** The replies under a channel's newest root; '' while there are none. */
  readThread(channel: ChannelName): string {
    const [, ...replies] = this.workspace.thread(this.root(channel));
    return replies.map((reply) => this.read(reply)).join('\n---\n');
  }

  read(shown: Message | View): string {
    return this.workspace.readable(shown);
  }

  topForm(name: Name): View {
    const form = this.workspace.modal(this.people[name]);
    if (!form) throw new Error(`${name} has no form open`);
    return form;
  }

  homeOf(name: Name): View {
    const home = this.workspace.home(this.people[name]);
    if (!home) throw new Error(`${name} has not opened the App Home`);
    return home;
  }

  /** The newest message that only this person sees. */
  lastPrivate(name: Name): Message {
    const message = this.workspace.ephemerals(this.people[name]).at(-1);
    if (!message) throw new Error(`${name} was told nothing in private`);
    return message;
  }

  lastPrivateText(name: Name): string {
    return this.read(this.lastPrivate(name));
  }

  /** The bot's direct messages to a person, as they read them. */
  notes(name: Name): string[] {
    return this.workspace.directMessages(this.people[name]).map((message) => this.read(message));
  }

  async setUpRitual(
    name: Name,
    channel: ChannelName,
    { weekdays = ['Tuesday'], at = '10:30' }: { weekdays?: string[]; at?: string } = {},
  ) {
    const opened = await this.as(name).types('/ritual setup', { in: this.channels[channel] });
    if (!this.workspace.modal(this.people[name])) throw new Error(`no form opened: ${opened.text}`);
    await this.as(name).fills({
      'Name of the meeting': 'Product weekly',
      'Days it ends on': weekdays,
      'Time it ends': at,
    });
    const saved = await this.as(name).submits();
    await this.as(name).closes();
    return saved;
  }

  async record(name: Name, channel: ChannelName, statement: string) {
    const seen = await this.as(name).types(`/decided ${statement}`, { in: this.channels[channel] });
    await this.settle();
    return seen;
  }

  async answer(name: Name, channel: ChannelName, verdict: string) {
    return this.as(name).clicks(verdict, { on: this.root(channel) });
  }
}
