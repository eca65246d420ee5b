// How a confirmation looks: what was understood of a customer's words, and what others' words offer to do about it.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count, day, escapedWithin, mention, quote } from '../platform/slack-text.ts';
import { button, buttons, context, form, section } from '../platform/view-parts.ts';
import type { Confirmation, Offers } from './load-confirmation.ts';
import { known, whoSees } from './views.ts';
import type { Voice } from './voice.ts';

const longestLike = 300;

/** What was not said, so that one look tells whether something got lost: "No customer, segment or source named." */
function missing({ customer, segment, source, stage, score, themes }: Voice): string {
  const facts = { customer, segment, source, stage, score, theme: themes.length > 0 || null };
  const names = Object.entries(facts).flatMap(([name, value]) => (value === null ? [name] : []));
  const last = names.pop();
  if (!last) return '';
  return `No ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last} named.`;
}

function likeBlocks(voice: Voice, like: Voice | undefined): KnownBlock[] {
  if (!like) return [];
  const about = [known(like), `said ${day(like.saidAt)}`, `saved by ${mention(like.capturedBy)}`];
  return [
    section(`*Voice ${voice.id} looks like voice ${like.id}:*\n${quote(like.words, longestLike)}`),
    context(
      `${about.filter(Boolean).join(' · ')} · Joined, the two count as one voice, each customer once; every source is kept.`,
    ),
    buttons(
      'like',
      button(`Join voice ${like.id}`, 'voice.join', `${voice.id} ${like.id}`, { style: 'primary' }),
      button('Keep both', 'voice.keep_both', voice.id),
    ),
  ];
}

function themeButtons(voice: Voice, { like, suggestedThemes }: Offers): KnownBlock[] {
  if (suggestedThemes.length === 0) return [];
  const look = (theme: string) => ({ label: `Add the theme ${theme} to voice ${voice.id}` });
  return [
    buttons(
      'suggested_themes',
      ...suggestedThemes.map((theme, index) =>
        button(
          `+ #${theme}`,
          `voice.add_theme.${index + 1}`,
          `${voice.id} ${theme}${like ? '' : ' -'}`,
          look(theme),
        ),
      ),
    ),
  ];
}

/** `where`: whether a form that edits it opens beneath a message or on top of this page. */
function keptBlocks(facts: Confirmation, where: 'message' | 'page', offered: KnownBlock[]): KnownBlock[] {
  const { voice, reach, masked, attached } = facts;
  const notes = [
    masked > 0
      ? `I masked ${count(masked, 'e-mail address, phone or card number', 'e-mail addresses, phone or card numbers')}.`
      : '',
    attached.length > 0 ? `Attached there: ${escapedWithin(attached.join(', '), 500)}.` : '',
    `Said ${day(voice.saidAt)}.`,
    missing(voice),
    whoSees(reach),
  ];
  return [
    section(lineOf(voice)),
    section(quote(voice.words)),
    context(notes.filter(Boolean).join(' ')),
    ...offered,
    buttons(
      'kept',
      button('Edit', 'voice.edit', `${voice.id} ${where}`, { label: `Edit voice ${voice.id}` }),
      button('Undo', 'voice.undo', voice.id, { label: `Undo: delete voice ${voice.id}` }),
    ),
  ];
}

function lineOf(voice: Voice): string {
  return [`Saved as voice ${voice.id}`, known(voice)].filter(Boolean).join(' · ');
}

export function keptMessage(facts: Confirmation): Message {
  return { text: lineOf(facts.voice), blocks: keptBlocks(facts, 'message', []) };
}

export function keptPage(facts: Confirmation, offers: Offers): ModalView {
  const blocks = keptBlocks(facts, 'page', offerBlocks(facts.voice, offers));
  return form('saved_voice', 'Saved', blocks, { close: 'Done' });
}

function offerBlocks(voice: Voice, offers: Offers): KnownBlock[] {
  return [...likeBlocks(voice, offers.like), ...themeButtons(voice, offers)];
}

/** What follows the message that confirms; undefined where there is nothing to offer. */
export function offersMessage(voice: Voice, offers: Offers): Message | undefined {
  const blocks = offerBlocks(voice, offers);
  if (offers.like) return { text: `Voice ${voice.id} looks like voice ${offers.like.id}.`, blocks };
  if (blocks.length === 0) return undefined;
  const line = `Voice ${voice.id} may belong to a theme:`;
  return { text: line, blocks: [section(line), ...blocks] };
}

/** In the place of an offer that was taken or declined: what the voice is now, and what is left to offer. */
export function afterOfferMessage(voice: Voice, offers: Offers): Message {
  const line = lineOf(voice);
  return { text: line, blocks: [section(line), ...offerBlocks(voice, offers)] };
}

/** After two voices were joined: who said it by now, and the way back. */
export function joinedMessage(standing: Voice, joinedId: number): Message {
  const { line, blocks } = joinedBlocks(standing, joinedId);
  return { text: line, blocks };
}

export function joinedPage(standing: Voice, joinedId: number): ModalView {
  return form('joined_voice', 'Joined', joinedBlocks(standing, joinedId).blocks, { close: 'Done' });
}

function joinedBlocks(standing: Voice, joinedId: number): { line: string; blocks: KnownBlock[] } {
  const said = standing.customers ? `; ${count(standing.customers, 'customer')} said so` : '';
  const line = `Voice ${joinedId} is joined to voice ${standing.id}, which stands for both${said}.`;
  return {
    line,
    blocks: [
      section(`${line} \`/voc show ${standing.id}\` names every source.`),
      section(quote(standing.words, longestLike)),
      buttons(
        'joined',
        button('Take apart', 'voice.part', joinedId, { label: `Take voice ${joinedId} apart again` }),
      ),
    ],
  };
}
