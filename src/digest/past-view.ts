// How past digests look: their list, and one of them with what has become of it since.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { count } from '../platform/slack-text.ts';
import { button, buttons, limits, page, section } from '../platform/view-parts.ts';
import type { PastFacts, PastPage, Since } from './load-past.ts';
import type { PastDigest } from './store.ts';
import { digestBlocks, pastMessage } from './views.ts';
import { dayWithYear } from './week-words.ts';

const none =
  'No digest has been told yet. `/ritual digest` shows what the next one would say now; the App Home has its day and hour.';

export function pastPage({ reader, digests, isOlder, hasMore }: PastPage): ModalView {
  const last = digests.at(-1)?.weekOf ?? '';
  const turns = [
    ...(isOlder ? [button('The newest ones', 'digest.past.newest', `${reader} `)] : []),
    ...(hasMore ? [button('Earlier ones', 'digest.past.more', `${reader} ${last}`)] : []),
  ];
  return page('Past digests', [
    ...(digests.length === 0 ? [section(none)] : digests.map((one) => digestSection(one, reader))),
    ...(turns.length > 0 ? [buttons('past', ...turns)] : []),
  ]);
}

function digestSection({ weekOf, state }: PastDigest, reader: string): KnownBlock {
  const title = `The week to ${dayWithYear(weekOf)}`;
  if (state === 'due') return section(`${title}: being counted`);
  if (state === 'missed') return section(`${title}: not told`);
  return section(
    title,
    button('Read', 'digest.read', `${weekOf} ${reader}`, { label: `Read the digest of ${weekOf}` }),
  );
}

/** In the place of the list of past digests, with the way back to it. */
export function pastDigestPage({ facts, since }: PastFacts): ModalView {
  const back = button('Past digests', 'digest.past.newest', facts.reader.name);
  return page('A past digest', digestBlocks(facts, notesOf(since), back).slice(0, limits.viewBlocks));
}

/** For whoever asked for it with a command. */
export function pastDigestMessage({ facts, since }: PastFacts): Message {
  return pastMessage(facts, notesOf(since));
}

function notesOf(since: Since): string[] {
  const { settled, withdrawn, gone, goneVoices, lateAnswers, lateVoices } = since;
  const happened = [
    ...(settled > 0 ? [`${count(settled, 'owed thing was', 'owed things were')} settled`] : []),
    ...(withdrawn > 0 ? [`${count(withdrawn, 'decision was', 'decisions were')} withdrawn`] : []),
    ...(lateAnswers > 0 ? [`${count(lateAnswers, 'late answer')} came in`] : []),
    ...(lateVoices > 0
      ? [`${count(lateVoices, 'voice')} of that week ${lateVoices === 1 ? 'was' : 'were'} added`]
      : []),
    ...(goneVoices > 0 ? [`${goneVoices} of its voices ${goneVoices === 1 ? 'is' : 'are'} gone`] : []),
    ...(gone > 0 ? [`${gone} of what it names ${gone === 1 ? 'is' : 'are'} gone`] : []),
  ];
  const words = happened.length === 0 ? 'nothing of it has changed' : happened.join(', ');
  return [`Figures as they were told. Since then ${words}.`];
}
