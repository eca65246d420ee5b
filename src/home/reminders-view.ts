// How reminders look: the one note of a day, and what the App Home says about them.
import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Advice } from '../decision/advise-facilitator.ts';
import type { Decision } from '../decision/decision.ts';
import { matterBlocks } from '../decision/matter-view.ts';
import { findAsk, type OwnerAsk } from '../digest/owner-ask.ts';
import type { Message } from '../platform/drawing.ts';
import { menu, menus } from '../platform/menus.ts';
import {
  channelLink,
  count,
  cut,
  dateTime,
  escaped,
  escapedWithin,
  mention,
} from '../platform/slack-text.ts';
import { button, context, divider, fitMessage, list, option, section } from '../platform/view-parts.ts';
import type { WeekOfAnswers } from '../ritual/response-rate.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { ownedBlocks } from '../voc/follow-up-view.ts';
import type { ReminderFacts } from './load-home.ts';
import type { Reminders } from './load-reminders.ts';

const mostAnswers = 5;
const mostMatters = 8;
const mostFollowUps = 5;

/** All that waits for a person, what closes first on top. */
export function remindersMessage(reminders: Reminders, now: Date, today: string): Message {
  const { answers, matters, followUps, advice, asks } = reminders;
  const text = summary(answers.length, matters.length, followUps.length);
  const shownAnswers = answers.slice(0, mostAnswers);
  const isCut =
    answers.length > mostAnswers || matters.length > mostMatters || followUps.length > mostFollowUps;
  const more = context('The others are in the App Home tab.');
  const shown = [
    ...(text ? [section(text)] : []),
    ...shownAnswers.map(({ decision, closesAt }) => waitingBlock(decision, closesAt)),
    ...(answers.length > 0 && matters.length > 0 ? [divider] : []),
    ...matters
      .slice(0, mostMatters)
      .flatMap(({ matter, told }) => [
        ...matterBlocks(matter, told, now),
        ...nudgeBlocks(asks, 'matter', matter.id),
      ]),
    ...(followUps.length > 0 && answers.length + matters.length > 0 ? [divider] : []),
    ...followUps
      .slice(0, mostFollowUps)
      .flatMap((owned) => [
        ...ownedBlocks(owned, today),
        ...nudgeBlocks(asks, 'follow-up', owned.followUp.id),
      ]),
    ...(isCut ? [more] : []),
  ];
  const rituals = shownAnswers.flatMap(({ ritual }) => ritual ?? []);
  return {
    text: text || `${advice.map(({ ritual }) => escaped(ritual.name)).join(', ')}: fewer people answer`,
    blocks: [
      ...fitMessage(shown, more),
      ...advice.map(adviceBlock),
      menus(fewerMenu([...new Map(rituals.map((ritual) => [ritual.id, ritual])).values()])),
    ],
  };
}

function nudgeBlocks(asks: readonly OwnerAsk[], kind: OwnerAsk['kind'], id: number): KnownBlock[] {
  const nudgedBy = findAsk(asks, kind, id)?.nudgedBy ?? null;
  return nudgedBy === null ? [] : [context(`${mention(nudgedBy)} asks about this one.`)];
}

/** What decisions ask, then "1 customer should hear from you."; '' when there is nothing. */
function summary(answers: number, matters: number, followUps: number): string {
  const promised = followUps === 0 ? '' : `${count(followUps, 'customer')} should hear from you.`;
  return [decisionSummary(answers, matters), promised].filter(Boolean).join(' ');
}

/** "2 decisions wait for your answer, and 1 that you own waits for you."; '' when there are none. */
function decisionSummary(answers: number, matters: number): string {
  const answersWait = `${count(answers, 'decision')} ${answers === 1 ? 'waits' : 'wait'} for your answer`;
  const mattersWait = matters === 1 ? 'waits for you' : 'wait for you';
  if (answers === 0) return matters === 0 ? '' : `${count(matters, 'decision')} ${mattersWait}.`;
  return matters === 0 ? `${answersWait}.` : `${answersWait}, and ${matters} that you own ${mattersWait}.`;
}

/** A decision that waits for somebody's answer. */
export function waitingBlock({ id, statement, conversationId }: Decision, closesAt: Date): SectionBlock {
  return section(
    `Decision ${id} · ${escapedWithin(cut(statement, 200), 600)}\n${channelLink(conversationId)} · until ${dateTime(closesAt)}`,
    button('Answer', 'answer.form', id, { label: `Answer decision ${id}` }),
  );
}

function adviceBlock({ ritual, weeks }: Advice): KnownBlock {
  const { name, conversationId } = ritual;
  return section(
    `📉 *${escapedWithin(name, 80)}* gets fewer answers each week: ${rates(weeks)}. More reminders would not help: name fewer people, or ask after fewer meetings, with \`/ritual setup\` in ${channelLink(conversationId)}.`,
  );
}

/** The newest five weeks as "90 % → 80 %", with a decimal where two of them would look the same without it. */
export function rates(weeks: readonly WeekOfAnswers[]): string {
  const newest = weeks.slice(-5);
  const write = (digits: number) =>
    newest.map(({ answered, waitedFor }) => `${((100 * answered) / waitedFor).toFixed(digits)} %`);
  const whole = write(0);
  return (new Set(whole).size === newest.length ? whole : write(1)).join(' → ');
}

const mostInMenu = 99;

function fewerMenu(rituals: readonly Ritual[]) {
  const options = [
    ...rituals.slice(0, mostInMenu).map(({ id, name }) => option(`Not for ${name}`, id)),
    option('None at all', 'all'),
  ];
  const question =
    'The App Home keeps showing what waits for you, and turns reminders on again. “None at all” is also about what you own.';
  return menu('Fewer reminders', 'reminders.off', options, question);
}

/** Said to the person alone after their choice. */
export function fewerText(ritual: Ritual | null): string {
  const what = ritual
    ? `I will not remind you to answer *${escaped(ritual.name)}* any more.`
    : 'I will not remind you of anything any more. What you own still has its date.';
  return `${what} The App Home has it all, and turns reminders on again.`;
}

/** Whether somebody is reminded, and the way to change it. */
export function remindersPart({ isOff, on, off }: ReminderFacts): KnownBlock[] {
  if (isOff) {
    return [
      divider,
      section(
        '*Reminders*\nOff. What you own, and what waits for your answer, stands on this page only.',
        button('Turn on', 'reminders.on', 'all', { label: 'Turn reminders on' }),
      ),
    ];
  }
  const again = off.slice(0, mostInMenu).map(({ id, name }) => option(name, id));
  const question = 'Be reminded to answer when its rounds are half over?';
  return [
    divider,
    section(
      '*Reminders*\nAt most one message a working day, between 9 and 18 where you are, never while your status says that you are away.',
    ),
    ...(off.length > 0
      ? [
          list(
            'Not for',
            off.map(({ name }) => `• ${escaped(name)}`),
            '',
            10,
          ),
        ]
      : []),
    menus(
      fewerMenu(on),
      ...(again.length > 0 ? [menu('Remind me again', 'reminders.on', again, question)] : []),
    ),
  ];
}
