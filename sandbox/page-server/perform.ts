// Does what a person does on the page, through the same actor that tests use.
import type { Actor } from '../acting/actor.ts';
import type { On } from '../acting/place.ts';
import type { Seen } from '../acting/seen.ts';
import { openHuddle } from '../huddles.ts';
import type { Message, Person } from '../world.ts';
import type { Floor } from './floor.ts';
import type { Deed, Entered, Journey, OnName, Outcome } from './protocol.ts';

const hourMs = 3_600_000;
const nothing: Outcome = { failure: null, options: [], errors: {} };

/** Refusals of the stand-in, such as writing where one is no member, come back as a failure in words. */
export async function perform(floor: Floor, personId: string, deed: Deed): Promise<Outcome> {
  try {
    const person = floor.workspace.person(personId);
    if (deed.does === 'travel') return await travel(floor, deed);
    if (deed.does === 'ask') return await ask(floor, person, deed);
    return await floor.does(async () => outcomeOf(await act(floor, person, deed)));
  } catch (error) {
    return { ...nothing, failure: error instanceof Error ? error.message : String(error) };
  }
}

type Acting = Exclude<Deed, { does: 'travel' | 'ask' }>;

async function act(floor: Floor, person: Person, deed: Acting): Promise<Seen | undefined> {
  const { workspace } = floor;
  const actor = workspace.as(person);
  switch (deed.does) {
    case 'type': {
      const thread =
        deed.threadTs === undefined
          ? {}
          : { thread: messageAt(floor, person, deed.channelId, deed.threadTs) };
      return actor.types(deed.text, { in: deed.channelId, ...thread });
    }
    case 'press':
      return actor.pressesAt(deed, { on: filled(floor, actor, deed.on, deed.entries) });
    case 'enter':
      return actor.entersAt(deed, deed.entry, { on: filled(floor, actor, deed.on, deed.entries) });
    case 'submit':
      filled(floor, actor, deed, deed.entries);
      return actor.submits();
    case 'close':
      onOf(floor, person, { viewId: deed.viewId });
      return actor.closes();
    case 'shortcut': {
      const { message } = deed;
      const on = message ? { on: messageAt(floor, person, message.channelId, message.ts) } : {};
      return actor.usesShortcut(deed.callbackId, on);
    }
    case 'open home':
      return actor.opensHome();
    case 'join':
      workspace.join(person, deed.channelId);
      return undefined;
    case 'huddle':
      huddle(floor, person, deed.channelId);
      return undefined;
  }
}

/** Starts a huddle, or ends the one that is going on: everybody who is in the channel was there. */
function huddle({ workspace }: Floor, person: Person, channelId: string): void {
  const channel = workspace.channel(channelId);
  if (!channel.members.has(person.id)) throw new Error(`${person.name} is not a member of #${channel.name}`);
  const open = openHuddle(workspace.messages(channel));
  if (!open) return void workspace.startHuddle(person, channel);
  const everybody = workspace.everybody().filter((it) => channel.members.has(it.id) && !it.isBot);
  workspace.endHuddle(open, everybody);
}

/** Where somebody acts, with what they have entered there by now. */
function filled(floor: Floor, actor: Actor, where: OnName, entries: readonly Entered[]): On {
  const on = onOf(floor, actor.person, where);
  for (const { entry, ...spot } of entries) actor.fillsAt(spot, entry, { on });
  return on;
}

function ask(floor: Floor, person: Person, deed: Extract<Deed, { does: 'ask' }>): Promise<Outcome> {
  return floor.does(async () => {
    const on = onOf(floor, person, deed.on);
    const options = await floor.workspace.as(person).asksAt(deed, deed.text, { on });
    return { ...nothing, options };
  });
}

function outcomeOf(seen: Seen | undefined): Outcome {
  return seen ? { failure: seen.failure, options: [], errors: seen.errors } : nothing;
}

function messageAt({ workspace }: Floor, person: Person, channelId: string, ts: string): Message {
  const channel = workspace.channel(channelId);
  const roots = workspace.messages(channel);
  const all = [...roots.flatMap((it) => workspace.thread(it)), ...workspace.ephemerals(person, channel)];
  const found = all.find((it) => it.ts === ts);
  if (!found) throw new Error('This message is gone');
  return found;
}

function onOf(floor: Floor, person: Person, on: OnName): On {
  if (!('viewId' in on)) return messageAt(floor, person, on.channelId, on.ts);
  const { workspace } = floor;
  const home = workspace.home(person);
  const view = [...workspace.modals(person), ...(home ? [home] : [])].find((it) => it.id === on.viewId);
  if (!view) throw new Error('This has changed meanwhile: look again');
  return view;
}

const missing: Readonly<Record<'meeting' | 'close' | 'digest', string>> = {
  meeting: 'No meeting is planned: set a ritual up first.',
  close: 'No round is open: record a decision first.',
  digest: 'No digest is planned.',
};

function travel(floor: Floor, { to, channelId }: Journey): Promise<Outcome> {
  return floor.doesLong('Time is passing…', async (stage) => {
    if (to === 'next') await stage.travelToNext();
    else if (to === 'hour' || to === 'day') {
      const passingMs = to === 'hour' ? hourMs : 24 * hourMs;
      await stage.travelTo(new Date(stage.clock.now().getTime() + passingMs));
    } else {
      const at = floor.nextOf(to, channelId);
      if (!at) return { ...nothing, failure: missing[to] };
      await stage.travelTo(at);
    }
    return nothing;
  });
}
