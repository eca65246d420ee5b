// The forms of decisions: recording one, answering one, reading one whole.
import type { ModalView } from '@slack/types';
import type { Segment } from '../people/segment.ts';
import type { Message } from '../platform/drawing.ts';
import { cut, escapedWithin } from '../platform/slack-text.ts';
import {
  button,
  buttons,
  dateInput,
  form,
  input,
  option,
  page,
  section,
  textInput,
} from '../platform/view-parts.ts';
import type { Voice } from '../voc/voice.ts';
import type { Answer } from './answer-store.ts';
import {
  type Decision,
  defaultReviewDay,
  longestReason,
  longestStatement,
  mostDecisionsInRound,
} from './decision.ts';
import { evidenceInput, segmentInput } from './evidence-view.ts';
import { lookOf, verdicts } from './verdict.ts';

interface RecordFacts {
  /** Where it goes: 'round 3', 'conversation C123', 'message C123 1718.01', or 'anywhere', where the form asks. */
  where: string;
  /** What to begin with. */
  statement: string;
  personId: string;
  /** The person's own calendar day. */
  today: string;
  recorded: number;
  segments: Segment[];
}

export function recordForm(facts: RecordFacts): ModalView {
  const { where, statement, personId, today, recorded, segments } = facts;
  if (recorded >= mostDecisionsInRound) {
    return page('Record a decision', [
      section(
        'This round holds eight decisions already, which is as many as its message can carry. `/ritual close` ends it; then `/decided` opens a new one.',
      ),
    ]);
  }
  return form(
    'record_decision',
    'Record a decision',
    [
      input(
        'statement',
        'What was decided',
        textInput({
          initial: statement,
          most: longestStatement,
          tall: true,
          placeholder: 'Drop phone support on the free plan',
        }),
      ),
      ...(where === 'anywhere' ? [channelInput] : []),
      input(
        'owner',
        'Its owner',
        { type: 'users_select', initial_user: personId },
        { hint: 'One person. They are asked to think again if customers would dislike it.' },
      ),
      input(
        'segments',
        'Customers it touches',
        { type: 'multi_static_select', options: segments.map(({ name, label }) => option(label, name)) },
        { optional: true, hint: 'Leave empty for all of them.' },
      ),
      input('review_on', 'Look back on', dateInput(defaultReviewDay(today)), {
        hint: 'The day on which to ask what customers in fact thought.',
      }),
      evidenceInput([], 'The team reads their words beside the decision.'),
    ],
    { submit: 'Record', metadata: where },
  );
}

const channelInput = input('channel', 'The channel of the team that decided it', {
  type: 'conversations_select',
  default_to_current_conversation: true,
  filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
});

/** What an answer's form offers besides the verdicts. */
export interface AnswerChoices {
  /** The voices that it cites by now. */
  cited: Voice[];
  segments: Segment[];
}

export function answerForm(
  decision: Decision,
  before: Pick<Answer, 'verdict' | 'why' | 'segment'> | undefined,
  late: boolean,
  { cited, segments }: AnswerChoices,
): ModalView {
  const choices = verdicts.map(({ verdict, emoji, words }) => option(`${emoji} ${words}`, verdict));
  const chosen = choices.find(({ value }) => value === before?.verdict);
  return form(
    'answer_decision',
    late ? 'Answer late' : 'Your answer',
    [
      section(`*Decision ${decision.id}*`),
      section(escapedWithin(decision.statement, 3000)),
      input('verdict', 'What would our best customers think?', {
        type: 'radio_buttons',
        options: choices,
        ...(chosen ? { initial_option: chosen } : {}),
      }),
      input(
        'why',
        'Why do you think so?',
        textInput({ initial: before?.why ?? undefined, most: longestReason, tall: true }),
        {
          optional: true,
          hint: late
            ? 'Marked as late; it no longer changes the result.'
            : 'Hidden with your answer until the round closes.',
        },
      ),
      evidenceInput(cited, 'Without a customer’s words, your why is shown as a guess.'),
      segmentInput(segments, before?.segment ?? null),
    ],
    { submit: 'Save', metadata: decision.id },
  );
}

/** The private receipt of a click. */
export function receipt(answer: Answer): Message {
  const words = lookOf(answer.verdict).words;
  const text = `Saved: ${words.charAt(0).toLowerCase()}${words.slice(1)}${answer.late ? ' (late)' : ''}.`;
  const ask = answer.why ? 'Change it' : 'Add why';
  return { text, blocks: [section(text), buttons('receipt', button(ask, 'answer.form', answer.decisionId))] };
}

export function recordedText(decision: Decision): string {
  const statement = escapedWithin(cut(decision.statement, 200), 600);
  return `Recorded as decision ${decision.id}, owned by you: “${statement}”. I am asking the team here.`;
}

export function readPage(decision: Decision): ModalView {
  return page(`Decision ${decision.id}`, [section(escapedWithin(decision.statement, 3000))]);
}
