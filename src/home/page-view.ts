// The buttons that turn the pages of a list.
import type { KnownBlock } from '@slack/types';
import { button, buttons } from '../platform/view-parts.ts';
import type { HomeList, Page } from './pages.ts';

interface Turn {
  /** What the buttons say: 'Newer' and 'Older' for what is told newest first. */
  back: string;
  more: string;
}

/** Below a list in the App Home; nothing where all of it stands there. */
export function homePages(
  list: HomeList,
  { number, hasMore }: Page<unknown>,
  { back, more }: Turn,
): KnownBlock[] {
  const to = (text: string, turn: 'back' | 'more', page: number) =>
    button(text, `home.${turn}`, `${list} ${page}`, { label: `${text}, page ${page + 1}` });
  return turned(`pages_${list}`, [
    ...(number > 0 ? [to(back, 'back', number - 1)] : []),
    ...(hasMore ? [to(more, 'more', number + 1)] : []),
  ]);
}

/** Below a list in a page of its own; `action` shows the page of the number that it carries, in its place. */
export function listPages(action: string, { number, hasMore }: Page<unknown>): KnownBlock[] {
  const to = (text: string, turn: 'back' | 'more', page: number) =>
    button(text, `${action}.${turn}`, page, { label: `${text}, page ${page + 1}` });
  return turned('pages', [
    ...(number > 0 ? [to('Back', 'back', number - 1)] : []),
    ...(hasMore ? [to('More', 'more', number + 1)] : []),
  ]);
}

function turned(id: string, ways: ReturnType<typeof button>[]): KnownBlock[] {
  return ways.length > 0 ? [buttons(id, ...ways)] : [];
}
