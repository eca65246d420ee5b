// Loads a round with all that its messages show.

import { conversationViewer } from '../people/person.ts';
import { findBestCustomers } from '../people/settings-store.ts';
import { findConversation, findPerson } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import type { Round } from '../ritual/round.ts';
import { findRound, rosterOf } from '../ritual/round-store.ts';
import { loadVoices } from '../voc/match-store.ts';
import type { Voice } from '../voc/voice.ts';
import { answersTo, type ToldAnswer, tallyOf, whoAnswered } from './answer-store.ts';
import { fewestShown } from './ballot.ts';
import { ballotsOf } from './ballot-store.ts';
import type { Decision } from './decision.ts';
import { evidenceFor } from './evidence-store.ts';
import type { Matter } from './matter.ts';
import { mattersOfDecision } from './matter-store.ts';
import { decisionsIn, findSuccessor } from './store.ts';
import { noAnswers, type Tally } from './verdict.ts';

/** A decision and what may be shown of it now. Before the reveal there is neither tally nor answer in it. */
export interface Told {
  decision: Decision;
  /** The zone that its owner lives in. */
  ownerZone: string;
  /** False for what a decision was changed to without asking the team again. */
  asked: boolean;
  answered: number;
  tally: Tally;
  answers: ToldAnswer[];
  /** Some answered an anonymous round, but fewer than four: then neither tally nor answers are shown. */
  tooFew: boolean;
  /** Of what customers said, as far as everyone in the channel may read it: cited for the decision, and by the answers. */
  evidence: Voice[];
  voices: Voice[];
  matters: Matter[];
  successorId: number | null;
}

export interface RoundFacts {
  round: Round;
  /** How many the round waits for; null where nobody knows. */
  rosterSize: number | null;
  bestCustomers: string | null;
  decisions: Told[];
}

/** Null when the round is unknown, or its channel is open to others now: then nothing of it is posted there. */
export function loadRound(db: Database, roundId: number): RoundFacts | null {
  const round = findRound(db, roundId);
  if (!round || findConversation(db, round.conversationId)?.isShared) return null;
  const version = round.bestCustomersVersion;
  return {
    round,
    rosterSize: round.rosterKnown ? rosterOf(db, round.id).length : null,
    bestCustomers: version === null ? null : (findBestCustomers(db, version)?.words ?? null),
    decisions: decisionsIn(db, round.id)
      .map((decision) => tell(db, round, decision))
      .filter(({ asked }) => asked),
  };
}

/** A decision that was changed after the close belongs to the round, but nobody was asked about it there. */
function wasAsked(round: Round, decision: Decision): boolean {
  return round.closedAt === null || decision.recordedAt <= round.closedAt;
}

/** The only place that lets answers out, and only once the round has closed. */
export function tell(db: Database, round: Round, decision: Decision): Told {
  const revealed = round.state === 'closed';
  const answers = revealed ? toldAnswers(db, round, decision.id) : [];
  const answered = whoAnswered(db, decision.id).length;
  const viewer = conversationViewer(round.conversationId);
  const cited = evidenceFor(db, decision.id).map(({ voiceId }) => voiceId);
  return {
    decision,
    ownerZone: findPerson(db, decision.ownerId)?.timeZone ?? 'UTC',
    asked: wasAsked(round, decision),
    answered,
    tally: revealed ? tallyOf(db, decision.id) : noAnswers,
    answers,
    tooFew: revealed && round.anonymous && answered > 0 && answered < fewestShown,
    evidence: loadVoices(db, cited, viewer),
    voices: loadVoices(
      db,
      answers.flatMap(({ voiceIds }) => voiceIds),
      viewer,
    ),
    matters: mattersOfDecision(db, decision.id),
    successorId: findSuccessor(db, decision.id)?.id ?? null,
  };
}

function toldAnswers(db: Database, { anonymous }: Round, decisionId: number): ToldAnswer[] {
  if (!anonymous) return answersTo(db, decisionId);
  return ballotsOf(db, decisionId).map((ballot) => ({ ...ballot, decisionId, personId: null, late: false }));
}
