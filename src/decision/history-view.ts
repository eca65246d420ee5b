// The end of a decision's story: its chain, its trail of changes, where it stands, and what its reader may do to it.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Trace } from '../platform/audit.ts';
import { cut, dateTime, escaped, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, form, input, section, textInput } from '../platform/view-parts.ts';
import type { Link } from './chain-store.ts';
import { type Decision, longestReason, longestStatement } from './decision.ts';

export interface History {
  /** Oldest first, with the decision itself. */
  chain: Link[];
  trail: Trace[];
  /** Where the round's root stands; null where it came to stand nowhere. */
  rootLink: string | null;
  mayReword: boolean;
  mayWithdraw: boolean;
  mayReconsider: boolean;
}

export function historyBlocks(decision: Decision, history: History): KnownBlock[] {
  const { chain, trail, rootLink, mayReword, mayWithdraw, mayReconsider } = history;
  const { id, sourceLink } = decision;
  const links = [
    ...(rootLink === null ? [] : [`<${escaped(rootLink)}|the round in its channel>`]),
    ...(sourceLink === null ? [] : [`<${escaped(sourceLink)}|the message it was about>`]),
  ];
  const asks = [
    button('What customers said', 'decision.voices', id),
    ...(mayReword ? [button('Correct the words', 'decision.reword', id)] : []),
    ...(mayReconsider ? [button('Reconsider it', 'decision.reconsider', id)] : []),
    ...(mayWithdraw ? [button('Withdraw it', 'decision.withdraw', id)] : []),
  ];
  return [
    ...(chain.length > 1 ? [section(['*How it changed*', ...chain.map(linkLine)].join('\n'))] : []),
    ...(trail.length > 0 ? [context(trail.map(traceLine).join('\n'))] : []),
    ...(links.length > 0 ? [context(links.join(' · '))] : []),
    buttons(`do.${id}`, ...asks),
  ];
}

function linkLine({ id, statement, fate }: Link): string {
  const words = escapedWithin(cut(statement.replace(/\s+/g, ' '), 80), 160);
  return `• Decision ${id} · “${words}”${fate === null ? '' : ` · ${fate}`}`;
}

/** What the trail holds in few words is told in a few more; the rest of it reads well as it is. */
const told: Record<string, string> = {
  'ruled stands': 'the answers let it stand',
  'ruled reconsider': 'the answers ask to reconsider it',
  'ruled judge': 'too few opinions, so its owner judges',
  'ruled blind spot': 'the answers show a blind spot',
  stands: 'judged to stand',
  reconsider: 'sent to be reconsidered',
  learnt: 'customers were asked',
  told: 'the outcome was told',
  reworded: 'its words were corrected',
};

function traceLine({ at, personId, did }: Trace): string {
  const words =
    told[did] ?? did.replace(/^opened /, 'asked of its owner: ').replace(/^dropped /, 'no longer asked: ');
  return `${dateTime(at)} · ${escaped(words)}${personId === null ? '' : ` by ${mention(personId)}`}`;
}

export function rewordForm({ id, statement }: Decision): ModalView {
  const words = textInput({ initial: statement, most: longestStatement, tall: true });
  const hint =
    'For slips of the pen: people answer what stands here. For another decision, withdraw this one.';
  return form(
    'reword_decision',
    'Correct the words',
    [input('statement', 'What was decided', words, { hint })],
    { submit: 'Save', metadata: id },
  );
}

export function withdrawForm({ id, statement }: Decision): ModalView {
  const reason = textInput({ most: longestReason, tall: true });
  return form(
    'withdraw_decision',
    `Withdraw decision ${id}`,
    [
      section(escapedWithin(statement, 1500)),
      input('reason', 'Why is it withdrawn?', reason, { hint: 'The team reads this.' }),
      context(
        'Nobody is asked about it any more. What was answered stays, and so does the decision in the log.',
      ),
    ],
    { submit: 'Withdraw', metadata: id },
  );
}
