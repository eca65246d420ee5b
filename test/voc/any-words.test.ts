// Whatever people type is stored faithfully or refused with a sentence, and no message about it is more than Slack takes.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  lengthOfBlocks,
  maxBlocksLength,
  messageBlocks,
  modalView,
} from '../../sandbox/block-kit/surfaces.ts';
import { viewerOf } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { readBack } from '../../src/platform/slack-text.ts';
import { joinedTo, originOf } from '../../src/voc/capture-store.ts';
import { longestWords } from '../../src/voc/draft.ts';
import { editForm } from '../../src/voc/edit-view.ts';
import { voiceForm } from '../../src/voc/form-view.ts';
import { joinVoice } from '../../src/voc/join-voice.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import {
  afterOfferMessage,
  joinedMessage,
  joinedPage,
  keptMessage,
  keptPage,
  offersMessage,
} from '../../src/voc/kept-view.ts';
import { loadConfirmation } from '../../src/voc/load-confirmation.ts';
import { mask } from '../../src/voc/mask.ts';
import { mostSources, sourceLines } from '../../src/voc/sources-view.ts';
import { findVoice, latestVoices } from '../../src/voc/store.ts';
import { latestMessage, readPage, voiceMessage } from '../../src/voc/views.ts';
import { anyCharacter } from '../any-character.ts';
import { ana, everyone, now, readDraft, segments, town } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});

/** What Slack would complain of in a message or a form; '' when it takes it. */
function complaintsOf(shown: Message | ReturnType<typeof keptPage>): string {
  const read = 'type' in shown ? modalView.safeParse(shown) : messageBlocks.safeParse(shown.blocks);
  const said = read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`);
  const blocks = messageBlocks.safeParse(shown.blocks);
  if (!('type' in shown) && blocks.success && lengthOfBlocks(blocks.data) > maxBlocksLength) {
    said.push('msg_blocks_too_long');
  }
  return said.join('\n');
}

/** Keeps what was typed and draws everything that ever shows it; null where it is refused. */
function keepAndShow(typed: string): { words: string; stored: string } | null {
  try {
    const draft = readDraft(readBack(typed, () => undefined));
    const kept = keepVoice(db, now, ana, { conversationId: everyone, messageTs: null }, draft);
    const { voice } = kept;
    expect(loadConfirmation(db, voice, kept.masked)).toEqual(kept);
    const offers = { like: voice, suggestedThemes: ['export'] };
    const viewer = viewerOf(db, ana);
    const sources = sourceLines(originOf(db, voice.id), joinedTo(db, voice.id, viewer, mostSources + 1));
    const day = '2026-11-23';
    const shown = [
      keptMessage(kept),
      keptPage(kept, offers),
      afterOfferMessage(voice, offers),
      offersMessage(voice, offers) ?? afterOfferMessage(voice, offers),
      voiceMessage(voice, sources),
      readPage(voice),
      latestMessage(latestVoices(db, viewer, 10)),
      editForm({ voice, saidOn: day, followsMessage: true, isOnPage: true, segments }),
      voiceForm({
        place: { conversationId: everyone, messageTs: null },
        reach: 'workspace',
        words: voice.words,
        customer: voice.customer ?? '',
        saidOn: day,
        segments,
      }),
      joinedMessage(voice, voice.id),
      joinedPage(voice, voice.id),
    ];
    for (const one of shown) expect(complaintsOf(one)).toBe('');
    return { words: mask(draft.words).words, stored: findVoice(db, voice.id, viewer)?.words ?? '' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.message.length).toBeLessThan(700);
    return null;
  }
}

const nasty = fc.constantFrom(
  '\0',
  '\ud800',
  '\udfff',
  '\u202e',
  '\u2067',
  '\u200b',
  '\u2028',
  '\ufeff',
  '=HYPERLINK("http://x")',
  '@SUM(1)',
  '-- ',
  ' -- ',
  '—',
  '#',
  '#a',
  '#größe',
  'nps:6',
  'nps:6/10',
  'said:yesterday',
  'theme:export',
  'segmnet:mid',
  '"',
  '“',
  '" OR NEAR(',
  '*',
  '<!channel>',
  '<@U1|ana>',
  '<#C1|export>',
  '<https://a.b|c>',
  '&amp;',
  '&lt;',
  '```',
  '> ',
  '\r\n',
  '😀',
  'Ａ',
  'ﬁ',
  'İ',
);

describe('any words', () => {
  it('are stored faithfully or refused, and every message about them is taken', () => {
    const line = fc.array(fc.oneof(nasty, fc.string({ unit: anyCharacter, maxLength: 8 }), fc.lorem()), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(line, fc.constantFrom(' ', '', '\n'), (bits, gap) => {
        const kept = keepAndShow(bits.join(gap));
        if (kept) expect(kept.stored).toBe(kept.words);
      }),
      { numRuns: 300 },
    );
    db.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
  });

  it.each(['&', '<', '>', '"', '\n', '😀', '\u202e.', 'é', '=', '`', 'x ', '#a ', 'a:b ', '-- '])(
    'are taken at their longest: %j',
    (bit) => {
      const long = bit.repeat(Math.floor((longestWords - 10) / bit.length));
      expect(keepAndShow(`${long}x -- Acme`)).not.toBeNull();
      expect(keepAndShow(`y${bit.repeat(40_000 / bit.length)}y -- Acme`)).toBeNull();
    },
  );

  it('are shown with all that can be known of them at its longest, and joined ten times', () => {
    const name = '&'.repeat(80);
    const themes = Array.from({ length: 10 }, (_, n) => `#${'ü'.repeat(39)}${n}`).join(' ');
    const line = (n: number) =>
      `${'&'.repeat(7_000)} word${n} -- customer:"${name.slice(2)}${n}" source:"${name}" stage:"${name}" ${themes} csi:100 segment:high`;
    expect(keepAndShow(line(10))).not.toBeNull();
    for (let n = 11; n < 23; n += 1) {
      expect(keepAndShow(line(n))).not.toBeNull();
      joinVoice(db, now, ana, n - 9, 1);
    }
    const voice = findVoice(db, 1, viewerOf(db, ana));
    const sources = sourceLines(originOf(db, 1), joinedTo(db, 1, viewerOf(db, ana), mostSources + 1));
    expect(sources.at(-1)).toBe('… and more.');
    if (voice) expect(complaintsOf(voiceMessage(voice, sources))).toBe('');
  });
});
