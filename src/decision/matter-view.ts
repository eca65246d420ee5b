// How a matter looks to its owner and to the team: what is asked, by when, with its buttons, and how it ended.
import type { KnownBlock, ModalView } from '@slack/types';
import { dayMs } from '../platform/clock.ts';
import { count, cut, day, escaped, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, form, input, option, section, textInput } from '../platform/view-parts.ts';
import { type Decision, longestReason, longestStatement } from './decision.ts';
import type { Told } from './load-round.ts';
import { type Ending, lookOfEnding, lookOfMatter, type Matter } from './matter.ts';

/** What an open matter asks of its owner, under its decision, with a button for each ending. */
export function matterBlocks(matter: Matter, decision: Decision, now: Date): KnownBlock[] {
  const statement = section(`*Decision ${decision.id}* · ${escaped(cut(decision.statement, 300))}`);
  return [statement, ...dutyBlocks(matter, now)];
}

/** The same where the decision stands above it already. */
export function dutyBlocks(matter: Matter, now: Date): KnownBlock[] {
  const look = lookOfMatter(matter.kind);
  const lateDays = Math.floor((now.getTime() - matter.dueAt.getTime()) / dayMs);
  const when = lateDays > 0 ? `*${count(lateDays, 'day')} overdue*` : `by ${day(matter.dueAt)}`;
  const asks = look.endings.map(({ ending, button: text }) => button(text, `matter.${ending}`, matter.id));
  return [
    section(`${mention(matter.ownerId)}, please ${look.duty}, ${when}.`),
    buttons(`matter.${matter.id}`, ...asks),
  ];
}

/** How a matter ended, in the words of whoever ended it. */
export function endedLine(matter: Matter): string {
  const reason = escapedWithin(cut(matter.reason ?? '', 400), 800);
  return `*${capital(matter.ending ?? '')}* by ${mention(matter.endedBy ?? matter.ownerId)}: ${reason}`;
}

/** What has become of a decision after its round, in one line. */
export function fateLine({ matters, successorId }: Told): string {
  const open = matters.find((matter) => matter.ending === null);
  const last = matters.at(-1);
  const next = successorId ? ` Decision ${successorId} took its place.` : '';
  if (open)
    return `${mention(open.ownerId)} is asked to ${lookOfMatter(open.kind).duty}, by ${day(open.dueAt)}.`;
  if (last?.ending) return `${endedLine(last)}${next}`;
  return `It stands.${next}`;
}

export function endMatterForm(matter: Matter, decision: Decision, ending: Ending): ModalView {
  const look = lookOfEnding(matter.kind, ending);
  const changed = ending === 'changed';
  return form(
    'end_matter',
    `Decision ${decision.id}`,
    [
      section(escapedWithin(decision.statement, 1500)),
      ...(changed
        ? [
            input(
              'statement',
              'What you decide now',
              textInput({ initial: decision.statement, most: longestStatement, tall: true }),
            ),
          ]
        : []),
      input('reason', look?.asks ?? 'Why?', textInput({ most: longestReason, tall: true }), {
        hint: 'The team reads this in the thread.',
      }),
      ...(changed
        ? [
            input(
              'ask_again',
              'Then',
              {
                type: 'checkboxes',
                options: [option('Ask the team what customers would think of this', 'yes')],
              },
              { optional: true },
            ),
          ]
        : []),
    ],
    { submit: 'Save', metadata: `${matter.id} ${ending}` },
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
