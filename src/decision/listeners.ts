// Slack's door to decisions: /decided, the buttons under the root, and their forms.
import { isAskable } from '../people/conversation.ts';
import { sponsorReplaced } from '../people/follow-sponsor.ts';
import { conversationLost, memberLeft, personLeft } from '../people/read-directory.ts';
import { knownSegments, listSegments } from '../people/segments-store.ts';
import { findConversation, viewerOf } from '../people/store.ts';
import type { Click } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, sentence } from '../platform/reply.ts';
import type { Ticker } from '../platform/ticker.ts';
import { windowMoved } from '../ritual/keep-quiet.ts';
import { attendanceKnown } from '../ritual/notice-end.ts';
import { roundCloses } from '../ritual/round.ts';
import { answerDecision, requireAnswerable } from './answer-decision.ts';
import { ballotForm, ballotReceipt } from './ballot-view.ts';
import { castBallot, isAnonymous, requireCastable } from './cast-ballot.ts';
import { closeRound, closeRoundByHand } from './close-round.ts';
import { emptyRound, reopenEmptyRound } from './empty-round.ts';
import { readEvidence, readSegment } from './evidence-view.ts';
import { followWindow, waitForAttendees } from './follow-round.ts';
import * as forms from './form-views.ts';
import { heardIn } from './hear-voices.ts';
import { loseConversationRounds } from './lose-round.ts';
import { passMattersOn, passWhatIsOutOfReach, stopWaitingFor } from './pass-matters-on.ts';
import { findDecision } from './store.ts';
import { isVerdict, verdicts } from './verdict.ts';

interface House {
  db: Database;
  doors: Doors;
  ticker: Ticker;
}

export function listen({ db, doors, ticker }: House): void {
  listenForWords(db, doors);
  listenForRounds(db, doors);
  listenForAnswers(db, doors);
  ticker.on(windowMoved, (key, now) => followWindow(db, now, Number(key)));
  ticker.on(attendanceKnown, (key, now) => waitForAttendees(db, now, key));
  ticker.on(roundCloses, (key, now) => closeRound(db, now, Number(key), null));
  ticker.on(personLeft, (key, now) => passMattersOn(db, now, key));
  ticker.on(memberLeft, (key, now) => {
    const [conversationId = '', personId = ''] = key.split(' ');
    stopWaitingFor(db, now, conversationId, personId);
    passWhatIsOutOfReach(db, now, personId);
  });
  ticker.on(sponsorReplaced, (key, now) => passWhatIsOutOfReach(db, now, key));
  ticker.on(conversationLost, (key, now) => {
    const conversation = findConversation(db, key);
    // It may be fine again by now; then its rounds go on.
    if (!conversation || !isAskable(conversation)) loseConversationRounds(db, now, key);
  });
}

function listenForWords(db: Database, doors: Doors): void {
  doors.subcommand('/ritual', {
    word: 'close',
    usage: 'close',
    tells: 'end the open round now and show its answers',
    run: ({ now, personId, conversationId }) => {
      const { state } = closeRoundByHand(db, now, personId, conversationId);
      const closed = 'Closed. The answers are in its thread.';
      return { say: sentence(state === 'closed' ? closed : 'Closed. Nobody had recorded a decision.') };
    },
  });
}

function listenForRounds(db: Database, doors: Doors): void {
  doors.click('round.empty', ({ now, personId, value }) => {
    emptyRound(db, now, personId, Number(value));
    return {};
  });
  doors.click('round.reopen', ({ now, personId, value }) => {
    reopenEmptyRound(db, now, personId, Number(value));
    return {};
  });
  doors.click('decision.read', ({ personId, value }) => {
    const decision = findDecision(db, Number(value), viewerOf(db, personId));
    if (!decision) throw new Refusal('This decision is not known any more.');
    return { open: forms.readPage(decision) };
  });
}

function listenForAnswers(db: Database, doors: Doors): void {
  for (const { verdict } of verdicts) {
    const answer = ({ now, personId, value }: Click) => {
      const decisionId = Number(value);
      return isAnonymous(db, decisionId)
        ? ballotReceipt(castBallot(db, now, personId, decisionId, { verdict }))
        : forms.receipt(answerDecision(db, now, personId, { decisionId, verdict }));
    };
    // The log names people beside doors, and must not name their verdicts.
    doors.click(`answer.${verdict}`, (click) => ({ say: answer(click) }), 'answer');
  }
  doors.click('answer.form', ({ now, personId, value }) => {
    if (isAnonymous(db, Number(value)))
      return {
        open: ballotForm(requireCastable(db, personId, Number(value)).decision, {
          cited: [],
          segments: listSegments(db),
        }),
      };
    const { decision, before, late } = requireAnswerable(db, now, personId, Number(value));
    const cited = heardIn(db, personId, decision.conversationId, before?.voiceIds ?? []);
    const segments = listSegments(db, before?.segment);
    return { open: forms.answerForm(decision, before, late, { cited, segments }) };
  });
  doors.submission('answer_decision', ({ now, personId, fields, metadata }) => {
    const verdict = fields.option('verdict');
    if (!isVerdict(verdict)) throw new Refusal('Choose what our best customers would think.', 'verdict');
    const answer = answerDecision(db, now, personId, {
      decisionId: Number(metadata),
      verdict,
      why: fields.text('why'),
      voiceIds: readEvidence(fields),
      segment: readSegment(fields, knownSegments(db)),
    });
    return answer.late ? { replace: notice('Saved', 'Your answer is in, marked as late.') } : {};
  });
}
