// A customer was unhappy: whoever owns a decision that the team thought customers would like is asked to look again.
import { conversationViewer, type Viewer } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { findRound } from '../ritual/round-store.ts';
import { conceptsOf } from '../voc/match.ts';
import { isAbout } from '../voc/match-voices.ts';
import { findVoice } from '../voc/store.ts';
import { isUnhappy } from '../voc/voice.ts';
import { closeOffer } from './close-offer.ts';
import { idsOfDecisionsNear, idsOfMattersAbout, unnameVoice } from './contradiction-store.ts';
import type { Decision } from './decision.ts';
import { tell } from './load-round.ts';
import { endMatter, findMatter, mattersOfDecision } from './matter-store.ts';
import { openMatter } from './open-matter.ts';
import { isThoughtGood } from './outcome.ts';
import { ownerNow } from './pass-decision.ts';
import { redrawDecision } from './redraw-decision.ts';
import { loadDecision } from './store.ts';

/** What was decided longer ago has been lived with. */
const lookBackMs = 365 * dayMs;

/** For the rule alone; whatever is shown is read as somebody. */
const everything: Viewer = { personId: null, conversationId: null, isSponsor: true, isGuest: false };

/** A new voice with a bad score opens a contradiction on each decision that it belongs to, once a month and decision. */
export function contradictDecisions(db: Database, now: Date, voiceId: number): void {
  const voice = findVoice(db, voiceId, everything);
  if (!voice || !isUnhappy(voice)) return;
  const phrases = conceptsOf(voice.words)
    .filter(({ prior }) => prior === 1)
    .flatMap(({ said, alike }) => [said, ...alike]);
  for (const id of idsOfDecisionsNear(db, phrases, voice, later(now, -lookBackMs))) {
    const decision = loadDecision(db, id);
    if (!decision || !mayAsk(db, now, decision) || !wasThoughtGood(db, decision)) continue;
    const members = conversationViewer(decision.conversationId);
    if (!isAbout(db, voiceId, decision.statement, members)) continue;
    const owned = ownerNow(db, now, decision);
    openMatter(db, now, owned, { kind: 'contradiction', because: 'voice', voiceId });
    redrawDecision(db, now, owned);
  }
}

/** Not while it is reconsidered already, nor when it is known to be disliked, nor twice in a month of its owner's. */
function mayAsk(db: Database, now: Date, { id, ownerId, outcome }: Decision): boolean {
  const zone = findPerson(db, ownerId)?.timeZone ?? 'UTC';
  const monthOf = (instant: Date) => localTime(instant, zone).date.slice(0, 7);
  const isAsked = mattersOfDecision(db, id).some(({ kind, ending, openedAt }) => {
    if (kind === 'reconsideration') return ending === null;
    return kind === 'contradiction' && (ending === null || monthOf(openedAt) === monthOf(now));
  });
  return !isAsked && outcome !== 'dislike';
}

/** By what may be told of the answers: where too few are to be shown, nothing follows from them. */
function wasThoughtGood(db: Database, decision: Decision): boolean {
  const round = findRound(db, decision.roundId);
  return round !== undefined && isThoughtGood(tell(db, round, decision).tally);
}

/** A voice is forgotten: it speaks against nothing any longer. */
export function forgetContradictions(db: Database, now: Date, voiceId: number): void {
  const ids = idsOfMattersAbout(db, voiceId);
  unnameVoice(db, voiceId);
  for (const id of ids) {
    const matter = findMatter(db, id);
    const decision = matter && loadDecision(db, matter.decisionId);
    if (!matter || !decision) continue;
    endMatter(db, id, { ending: 'moot', reason: null, endedBy: null, endedAt: now });
    closeOffer(db, now, matter);
    audit(db, now, null, 'dropped contradiction', `decision ${decision.id}`);
    redrawDecision(db, now, decision);
  }
}
