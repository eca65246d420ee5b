// Slack's door to what customers said about a decision: the page behind its root, and the type-ahead in its forms.
import { viewerOf } from '../people/store.ts';
import type { Lookup } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Ticker } from '../platform/ticker.ts';
import { findRound } from '../ritual/round-store.ts';
import { voiceChanged, voiceForgotten } from '../voc/announce-voice.ts';
import { choiceText } from '../voc/citation.ts';
import { citeVoice, mostCited, unciteVoice } from './cite-voice.ts';
import { evidenceFor } from './evidence-store.ts';
import { forgetEvidence, redrawCiting } from './forget-evidence.ts';
import { heardIn, offerVoices, spokenAbout } from './hear-voices.ts';
import { findMatter } from './matter-store.ts';
import { decisionsIn, findDecision, loadDecision } from './store.ts';
import { type Heard, roundVoicesPage, voicesPage } from './voices-view.ts';

interface House {
  db: Database;
  doors: Doors;
  ticker: Ticker;
}

const mostSpoken = 15;

export function listen({ db, doors, ticker }: House): void {
  doors.click('decision.voices', ({ personId, value }) => ({
    open: voicesPage(hear(db, personId, Number(value))),
  }));
  doors.click('round.voices', ({ personId, value }) => {
    const viewer = viewerOf(db, personId);
    const decisions = decisionsIn(db, Number(value)).filter(({ id }) => findDecision(db, id, viewer));
    return { open: roundVoicesPage(decisions) };
  });
  doors.click('evidence.cite', ({ now, personId, value }) => {
    const { decisionId, voiceId } = pairIn(value);
    citeVoice(db, now, personId, decisionId, voiceId);
    return { replace: voicesPage(hear(db, personId, decisionId)) };
  });
  doors.click('evidence.uncite', ({ now, personId, value }) => {
    const { decisionId, voiceId } = pairIn(value);
    unciteVoice(db, now, personId, decisionId, voiceId);
    return { replace: voicesPage(hear(db, personId, decisionId)) };
  });
  doors.suggestion('evidence', (lookup) => {
    const conversationId = conversationOf(db, lookup);
    if (conversationId === undefined) return [];
    return offerVoices(db, lookup, conversationId).map((voice) => ({
      text: choiceText(voice),
      value: String(voice.id),
    }));
  });
  ticker.on(voiceForgotten, (key, now) => forgetEvidence(db, now, Number(key)));
  ticker.on(voiceChanged, (key, now) => redrawCiting(db, now, Number(key)));
}

function pairIn(value: string): { decisionId: number; voiceId: number } {
  const [decisionId, voiceId] = value.split(' ').map(Number);
  return { decisionId: decisionId ?? 0, voiceId: voiceId ?? 0 };
}

function hear(db: Database, personId: string, decisionId: number): Heard {
  const decision = findDecision(db, decisionId, viewerOf(db, personId));
  if (!decision) throw new Refusal('This decision is not known any more.');
  const citedIds = evidenceFor(db, decision.id).map(({ voiceId }) => voiceId);
  const spoken = spokenAbout(db, personId, decision, mostSpoken + mostCited);
  return {
    decision,
    cited: heardIn(db, personId, decision.conversationId, citedIds),
    spoken: spoken.filter(({ id }) => !citedIds.includes(id)).slice(0, mostSpoken),
  };
}

/** Where the form goes, by its metadata; '' where its channel is yet to be chosen, undefined where nothing is known. */
function conversationOf(db: Database, { form, metadata }: Lookup): string | undefined {
  const [first = '', second = ''] = metadata.split(' ');
  if (form === 'record_decision') {
    if (first === 'anywhere') return '';
    return first === 'round' ? findRound(db, Number(second))?.conversationId : second;
  }
  if (form === 'answer_decision' || form === 'cast_ballot')
    return loadDecision(db, Number(first))?.conversationId;
  const matter = findMatter(db, Number(first));
  return matter && loadDecision(db, matter.decisionId)?.conversationId;
}
