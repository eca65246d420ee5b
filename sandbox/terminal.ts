// The sandbox at a terminal: be anybody in the fake workspace, type, click, fill forms and let time pass.

import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from './clock.ts';
import { commands } from './terminal/commands.ts';
import { coloured, plainly } from './terminal/paint.ts';
import { Session, type Travel } from './terminal/session.ts';
import type { Workspace } from './workspace.ts';

export interface TerminalOptions {
  readonly workspace: Workspace;
  readonly clock: Clock;
  /** Moves the clock, and lets the bot do what falls due on the way; 'next' means up to what is due next. */
  readonly travel: Travel;
  readonly input: Readable;
  readonly output: Writable;
  readonly hasColours?: boolean;
}

/** Runs until the input ends or somebody types quit. */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const session = begin(options);
  session.say('Empty Chair, with a Slack that is only pretended. Type help for what you can do here.');
  const lines = createInterface({ input: options.input });
  session.ask(prompt(session));
  for await (const line of lines) {
    if (line.trim() === 'quit') break;
    await obey(session, line.trim());
    session.ask(prompt(session));
  }
  lines.close();
}

function begin({ workspace, clock, travel, output, hasColours }: TerminalOptions): Session {
  const person = workspace.everybody().find((it) => !it.isBot && it.id !== 'USLACKBOT' && !it.isDeactivated);
  const channel = workspace.everyChannel().find((it) => person && it.members.has(person.id));
  if (!person || !channel) throw new Error('The workspace needs a person in a channel first');
  const isTerminal = 'isTTY' in output && output.isTTY === true;
  const paint = (hasColours ?? (isTerminal && !process.env.NO_COLOR)) ? coloured : plainly;
  return new Session({ workspace, clock, travel, paint, output, person, channel });
}

function prompt(session: Session): string {
  const { timeZone, name } = session.person;
  const at = session.clock
    .now()
    .toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const place = session.isAtHome ? 'at home' : `in #${session.channel.name}`;
  return session.paint.dim(`${name.toLowerCase()} ${place} ${at} > `);
}

async function obey(session: Session, line: string): Promise<void> {
  if (line === '') return;
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
  try {
    if (line.startsWith('/')) {
      await session.report(await session.actor.types(line, { in: session.channel }));
    } else if (word === 'help') {
      help(session);
    } else {
      const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
      if (!command) throw new Error(`Nobody knows “${word}” here; help shows what there is`);
      await command.run(session, rest.trim());
    }
  } catch (error) {
    session.say(session.paint.trouble(error instanceof Error ? error.message : String(error)));
  }
}

function help(session: Session): void {
  session.say('  /decided Drop phone support       type a slash command, as in Slack');
  for (const command of Object.values(commands)) {
    session.say(`  ${command.usage.padEnd(34)}${command.does}`);
  }
  session.say(`  ${'quit'.padEnd(34)}leave`);
}
