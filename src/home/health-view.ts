// How the page of all rituals looks: each with how it was kept, and what stands in its way.
import type { KnownBlock, ModalView } from '@slack/types';
import { percent, share, silentAfterWeeks } from '../digest/figures.ts';
import { channelLink, count, escapedWithin, mention } from '../platform/slack-text.ts';
import { page, section } from '../platform/view-parts.ts';
import type { Health } from './load-health.ts';
import { listPages } from './page-view.ts';
import type { Page } from './pages.ts';
import { rates } from './reminders-view.ts';

const none =
  'No channel that you can see has a ritual yet. Type `/ritual setup` in a channel whose meetings decide things.';

export function healthPage(rituals: Page<Health>): ModalView {
  const title = section(
    `*${count(rituals.total, 'ritual')}*, the longest silent first. Figures are of the last four weeks.`,
  );
  const blocks = rituals.total === 0 ? [section(none)] : [title, ...rituals.items.map(healthBlock)];
  return page('All rituals', [...blocks, ...listPages('rituals.health', rituals)]);
}

function healthBlock({ ritual, kept, silentWeeks, falling }: Health): KnownBlock {
  const { name, conversationId, facilitatorId, pausedBecause } = ritual;
  return section(
    [
      `*${escapedWithin(name, 120)}* in ${channelLink(conversationId)} · facilitator ${mention(facilitatorId)}`,
      keptText(kept),
      ...(pausedBecause === null ? [] : [`⏸ Paused, because ${escapedWithin(pausedBecause, 200)}`]),
      ...(silentWeeks >= silentAfterWeeks ? [`🔇 No decision for ${silentWeeks} weeks`] : []),
      ...(falling.length > 0
        ? [`📉 Fewer answers each week: ${rates(falling)}. A shorter roster or fewer meetings would help.`]
        : []),
    ].join('\n'),
  );
}

function keptText({ held, kept, waitedFor, answered }: Health['kept']): string {
  if (held === 0) return 'No meeting ended.';
  const part = share(answered, waitedFor);
  const who = part === null ? '' : ` · ${answered} of ${waitedFor} answered, ${percent(part)}`;
  return `Kept ${kept} of ${count(held, 'meeting')}${who}`;
}
