// How what was found looks: a page of voices with the matches bold, and the way to the other pages.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, escaped } from '../platform/slack-text.ts';
import { button, buttons, context, fitMessage, page, section } from '../platform/view-parts.ts';
import { type FoundPage, pageSize } from './find-voices.ts';
import { excerpt } from './highlight.ts';
import { mostHits } from './search.ts';
import { origin } from './views.ts';
import type { Voice } from './voice.ts';

const longestInList = 300;

export function foundMessage(found: FoundPage): Message {
  return { text: headline(found), blocks: foundBlocks(found) };
}

function foundBlocks(found: FoundPage): KnownBlock[] {
  const { voices, whole, renamed } = found;
  const more = context('There is more than one message holds. Search with more words to see the rest.');
  const blocks = voices.flatMap((voice, index) => [
    ...(index === whole && whole > 0 ? [context('These hold some of the words:')] : []),
    ...voiceBlocks(voice, found),
  ]);
  const names = renamed.map(({ from, into }) => context(`#${escaped(from)} is now #${escaped(into)}.`));
  return [...fitMessage([section(headline(found)), ...names, ...blocks], more), ...pages(found)];
}

/** The same in a page of its own. */
export function foundPage(found: FoundPage): ModalView {
  return page('Voices', foundBlocks(found));
}

function headline({ voices, total, whole, page }: FoundPage): string {
  if (voices.length === 0 && page > 0) return 'There are no more. Search again to see them from the start.';
  if (voices.length === 0) return 'No voice that you can see matches. Try fewer words or filters.';
  if (whole === 0) return 'No voice that you can see holds all of these words. These hold some of them:';
  const all = total >= mostHits ? `${mostHits.toLocaleString('en')} voices or more` : count(total, 'voice');
  if (total <= whole) return `${all}:`;
  const first = page * pageSize + 1;
  return page === 0 ? `${all}; the best ${whole}:` : `${all}; ${first} to ${first + whole - 1}:`;
}

function voiceBlocks(voice: Voice, { matches }: FoundPage): KnownBlock[] {
  return [section(excerpt(voice.words, matches.get(voice.id) ?? [], longestInList)), context(origin(voice))];
}

/** The buttons carry what was typed: nothing about a search is kept. */
function pages({ typed, page, total }: FoundPage): KnownBlock[] {
  const hasMore = total > (page + 1) * pageSize;
  const to = (text: string, index: number, label: string) =>
    button(text, `voice.found.${index < page ? 'back' : 'more'}`, `${index} ${typed}`, { label });
  const both = [
    ...(page > 0 ? [to('Back', page - 1, 'Show the page before')] : []),
    ...(hasMore ? [to('More', page + 1, 'Show the next page')] : []),
  ];
  return both.length > 0 ? [buttons('found', ...both)] : [];
}
