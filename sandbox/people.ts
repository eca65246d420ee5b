// The company that tests and the sandbox play: ten colleagues in several functions and zones, and their channels.

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

export interface Company {
  readonly people: Readonly<Record<Name, Person>>;
  readonly channels: {
    readonly productWeekly: Channel;
    readonly supportLeads: Channel;
    readonly financeClose: Channel;
    /** Private; the bot is a member. */
    readonly boardRoom: Channel;
    /** Shared with Acme, a customer, of whom Wile is there. */
    readonly acmeEmpty: Channel;
    readonly launch2024: Channel;
  };
}

export function moveIn(workspace: Workspace): Company {
  const person = (name: Name) => workspace.addPerson(colleagues[name]);
  const people = {
    ana: person('ana'),
    ben: person('ben'),
    chloe: person('chloe'),
    dmitri: person('dmitri'),
    eve: person('eve'),
    farid: person('farid'),
    grace: person('grace'),
    hiro: person('hiro'),
    iris: person('iris'),
    deploybot: person('deploybot'),
    wile: person('wile'),
  };
  workspace.deactivate(people.iris, { unsaid: true });
  return { people, channels: openChannels(workspace, people) };
}

function openChannels(workspace: Workspace, people: Company['people']): Company['channels'] {
  const { ana, ben, chloe, dmitri, eve, farid, grace, hiro, wile, deploybot } = people;
  return {
    productWeekly: workspace.addChannel({
      name: 'product-weekly',
      members: [ana, ben, chloe, farid, grace, hiro, deploybot],
    }),
    supportLeads: workspace.addChannel({ name: 'support-leads', members: [grace, chloe, hiro] }),
    financeClose: workspace.addChannel({ name: 'finance-close', members: [dmitri, chloe, farid, eve] }),
    boardRoom: workspace.addChannel({
      name: 'board-room',
      members: [chloe, dmitri, eve, farid],
      isPrivate: true,
    }),
    acmeEmpty: workspace.addChannel({ name: 'acme-empty', members: [ana, grace, wile], isShared: true }),
    launch2024: workspace.addChannel({ name: 'launch-2024', members: [ana, ben], isArchived: true }),
  };
}
