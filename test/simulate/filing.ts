// What simulated people do with files of voices: they give one to the bot, now and then again, and have it imported.
import type { Desk } from './desk.ts';
import type { Given } from './ledger.ts';
import { buttonsOn } from './screen.ts';

const field = 'A table of customers’ words';

export function givesFile(desk: Desk): void {
  const { chance, ledger } = desk.parts;
  const { channel, person } = chance.pick(desk.members);
  const here = ledger.given.filter(({ channelName }) => channelName === channel.name);
  const file = here.length > 0 && chance.happens(0.4) ? chance.pick(here) : newFile(desk, channel.name);
  const bytes = Buffer.from(['words,customer', ...file.rows.map((words) => `${words},Acme`)].join('\n'));
  desk.does(person, `gives ${file.fileName}`, async (actor) => {
    await actor.types('/voc import', { in: channel });
    await actor.fills({ [field]: { fileName: file.fileName, bytes } });
    await actor.submits();
  });
}

function newFile(desk: Desk, channelName: string): Given {
  const { chance, ledger } = desk.parts;
  const rows = Array.from({ length: chance.between(1, chance.pick([5, 40, 700])) }, () => desk.words());
  const file = { fileName: `voices-${ledger.given.length + 1}.csv`, channelName, rows };
  ledger.given.push(file);
  return file;
}

/** Says yes to what was understood of a file, whoever was asked. */
export function startsImport(desk: Desk): void {
  const { chance, workspace, company } = desk.parts;
  const asked = Object.values(company.people).flatMap((person) =>
    workspace.directMessages(person).flatMap((message) =>
      buttonsOn(message.blocks)
        .filter(({ actionId }) => actionId === 'import.start')
        .map((button) => ({ person, message, button })),
    ),
  );
  if (asked.length === 0) return;
  const { person, message, button } = chance.pick(asked);
  desk.presses(person, button, message);
}
