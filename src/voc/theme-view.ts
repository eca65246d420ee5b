// How themes look: a list with counts and trend, and the question before two of them become one.
import type { Message } from '../platform/drawing.ts';
import { count, escaped } from '../platform/slack-text.ts';
import { button, buttons, context, fitMessage, list, section } from '../platform/view-parts.ts';
import type { ThemeCount } from './theme-store.ts';

const mostListed = 40;

/** Fewer voices than this say nothing about where a theme is going. */
const fewestForTrend = 3;

/** "↑ rising", "↓ falling" by a third at least, "new"; '' while there is too little to tell, or nothing changes. */
export function trendOf({ lately, before }: ThemeCount): string {
  if (lately + before < fewestForTrend) return '';
  if (before === 0) return '✦ new';
  if (lately * 3 >= before * 4) return '↑ rising';
  if (lately * 3 <= before * 2) return '↓ falling';
  return '';
}

function lineOf(counted: ThemeCount): string {
  const { theme, lately, before } = counted;
  const line = `*#${escaped(theme)}*  ${count(lately, 'voice')} (${before} before)`;
  return [line, trendOf(counted)].filter(Boolean).join('  ');
}

export function themesMessage(counted: ThemeCount[]): Message {
  const title = 'Themes of the last four weeks';
  const whenEmpty =
    'No voice that you can see carries a theme yet. Add one with a #: `/voc The export is slow -- Acme #export`.';
  return {
    text: title,
    blocks: fitMessage(
      [
        list(title, counted.map(lineOf), whenEmpty, mostListed),
        context(
          'In brackets: the four weeks before. Counted by the day they were saved, from voices that you can see, each customer of a joined voice once. `/voc search #export` finds a theme’s voices.',
        ),
      ],
      context('There are more themes than one message holds.'),
    ),
  };
}

/** A theme of that name is there already: from then on the two are one. */
export function askToJoinThemes(from: string, into: string, carriers: number): Message {
  const line = `#${from} and #${into} are both in use. If you join them, ${carriers === 1 ? 'the one voice' : `all ${carriers} voices`} of #${from} will carry #${into}, and so will whatever is typed with #${from} later. Joined themes cannot be taken apart again.`;
  return {
    text: line,
    blocks: [section(line), buttons('themes', button('Join them', 'theme.join', `${from} ${into}`))],
  };
}
