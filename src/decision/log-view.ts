// The log as it is read: one line a decision, with its state and the way to its story.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, cut, day, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, fitMessage, page, section } from '../platform/view-parts.ts';
import { type LogState, mostHits } from './log.ts';
import type { LogEntry, LogPage } from './search-log.ts';

const stateWords: Record<LogState, string> = {
  open: 'the team is answering',
  reconsider: 'to be reconsidered',
  judge: 'to be judged by its owner',
  blind: 'a blind spot',
  stands: 'stands',
  kept: 'reconsidered and kept',
  changed: 'changed',
  reversed: 'reversed',
  withdrawn: 'withdrawn',
};

const nothing =
  'No decision that you can read matches. Try fewer words or filters: `/decided log` alone lists the newest.';

export function logMessage(found: LogPage): Message {
  return { text: headline(found), blocks: logBlocks(found) };
}

function headline({ entries, total, offset }: LogPage): string {
  if (entries.length === 0) return offset === 0 ? nothing : 'There is no more.';
  const found =
    total >= mostHits ? `${mostHits.toLocaleString('en')} decisions or more` : count(total, 'decision');
  const isAll = offset === 0 && entries.length === total;
  return isAll ? `${found}:` : `${found}; ${offset + 1} to ${offset + entries.length}:`;
}

function logBlocks(found: LogPage): KnownBlock[] {
  const { entries, total, offset, text } = found;
  const next = offset + entries.length;
  const more = next < total ? [buttons('log', button('More', 'log.more', `${next} ${text}`))] : [];
  const cutNote = context('There is more than one message holds.');
  return fitMessage([section(headline(found)), ...entries.map(entryBlock), ...more], cutNote);
}

/** The same in a page of its own. */
export function logPage(found: LogPage): ModalView {
  return page('Decisions', logBlocks(found));
}

function entryBlock({ decision, state, team }: LogEntry) {
  const { id, statement, ownerId, recordedAt } = decision;
  const words = escapedWithin(cut(statement.replace(/\s+/g, ' '), 150), 250);
  const facts = [stateWords[state], `owner ${mention(ownerId)}`, escapedWithin(team, 80), day(recordedAt)];
  return section(
    `*Decision ${id}* · ${words}\n${facts.join(' · ')}`,
    button('Story', 'decision.story', id, { label: `The story of decision ${id}` }),
  );
}
