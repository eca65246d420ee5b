// What can be typed at the terminal, each with the line that help shows for it.
import { NothingReads } from '../acting/find.ts';
import type { On } from '../acting/place.ts';
import type { Seen } from '../acting/seen.ts';
import type { Session } from './session.ts';

export interface Command {
  readonly usage: string;
  readonly does: string;
  run(session: Session, rest: string): Promise<void>;
}

/** What a click may mean, nearest first: the modal, the home in front, private notices, then newer messages. */
function within(session: Session): On[] {
  const { workspace, person } = session;
  const modal = workspace.modal(person);
  if (modal) return [modal];
  if (session.isAtHome) return workspace.home(person) ? ['home'] : [];
  const notices = workspace.ephemerals(person).reverse();
  return [...notices, ...session.messages().reverse(), ...workspace.directMessages(person).reverse()];
}

async function firstThat(session: Session, words: string, act: (on: On) => Promise<Seen>): Promise<Seen> {
  for (const on of within(session)) {
    try {
      return await act(on);
    } catch (error) {
      if (!(error instanceof NothingReads)) throw error;
    }
  }
  throw new NothingReads(`Nothing in front of ${session.person.name} reads “${words}”`);
}

function splitNear(rest: string): { words: string; near?: string } {
  const [, words = rest, near] = /^(.*?)(?:\s+near\s+(.+))?$/.exec(rest) ?? [];
  return near === undefined ? { words } : { words, near };
}

function numbered(session: Session, number: string) {
  const message = session.messages()[Number(number) - 1];
  if (!message) throw new Error(`There is no message ${number} here; read shows the numbers`);
  return message;
}

const hourMs = 3_600_000;
const units: Readonly<Record<string, number>> = { m: 60_000, h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs };

async function travel(session: Session, rest: string): Promise<void> {
  const [, count = '1', unit = ''] = /^(\d+)\s*([mhdw])$/.exec(rest) ?? [];
  const unitMs = units[unit];
  if (rest !== 'next' && unitMs === undefined)
    throw new Error('Travel by 30m, 1h, 1d or 1w, or to what is due next');
  const to = unitMs === undefined ? 'next' : new Date(session.clock.now().getTime() + Number(count) * unitMs);
  await session.travel(to);
  await session.workspace.settled();
  session.say(`It is ${session.clock.now().toISOString()}`);
  session.showNews();
}

async function readChannel(session: Session): Promise<void> {
  session.isAtHome = false;
  session.forget();
  session.say(session.paint.bold(`#${session.channel.name}`));
  session.showNews();
  for (const notice of session.workspace.ephemerals(session.person, session.channel))
    session.show(notice, '·');
}

async function shortcut(session: Session, rest: string): Promise<void> {
  const [, name = rest, number] = /^(.*?)(?:\s+on\s+(\d+))?$/.exec(rest) ?? [];
  const how = number === undefined ? {} : { on: numbered(session, number) };
  await session.report(await session.actor.usesShortcut(name, how));
}

async function fillInput(session: Session, rest: string): Promise<void> {
  const [, label = '', value = ''] = /^([^=]+)=(.*)$/s.exec(rest) ?? [];
  if (label === '') throw new Error('Write: fill Label = value');
  await session.report(await session.actor.fills({ [label.trim()]: value.trim().replaceAll('\\n', '\n') }));
}

export const commands: Readonly<Record<string, Command>> = {
  as: {
    usage: 'as ana',
    does: 'be somebody else',
    async run(session, rest) {
      session.person = session.workspace.person(`@${rest.replace(/^@/, '')}`);
      session.forget();
    },
  },
  in: {
    usage: 'in #product-weekly',
    does: 'look at another channel',
    async run(session, rest) {
      const channel = session.workspace.channel(`#${rest.replace(/^#/, '')}`);
      session.workspace.messages(channel, { as: session.person });
      session.channel = channel;
      await readChannel(session);
    },
  },
  read: { usage: 'read', does: 'read the channel again', run: readChannel },
  say: {
    usage: 'say hello @ben',
    does: 'write a message in the channel',
    run: async (session, rest) =>
      await session.report(await session.actor.types(rest, { in: session.channel })),
  },
  click: {
    usage: "click They'd dislike it [near Drop phone support]",
    does: 'press a button',
    async run(session, rest) {
      const { words, ...which } = splitNear(rest);
      await session.report(
        await firstThat(session, words, (on) => session.actor.clicks(words, { on, ...which })),
      );
    },
  },
  pick: {
    usage: 'pick Mute [near Drop phone support]',
    does: 'pick from a menu',
    async run(session, rest) {
      const { words, ...which } = splitNear(rest);
      await session.report(
        await firstThat(session, words, (on) => session.actor.selects(words, { on, ...which })),
      );
    },
  },
  fill: { usage: 'fill Label = value', does: 'fill an input of the modal', run: fillInput },
  look: {
    usage: 'look export',
    does: 'type into the type-ahead of the modal',
    run: async (session, rest) => await session.report(await session.actor.looksFor(rest)),
  },
  submit: {
    usage: 'submit',
    does: 'submit the modal',
    run: async (session) => await session.report(await session.actor.submits()),
  },
  close: {
    usage: 'close',
    does: 'close the modal',
    run: async (session) => await session.report(await session.actor.closes()),
  },
  shortcut: {
    usage: 'shortcut Save as customer voice [on 3]',
    does: 'use a shortcut, on a message or not',
    run: shortcut,
  },
  home: {
    usage: 'home',
    does: 'open App Home; read goes back',
    async run(session) {
      await session.actor.opensHome();
      session.isAtHome = true;
      const home = session.workspace.home(session.person);
      session.say(home ? session.read(home) : 'There is nothing here yet');
    },
  },
  dms: {
    usage: 'dms',
    does: 'read what the app wrote to you directly',
    async run(session) {
      for (const message of session.workspace.directMessages(session.person)) session.show(message, '·');
    },
  },
  people: {
    usage: 'people',
    does: 'who works here',
    async run(session) {
      for (const one of session.workspace.everybody()) {
        session.say(
          `  ${one.name}, ${one.timeZone}${one.isDeactivated ? ' (deactivated)' : ''}${one.isBot ? ' (bot)' : ''}`,
        );
      }
    },
  },
  channels: {
    usage: 'channels',
    does: 'which channels there are',
    async run(session) {
      for (const one of session.workspace.everyChannel()) {
        if (one.kind !== 'public' && one.kind !== 'private') continue;
        const marks = [
          one.kind === 'private' && 'private',
          one.isShared && 'shared',
          one.isArchived && 'archived',
        ];
        session.say(`  #${one.name} ${marks.filter(Boolean).join(', ')}`.trimEnd());
      }
    },
  },
  travel: { usage: 'travel 1h | 1d | next', does: 'let time pass', run: travel },
};
