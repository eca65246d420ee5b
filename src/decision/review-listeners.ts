// Slack's door to looking back: what customers in fact thought of a decision, and what a new voice says against one.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice } from '../platform/reply.ts';
import type { Ticker } from '../platform/ticker.ts';
import { voiceForgotten } from '../voc/announce-voice.ts';
import { unhappyVoiceKept } from '../voc/keep-voice.ts';
import { askOutcome } from './ask-outcome.ts';
import { reviewDue } from './await-outcome.ts';
import { contradictDecisions, forgetContradictions } from './contradict-decisions.ts';
import { readEvidence } from './evidence-view.ts';
import { outcomeForm } from './matter-form-views.ts';
import { isOutcome, lookOfOutcome, outcomes } from './outcome.ts';
import { requireReview, tellOutcome, wasUnknownBefore } from './tell-outcome.ts';

interface House {
  db: Database;
  doors: Doors;
  ticker: Ticker;
}

export function listen({ db, doors, ticker }: House): void {
  for (const { outcome } of outcomes) {
    doors.click(`review.${outcome}`, ({ personId, value }) => {
      const { matter, decision } = requireReview(db, Number(value), personId);
      const mayWait = !wasUnknownBefore(db, decision.id);
      return { open: outcomeForm(matter, decision, { outcome, mayWait }) };
    });
  }
  doors.submission('tell_outcome', ({ now, personId, fields, metadata }) => {
    const [id, outcome = ''] = metadata.split(' ');
    if (!isOutcome(outcome)) throw new Refusal('This cannot end like that.');
    const againOn = fields.date('again_on');
    const voiceIds = readEvidence(fields);
    const wishes = { outcome, reason: fields.text('reason'), voiceIds, againOn };
    tellOutcome(db, now, personId, Number(id), wishes);
    const words =
      againOn === null
        ? `Saved: ${lookOfOutcome(outcome).words}. \`/ritual digest\` and the story of the decision tell whether the team was right.`
        : `Saved. I ask again on ${againOn}.`;
    return { replace: notice('Saved', words) };
  });
  ticker.on(reviewDue, (key, now) => askOutcome(db, now, Number(key)));
  ticker.on(unhappyVoiceKept, (key, now) => contradictDecisions(db, now, Number(key)));
  ticker.on(voiceForgotten, (key, now) => forgetContradictions(db, now, Number(key)));
}
