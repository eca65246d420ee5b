// How a matter looks to its owner and to the team: what is asked, by when, with its buttons, and how it ended.
import type { KnownBlock, ModalView } from '@slack/types';
import { channelLink, count, cut, day, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, form, input, option, section, textInput } from '../platform/view-parts.ts';
import { type Decision, longestReason, longestStatement } from './decision.ts';
import { evidenceInput } from './evidence-view.ts';
import type { Told } from './load-round.ts';
import {
  daysLate,
  dutyText,
  type Ending,
  endingWords,
  isSettled,
  lookOfEnding,
  lookOfMatter,
  type Matter,
} from './matter.ts';
import { lookOfOutcome, outcomes } from './outcome.ts';

/** What an open matter asks of its owner, away from its thread: with its decision, and where to read the answers. */
export function matterBlocks(matter: Matter, told: Told, now: Date): KnownBlock[] {
  const { decision } = told;
  const read = button('Read the answers', 'decision.story', decision.id);
  const changes = decision.changesId === null ? '' : ` · it changes decision ${decision.changesId}`;
  return [
    section(`*Decision ${decision.id}* · ${escapedWithin(cut(decision.statement, 300), 900)}`, read),
    ...dutyBlocks(matter, told, now),
    context(`In ${channelLink(decision.conversationId)}${changes}`),
  ];
}

/** The same where the decision and its answers stand above it already. */
export function dutyBlocks(matter: Matter, told: Told, now: Date): KnownBlock[] {
  const lateDays = daysLate(matter.dueAt, now, told.ownerZone);
  const when = lateDays > 0 ? `*${count(lateDays, 'day')} overdue*` : `by ${day(matter.dueAt)}`;
  const { endings } = lookOfMatter(matter.kind);
  const asks =
    matter.kind === 'review'
      ? outcomes.map(({ outcome, button: text }) => button(text, `review.${outcome}`, matter.id))
      : endings.map(({ ending, button: text }) => button(text, `matter.${ending}`, matter.id));
  const later = matter.putOffBecause === null ? [button('Put it off', 'matter.put_off', matter.id)] : [];
  const listen = matter.voiceId === null ? [] : [button('Read what they said', 'voice.read', matter.voiceId)];
  const lines = [putOffLine(matter), offerLine(matter)].filter(Boolean);
  return [
    section(`${mention(matter.ownerId)}, please ${withDate(dutyText(matter, told), when)}`),
    ...(lines.length > 0 ? [context(lines.join('\n'))] : []),
    buttons(
      `matter.${matter.id}`,
      ...listen,
      ...asks,
      ...later,
      button('Hand it over', 'matter.offer', matter.id),
    ),
  ];
}

/** A duty that asks a question has its date after it. */
function withDate(duty: string, when: string): string {
  return duty.endsWith('?') ? `${duty} Tell it ${when}.` : `${duty}, ${when}.`;
}

function putOffLine({ putOffBecause }: Matter): string {
  return putOffBecause === null ? '' : `Put off once: ${escapedWithin(putOffBecause, 300)}`;
}

/** What has become of the newest offer, and with whom the matter is meanwhile. */
function offerLine({ offer, ownerId }: Matter): string {
  if (!offer) return '';
  const stays = `it stays with ${mention(ownerId)}`;
  const words = {
    open: `Offered to ${mention(offer.to)}; until they take it, ${stays}.`,
    declined: `${mention(offer.to)} declined to take it over, so ${stays}.`,
    lapsed: `${mention(offer.to)} did not answer within three days, so ${stays}.`,
  };
  return words[offer.state];
}

/** How a matter ended, in the words of whoever ended it, of which at most `mostReason` characters are shown. */
export function endedLine(matter: Matter, mostReason: number): string {
  const { ending, outcome, endedBy, ownerId, reason } = matter;
  const words = escapedWithin(cut(reason ?? '', mostReason), 2 * mostReason);
  const who = mention(endedBy ?? ownerId);
  if (outcome !== null) return `*${capital(lookOfOutcome(outcome).words)}*, says ${who}: ${words}`;
  return ending === null ? '' : `*${endingWords[ending]}* by ${who}: ${words}`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Who withdrew a decision, and why. */
export function withdrawnLine({ withdrawnBy, withdrawnBecause }: Decision, mostReason: number): string {
  const words = escapedWithin(cut(withdrawnBecause ?? '', mostReason), 2 * mostReason);
  return `*Withdrawn* by ${mention(withdrawnBy ?? '')}: ${words}`;
}

/** What has become of a decision after its round, in one line. */
export function fateLine(
  { decision, matters, successorId, answered, tooFew }: Told,
  mostReason = 200,
): string {
  if (decision.fate === 'withdrawn') return withdrawnLine(decision, mostReason);
  const open = matters.find((matter) => matter.ending === null);
  const last = matters.filter(isSettled).at(-1);
  if (open) {
    const duty = withDate(dutyText(open, { answered, tooFew }), `by ${day(open.dueAt)}`);
    return `${mention(open.ownerId)} is asked to ${duty}`;
  }
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
      ...(ending === 'learnt' ? [evidenceInput([], 'What you kept of it with `/voc`, if you did.')] : []),
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
