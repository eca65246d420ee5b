// What customers said about a decision: the page behind the count on its root, where voices are cited.
import type { KnownBlock, ModalView } from '@slack/types';
import { count, cut, escapedWithin, quote } from '../platform/slack-text.ts';
import { button, context, divider, page, section } from '../platform/view-parts.ts';
import { provenance } from '../voc/citation.ts';
import type { Voice } from '../voc/voice.ts';
import type { Decision } from './decision.ts';

export interface Heard {
  decision: Decision;
  cited: Voice[];
  /** About the decision and not cited, best first. */
  spoken: Voice[];
}

export function voicesPage({ decision, cited, spoken }: Heard): ModalView {
  const { id, statement } = decision;
  return page(`Decision ${id}`, [
    section(`*Decision ${id}* · ${escapedWithin(cut(statement, 300), 900)}`),
    ...(cited.length > 0 ? part(`Cited: ${count(cited.length, 'voice')}`, cited, id, takeBack) : []),
    ...(spoken.length > 0 ? part('What customers have said about this', spoken, id, cite) : []),
    ...(cited.length + spoken.length === 0 ? [section('No voice that you can read is about this.')] : []),
    context('What is cited here is read by everyone in the channel. `/voc search` finds more.'),
  ]);
}

/** For a round whose message has no room for a button a decision. */
export function roundVoicesPage(decisions: Decision[]): ModalView {
  return page('What customers said', [
    section('About which decision?'),
    ...decisions.map(({ id, statement }) =>
      section(
        `*Decision ${id}* · ${escapedWithin(cut(statement, 150), 400)}`,
        button('Show', 'decision.voices', id, { label: `What customers said about decision ${id}` }),
      ),
    ),
  ]);
}

const cite = (decisionId: number, voiceId: number) =>
  button('Cite it', 'evidence.cite', `${decisionId} ${voiceId}`, { label: `Cite voice ${voiceId}` });
const takeBack = (decisionId: number, voiceId: number) =>
  button('Take it back', 'evidence.uncite', `${decisionId} ${voiceId}`, {
    label: `Take voice ${voiceId} back`,
  });

function part(title: string, voices: Voice[], decisionId: number, ask: typeof cite): KnownBlock[] {
  return [
    divider,
    section(`*${title}*`),
    ...voices.flatMap((voice): KnownBlock[] => [
      section(quote(voice.words, 500), ask(decisionId, voice.id)),
      context(provenance(voice)),
    ]),
  ];
}
