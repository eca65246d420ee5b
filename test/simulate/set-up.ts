// What a company has set up before a simulation begins: three rituals, each in its own way.
import type { Chance } from '../../sandbox/past/chance.ts';
import type { Company } from '../../sandbox/people.ts';
import type { Workspace } from '../../sandbox/workspace.ts';
import type { SharedCalendar } from './shared-calendar.ts';

export const webhookSecret = 'a-secret-of-our-own-for-tools';
/** The meeting that a tool names, as it stands in the ritual of #product-weekly. */
export const toldMeeting = 'weekly-77';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** One of them is skipped or comes twice when clocks change. */
const times = ['02:30', '09:00', '10:30', '16:00', '23:50'];

interface Parts {
  workspace: Workspace;
  company: Company;
  chance: Chance;
  /** The one that #finance-close follows, in some companies. */
  calendar: SharedCalendar | null;
}

interface Wishes {
  who: 'ana' | 'dmitri' | 'chloe';
  channel: keyof Company['channels'];
  anonymous?: boolean;
  hasTool?: boolean;
  follows?: SharedCalendar | null;
}

/** Carries one act of a person to its end, however time passes there. */
export type Through = (act: () => Promise<unknown>) => Promise<unknown>;

export async function setUpRituals(parts: Parts, through: Through): Promise<void> {
  const anonymous = parts.chance.happens(0.25);
  await setUp(parts, { who: 'ana', channel: 'productWeekly', anonymous, hasTool: true }, through);
  await setUp(parts, { who: 'dmitri', channel: 'financeClose', follows: parts.calendar }, through);
  await setUp(parts, { who: 'chloe', channel: 'boardRoom' }, through);
}

async function setUp(
  { workspace, company, chance }: Parts,
  { who, channel, anonymous = false, hasTool = false, follows = null }: Wishes,
  through: Through,
): Promise<void> {
  const actor = workspace.as(company.people[who]);
  const all = async (...acts: (() => Promise<unknown>)[]) => {
    for (const act of acts) await through(act);
  };
  await all(
    () => actor.types('/ritual setup', { in: company.channels[channel] }),
    () =>
      actor.fills({
        'Name of the meeting': `${who}’s weekly`,
        'Days it ends on': chance.shuffled(weekdays).slice(0, chance.between(1, 3)),
        'Time it ends': chance.pick(times),
        ...(anonymous ? { 'Whether answers carry names': 'No: who answered what is never kept' } : {}),
      }),
    () => actor.submits(),
  );
  if (chance.happens(0.6)) await all(() => actor.clicks('Turn huddles on'));
  if (hasTool) {
    await all(
      () => actor.clicks('Add a webhook'),
      () => actor.fills({ 'Its ID or topic': toldMeeting }),
      () => actor.submits(),
    );
  }
  if (follows) {
    await all(
      () => actor.clicks('Add a calendar'),
      () => actor.fills({ 'Secret address of the calendar': follows.address }),
      () => actor.submits(),
    );
    const person = company.people[who];
    // What was read can come before the form that waits for it, and is read again then.
    while (workspace.modal(person)?.fields.callback_id === 'read_calendar_again')
      await all(() => actor.submits());
    await all(() => actor.submits());
  }
  await all(() => actor.closes({ all: true }));
}
