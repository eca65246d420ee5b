// How voices look: what was kept, one whole, and lists of them.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { day, escaped, mention, mostQuotedLines, quote } from '../platform/slack-text.ts';
import { button, buttons, context, fitMessage, page, section } from '../platform/view-parts.ts';
import type { Reach, Score, Voice } from './voice.ts';

const longestShown = 2_500;
const longestInList = 300;
/** Even if every character is escaped (& is five), a part fits a section. */
const partLength = 550;

const readers: Record<Reach, string> = {
  workspace: 'Everyone in the workspace',
  members: 'Only the members of this private channel and the sponsor',
  shared: 'This channel is shared with another organization, so only its members and the sponsor',
  nobody: 'I am not a member of this conversation, so only you and the sponsor',
};

/** Said before and after something is captured: nobody should be surprised by who reads it. */
export function whoSees(reach: Reach, what: 'it' | 'them' = 'it'): string {
  return `${readers[reach]} can find ${what}.`;
}

const scoreText = ({ scale, value }: Score): string => `${scale.toUpperCase()} ${value}`;

/** What is known besides the words: "Acme · #export · NPS 6 · Mid value · support · use". */
export function known(voice: Voice): string {
  return [
    voice.customer,
    voice.themes.map((theme) => `#${theme}`).join(' '),
    voice.score && scoreText(voice.score),
    voice.unhappy && 'unhappy',
    voice.segmentLabel ?? voice.segment,
    voice.source,
    voice.stage,
  ]
    .filter((part) => part !== null && part !== undefined && part !== false && part !== '')
    .map((part) => escaped(String(part)))
    .join(' · ');
}

/** "voice 42 · Acme · NPS 6 · said 5 Oct · open the message", below the words. */
export function origin(voice: Voice): string {
  const link = voice.permalink ? `<${escaped(voice.permalink)}|open the message>` : '';
  const said = voice.customers ? `said by ${voice.customers} customers` : '';
  return [`voice ${voice.id}`, known(voice), said, `said ${day(voice.saidAt)}`, link]
    .filter(Boolean)
    .join(' · ');
}

/** `besides`: what is known of its message, and of the voices that are joined to it. */
export function voiceMessage(voice: Voice, besides: string[] = []): Message {
  const isCut = voice.words.length > longestShown || voice.words.split('\n').length > mostQuotedLines;
  return {
    text: `Voice ${voice.id}`,
    blocks: [
      section(quote(voice.words, longestShown)),
      context(`${origin(voice)} · saved by ${mention(voice.capturedBy)}`),
      ...besides.map(context),
      ...(isCut ? [buttons('whole', button('Read it all', 'voice.read', voice.id))] : []),
    ],
  };
}

/** Every word of it, in as many sections as it takes. */
export function readPage(voice: Voice): ModalView {
  const parts = voice.words.match(new RegExp(`[^]{1,${partLength}}`, 'gu')) ?? [];
  return page(`Voice ${voice.id}`, [...parts.map((part) => section(escaped(part))), context(origin(voice))]);
}

function list(line: string, voices: Voice[]): Message {
  const blocks = voices.flatMap((voice): KnownBlock[] => [
    section(quote(voice.words, longestInList)),
    context(origin(voice)),
  ]);
  const more = context('There is more than one message holds. Search with more words to see the rest.');
  return { text: line, blocks: fitMessage([section(line), ...blocks], more) };
}

export function latestMessage(voices: Voice[]): Message {
  const line =
    voices.length > 0
      ? 'The newest voices that you can see:'
      : 'No voices yet. Save the first one: `/voc what they said -- who`, or *Save as customer voice* in the menu of a message.';
  return list(line, voices);
}
