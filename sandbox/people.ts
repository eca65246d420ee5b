// The company that tests and the sandbox play: ten colleagues in several functions and zones, and their channels.

import type { NewChannel } from './building.ts';
import type { Workspace } from './workspace.ts';
import type { Channel, Person } from './world.ts';

const colleagues = {
  ana: { name: 'Ana', realName: 'Ana Alba', timeZone: 'Europe/Berlin' },
  ben: { name: 'Ben', realName: 'Ben Brook', timeZone: 'Europe/London' },
  chloe: { name: 'Chloe', realName: 'Chloe Carter', timeZone: 'Europe/Paris' },
  dmitri: { name: 'Dmitri', realName: 'Dmitri Doronin', timeZone: 'Europe/Riga' },
  eve: { name: 'Eve', realName: 'Eve Ellis', timeZone: 'America/Los_Angeles', isPrimaryOwner: true },
  farid: { name: 'Farid', realName: 'Farid Fathi', timeZone: 'Africa/Cairo' },
  grace: { name: 'Grace', realName: 'Grace Greene', timeZone: 'America/New_York' },
  hiro: { name: 'Hiro', realName: 'Hiro Hayashi', timeZone: 'Asia/Tokyo' },
  iris: { name: 'Iris', realName: 'Iris Ivens', timeZone: 'Europe/Brussels' },
  deploybot: { name: 'Deploybot', realName: 'Deploybot', isBot: true },
  wile: { name: 'Wile', realName: 'Wile Coyote (Acme)', timeZone: 'America/Phoenix', isStranger: true },
};

export type Name = keyof typeof colleagues;

/** The function each of them works in; Chloe is the Chief Customer Officer, Wile a customer. */
export const functions: Readonly<Record<Name, string>> = {
  ana: 'Product',
  ben: 'Engineering',
  chloe: 'Customer',
  dmitri: 'Finance',
  eve: 'Operations',
  farid: 'Legal',
  grace: 'Support',
  hiro: 'Sales',
  iris: 'Marketing',
  deploybot: 'none',
  wile: 'none',
};

const channelNames = {
  productWeekly: 'product-weekly',
  supportLeads: 'support-leads',
  financeClose: 'finance-close',
  /** Private; the bot is a member. */
  boardRoom: 'board-room',
  /** Shared with Acme, a customer, of whom Wile is there. */
  acmeEmpty: 'acme-empty',
  launch2024: 'launch-2024',
};

export interface Company {
  readonly people: Readonly<Record<Name, Person>>;
  readonly channels: Readonly<Record<keyof typeof channelNames, Channel>>;
}

export function moveIn(workspace: Workspace): Company {
  for (const colleague of Object.values(colleagues)) workspace.addPerson(colleague);
  workspace.deactivate('@iris', { unsaid: true });
  openChannels(workspace);
  return companyIn(workspace);
}

/** The company that has moved into this workspace before. */
export function companyIn(workspace: Workspace): Company {
  return {
    people: mapped(colleagues, ({ name }) => workspace.person(`@${name}`)),
    channels: mapped(channelNames, (name) => workspace.channel(`#${name}`)),
  };
}

function mapped<Key extends string, From, To>(
  from: Readonly<Record<Key, From>>,
  to: (it: From) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(from).map(([key, it]) => [key, to(it)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}

function openChannels(workspace: Workspace): void {
  const { productWeekly, supportLeads, financeClose, boardRoom, acmeEmpty, launch2024 } = channelNames;
  const opens = (name: string, members: readonly Name[], more: Partial<NewChannel> = {}) =>
    workspace.addChannel({ name, members: members.map((it) => `@${it}`), ...more });
  opens(productWeekly, ['ana', 'ben', 'chloe', 'farid', 'grace', 'hiro', 'deploybot']);
  opens(supportLeads, ['grace', 'chloe', 'hiro']);
  opens(financeClose, ['dmitri', 'chloe', 'farid', 'eve']);
  opens(boardRoom, ['chloe', 'dmitri', 'eve', 'farid'], { isPrivate: true });
  opens(acmeEmpty, ['ana', 'grace', 'wile'], { isShared: true });
  opens(launch2024, ['ana', 'ben'], { isArchived: true });
}
