// What needs an owner today: overdue, then left without one, then due this week; each with a nudge for its owner.
import type { Button, KnownBlock, SectionBlock } from '@slack/types';
import { endingWords } from '../decision/matter.ts';
import { day, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, section } from '../platform/view-parts.ts';
import type { Figures } from './figures.ts';
import type { DigestFacts } from './load-digest.ts';
import { isMatter, isSettled, type OwedThing, ownerOf, type Urgency } from './load-owed.ts';
import type { Nudged } from './nudge-owner.ts';
import type { Reader } from './reader.ts';
import { decisionName, part, short } from './section-view.ts';
import { dayName } from './week-words.ts';

/** So many stand in the message with a button of their own; the others are behind [Show]. */
const mostWithNudge = 3;

export function owedPart(facts: DigestFacts): KnownBlock[] {
  const { figures, owed, reader } = facts;
  const all = countOwed(figures);
  const head = all > 0 ? [owedSentence(figures)] : [];
  const whenEmpty = 'Nothing is overdue, left without an owner or due this week.';
  if (!reader.viewer.isSponsor) {
    const lines = [...head, ...owed.map((one) => owedLine(one, reader))];
    return [part(facts, { name: 'owed', lines, rest: all - owed.length, whenEmpty, room: 900 })];
  }
  const shown = owed.slice(0, mostWithNudge);
  const rest = all - shown.length;
  const more = rest > 0 && shown.length > 0 ? ['The most urgent:'] : [];
  return [
    part(facts, { name: 'owed', lines: [...head, ...more], whenEmpty, room: 300 }),
    ...shown.map((one) => owedSection(one, reader)),
  ];
}

export function countOwed({ owed }: Figures): number {
  return owed.overdue.length + owed.ownerless.length + owed.dueThisWeek.length;
}

function owedSentence({ owed: { overdue, ownerless, dueThisWeek } }: Figures): string {
  return [
    overdue.length > 0 ? `*${overdue.length} overdue*` : '',
    ownerless.length > 0 ? `*${ownerless.length} whose owner has left*` : '',
    dueThisWeek.length > 0 ? `${dueThisWeek.length} due this week` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * One that is owed, with what the sponsor can do about it; nobody is nudged twice a week. `place` is the page of the
 * list that it stands on, '' in a message.
 */
export function owedSection(
  owed: OwedThing,
  reader: Reader,
  { place = '', isNudged = false } = {},
): SectionBlock {
  const mayAct = reader.viewer.isSponsor && !isSettled(owed) && !isNudged;
  const isOwn = ownerOf(owed) === reader.viewer.personId;
  const act = isOwn ? openOwn(owed) : actOn(owed, place);
  return section(owedLine(owed, reader), mayAct ? act : undefined);
}

/** Nobody nudges themselves. */
function openOwn(owed: OwedThing): Button {
  if (!isMatter(owed)) return button('We told them', 'follow_up.close', owed.voice.id);
  return button('Open', 'decision.story', owed.matter.decisionId, {
    label: `Open decision ${owed.matter.decisionId}`,
  });
}

function actOn(owed: OwedThing, place: string): Button {
  const { ref } = owed;
  if (hasNoOwner(owed)) {
    return isMatter(owed)
      ? button('Hand it over', 'matter.offer', ref.id, { label: `Hand matter ${ref.id} over` })
      : button('Hand it over', 'follow_up.form', owed.voice.id, {
          label: `Give voice ${owed.voice.id} another owner`,
        });
  }
  const what = isMatter(owed) ? `decision ${owed.told.decision.id}` : `voice ${owed.voice.id}`;
  return button('Nudge', 'digest.nudge', `${ref.kind} ${ref.id} ${place}`.trimEnd(), {
    label: `Nudge the owner of ${what}`,
  });
}

/** Nobody has taken it over since the owner left. */
function hasNoOwner(owed: OwedThing): boolean {
  return owed.urgency === 'ownerless' && ownerOf(owed) === owed.ref.ownerId;
}

const marks: Record<Urgency, string> = { overdue: '🔴', ownerless: '⚪', due: '🟡' };

/** Who owes what by when, as it is now. */
function owedLine(owed: OwedThing, { who }: Reader): string {
  const mark = isSettled(owed) ? '✅' : marks[owed.urgency];
  if (isMatter(owed)) {
    const { matter, told } = owed;
    const what = `${decisionName(owed)}, ${short(told.decision.statement)} · ${matter.kind}`;
    return `${mark} ${who(ownerOf(owed))}: ${what}${dueWords(owed, day(matter.dueAt))}`;
  }
  const { followUp, voice } = owed;
  const customer = voice.customer === null ? 'a customer' : escapedWithin(voice.customer, 80);
  return `${mark} ${who(ownerOf(owed))}: get back to ${customer} · voice ${voice.id}${dueWords(owed, dayName(followUp.dueOn))}`;
}

function dueWords(owed: OwedThing, due: string): string {
  const settled = settledWords(owed);
  if (settled) return ` · since then: ${settled}`;
  if (hasNoOwner(owed)) return `, due ${due}, and its owner has left`;
  return `, ${owed.urgency === 'overdue' ? 'was due' : 'due'} ${due}`;
}

/** '' while it is open. */
function settledWords(owed: OwedThing): string {
  if (!isSettled(owed)) return '';
  if (!isMatter(owed)) return 'the customer was told';
  return endingWords[owed.matter.ending ?? 'moot'].toLowerCase();
}

/** Said to the sponsor after a nudge. */
export function nudgedText({ owed, ownerId, isDeaf }: Nudged): string {
  if (isDeaf) return unheardText(owed);
  return `Nudged: ${mention(ownerId)} reads of ${nameOf(owed)} in their next note, which comes once a working day at most.`;
}

/** Of an owner who has turned reminders off. */
export function unheardText(owed: OwedThing): string {
  return `${mention(ownerOf(owed))} has turned reminders off, so ${nameOf(owed)} stands in their App Home only. You could talk to them.`;
}

function nameOf(owed: OwedThing): string {
  return isMatter(owed) ? decisionName(owed) : `voice ${owed.voice.id}`;
}
