// How a matter looks to its owner and to the team: what is asked, by when, with its buttons, and how it ended.
import type { KnownBlock, ModalView } from '@slack/types';
import { dayMs } from '../platform/clock.ts';
import { channelLink, count, cut, day, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, form, input, option, section, textInput } from '../platform/view-parts.ts';
import { type Decision, longestReason, longestStatement } from './decision.ts';
import type { Told } from './load-round.ts';
import { dutyText, type Ending, endingWords, lookOfEnding, lookOfMatter, type Matter } from './matter.ts';

/** What an open matter asks of its owner, away from its thread: with its decision, and where to read the answers. */
export function matterBlocks(matter: Matter, told: Told, now: Date): KnownBlock[] {
  const { decision } = told;
  const read = button('Read the answers', 'decision.story', decision.id);
  return [
    section(`*Decision ${decision.id}* · ${escapedWithin(cut(decision.statement, 300), 900)}`, read),
    ...dutyBlocks(matter, told, now),
    context(`In ${channelLink(decision.conversationId)}`),
  ];
}

/** The same where the decision and its answers stand above it already. */
export function dutyBlocks(matter: Matter, told: Told, now: Date): KnownBlock[] {
  const lateDays = Math.floor((now.getTime() - matter.dueAt.getTime()) / dayMs);
  const when = lateDays > 0 ? `*${count(lateDays, 'day')} overdue*` : `by ${day(matter.dueAt)}`;
  const { endings } = lookOfMatter(matter.kind);
  const asks = endings.map(({ ending, button: text }) => button(text, `matter.${ending}`, matter.id));
  return [
    section(`${mention(matter.ownerId)}, please ${dutyText(matter, told.answered)}, ${when}.`),
    buttons(`matter.${matter.id}`, ...asks),
  ];
}

/** How a matter ended, in the words of whoever ended it, of which at most `mostReason` characters are shown. */
export function endedLine({ ending, endedBy, ownerId, reason }: Matter, mostReason: number): string {
  const words = escapedWithin(cut(reason ?? '', mostReason), 2 * mostReason);
  return ending === null ? '' : `*${endingWords[ending]}* by ${mention(endedBy ?? ownerId)}: ${words}`;
}

/** What has become of a decision after its round, in one line. */
export function fateLine({ matters, successorId, answered }: Told, mostReason = 200): string {
  const open = matters.find((matter) => matter.ending === null);
  const last = matters.at(-1);
  if (open) return `${mention(open.ownerId)} is asked to ${dutyText(open, answered)}, by ${day(open.dueAt)}.`;
  if (!last) return 'It stands.';
  const next = successorId === null ? '' : ` Decision ${successorId} took its place.`;
  return `${endedLine(last, mostReason)}${next}`;
}

export function endMatterForm(matter: Matter, decision: Decision, ending: Ending): ModalView {
  const look = lookOfEnding(matter.kind, ending);
  const reason = input('reason', look?.asks ?? 'Why?', textInput({ most: longestReason, tall: true }), {
    hint: 'The team reads this in the thread.',
  });
  return form(
    'end_matter',
    `Decision ${decision.id}`,
    [
      section(escapedWithin(decision.statement, 1500)),
      ...(ending === 'changed' ? changeInputs(decision, reason) : [reason]),
    ],
    { submit: 'Save', metadata: `${matter.id} ${ending}` },
  );
}

function changeInputs(decision: Decision, reason: KnownBlock): KnownBlock[] {
  const { statement } = decision;
  const again = option('Ask the team what customers would think of this', 'yes');
  const initial = textInput({ initial: statement, most: longestStatement, tall: true });
  return [
    input('statement', 'What you decide now', initial),
    reason,
    input('ask_again', 'Ask again?', { type: 'checkboxes', options: [again] }, { optional: true }),
  ];
}

/** Read out after a matter was ended: what happens next. */
export function settledText(matter: Matter, successorId: number | null, askAgain: boolean): string {
  if (matter.ending === 'reconsider')
    return 'Saved. You are asked to reconsider it; the buttons are in the thread.';
  if (successorId === null) return 'Saved. The team can read why in the thread.';
  const asked = askAgain ? ', and the team is asked about it now' : '';
  return `Saved. Decision ${successorId} takes its place${asked}.`;
}
