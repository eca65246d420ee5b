// One person at the keyboard: everything they can do in Slack that the bot may notice.
import { directMessageWith } from '../api/open-direct.ts';
import { fileOf, type Picked, takePicked } from '../files.ts';
import type { Fields } from '../json.ts';
import type { Place } from '../payloads.ts';
import { shortcutPayload } from '../payloads.ts';
import type { Slack } from '../slack.ts';
import { viewOf } from '../views.ts';
import type { ChannelRef, Message, Person } from '../world.ts';
import { refuseAbsent, refuseUnseen } from './allowed.ts';
import { typeCommand, typeMessage } from './command.ts';
import type { Value } from './entries.ts';
import { type Found, foundIn, inputCalled, type Which } from './find.ts';
import { closeModal, fill, submit } from './form.ts';
import { blocksIn, type On, placeFor } from './place.ts';
import { enterAt, fillAt, foundAt, pressAt, type Spot } from './pointing.ts';
import { lookUp, pickOption, pressButton } from './press.ts';
import { type Come, excuseFor, type Seen, seen } from './seen.ts';

export class Actor {
  readonly person: Person;
  readonly #slack: Slack;
  readonly #settle: () => Promise<unknown>;

  constructor(slack: Slack, person: Person, settle: () => Promise<unknown>) {
    this.#slack = slack;
    this.person = person;
    this.#settle = settle;
  }

  /** Types into a conversation: a slash command, or else a message. */
  types(text: string, where: { in: ChannelRef; thread?: Message }): Promise<Seen> {
    const channel = this.#slack.world.channel(where.in);
    return this.#does(async () => {
      if (text.startsWith('/')) return typeCommand(this.#slack, this.person, channel, text);
      typeMessage(this.#slack, this.person, channel, text, where.thread);
      return {};
    });
  }

  /** Presses the button that reads like this; a confirmation is given unless it is declined. */
  clicks(text: string, how: Which & { on?: On; declines?: boolean } = {}): Promise<Seen> {
    return this.#does(() => pressButton(this.#slack, this.person, text, how.on, how));
  }

  /** Picks from a menu, an overflow, a date picker or checkboxes outside of an input. */
  selects(value: Value, how: Which & { on?: On; of?: string } = {}): Promise<Seen> {
    return this.#does(() => pickOption(this.#slack, this.person, value, how.on, how));
  }

  opensHome(): Promise<Seen> {
    return this.#does(async () => {
      refuseAbsent(this.person);
      const { views, identity, courier } = this.#slack;
      const home = views.homes.get(this.person.id);
      const delivery = await courier.tell({
        type: 'app_home_opened',
        user: this.person.id,
        channel: directMessageWith(this.#slack, [this.person.id]).id,
        tab: 'home',
        ...(home ? { view: viewOf(home, identity) } : {}),
      });
      return { delivery };
    });
  }

  /** Uses a shortcut by its name or callback id: on a message, or from anywhere. */
  usesShortcut(nameOrId: string, how: { on?: Message } = {}): Promise<Seen> {
    return this.#does(async () => {
      refuseAbsent(this.person);
      if (how.on) refuseUnseen(this.#slack, this.person, how.on);
      if (how.on?.visibleTo !== undefined)
        throw new Error('A message that only one person sees has no shortcuts');
      const type = how.on ? 'message' : 'global';
      const shortcut = this.#slack.manifest.shortcuts.find(
        (it) => it.type === type && (it.callbackId === nameOrId || it.name === nameOrId),
      );
      if (!shortcut) throw new Error(`The app has no ${type} shortcut called “${nameOrId}”`);
      const payload = shortcutPayload(this.#slack, this.person, shortcut.callbackId, how.on);
      const delivery = await this.#slack.courier.bring('interaction', payload);
      return { delivery, failure: excuseFor(delivery) };
    });
  }

  /** Types into a type-ahead and reads what it offers. */
  looksFor(text: string, how: { in?: string; on?: On } = {}): Promise<Seen> {
    return this.#does(() => {
      const place = placeFor(this.#slack, this.person, how.on);
      return lookUp(this.#slack, this.person, place, this.#typeAhead(place, how.in), text);
    });
  }

  /** Fills inputs of the modal on top, by their labels. */
  fills(values: Readonly<Record<string, Value>>): Promise<Seen> {
    return this.#does(() => fill(this.#slack, this.person, values));
  }

  /** Presses exactly this button, as a pointer does. */
  pressesAt(spot: Spot, how: { on: On }): Promise<Seen> {
    return this.#does(() => pressAt(this.#slack, this.person, how.on, spot));
  }

  /** Leaves exactly this entry in an element, as a pointer does; the bot hears of it where it asked to. */
  entersAt(spot: Spot, entry: Fields, how: { on: On }): Promise<Seen> {
    return this.#does(() => enterAt(this.#slack, this.person, how.on, spot, entry));
  }

  /** Leaves an entry in an input without the bot hearing of it yet. */
  fillsAt(spot: Spot, entry: Fields, how: { on: On }): void {
    fillAt(this.#slack, this.person, how.on, spot, entry);
  }

  /** What this type-ahead offers for these words. */
  async asksAt(spot: Spot, text: string, how: { on: On }): Promise<readonly Fields[]> {
    const place = placeFor(this.#slack, this.person, how.on);
    const found = foundAt(place, spot);
    return (await lookUp(this.#slack, this.person, place, found, text)).offered;
  }

  /** Picks a file from their disk, which hands it to Slack at once; what Slack then keeps in a form. */
  picks(file: Picked): Fields {
    refuseAbsent(this.person);
    return fileOf(this.#slack, takePicked(this.#slack, this.person.id, file));
  }

  submits(): Promise<Seen> {
    return this.#does(() => submit(this.#slack, this.person));
  }

  closes(how: { all?: boolean } = {}): Promise<Seen> {
    return this.#does(() => closeModal(this.#slack, this.person, how.all ?? false));
  }

  #typeAhead(place: Place, label: string | undefined): Found {
    const blocks = blocksIn(place);
    if (label !== undefined) return inputCalled(blocks, label);
    const reader = { world: this.#slack.world, timeZone: this.person.timeZone };
    const found = foundIn(blocks, undefined, reader).find((it) =>
      it.element.type.includes('external_select'),
    );
    if (!found) throw new Error('There is no type-ahead here');
    return found;
  }

  #does(act: () => Promise<Come>): Promise<Seen> {
    return seen(this.#slack, this.person, this.#settle, async () => {
      refuseAbsent(this.person);
      return act();
    });
  }
}
