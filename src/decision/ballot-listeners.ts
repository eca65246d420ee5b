// Slack's door to anonymous answers: the form that casts one, and the receipt that changes it.
import type { webApi } from '@slack/bolt';
import { knownSegments, listSegments } from '../people/segments-store.ts';
import type { Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Logger } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice, type Reply } from '../platform/reply.ts';
import { ballotForm, ballotReceipt, ballotReceiptPage, changedText } from './ballot-view.ts';
import { type CastBallot, castBallot, changeBallot, requireBallot } from './cast-ballot.ts';
import { readEvidence, readSegment } from './evidence-view.ts';
import { heardIn } from './hear-voices.ts';
import { isVerdict } from './verdict.ts';

interface House {
  db: Database;
  slack: webApi.WebClient;
  log: Logger;
  doors: Doors;
}

export function listen(house: House): void {
  const { db, doors } = house;
  doors.click('ballot.form', ({ personId, value }) => {
    const [id, token = ''] = value.split(' ');
    const { decision, ballot } = requireBallot(db, personId, Number(id), token);
    const cited = heardIn(db, personId, decision.conversationId, ballot.voiceIds);
    const choices = { cited, segments: listSegments(db, ballot.segment) };
    return { open: ballotForm(decision, choices, { ballot, token }) };
  });
  doors.submission('cast_ballot', (submission) => cast(house, submission));
}

function cast(house: House, { now, personId, fields, metadata }: Submission): Reply {
  const { db } = house;
  const [id, token] = metadata.split(' ');
  const verdict = fields.option('verdict');
  if (!isVerdict(verdict)) throw new Refusal('Choose what our best customers would think.', 'verdict');
  const wishes = {
    verdict,
    why: fields.text('why'),
    segment: readSegment(fields, knownSegments(db)),
    voiceIds: readEvidence(fields),
  };
  const decisionId = Number(id);
  if (token) {
    const { ballot } = changeBallot(db, now, personId, { decisionId, token }, wishes);
    return { replace: notice('Saved', changedText(ballot)) };
  }
  const ballot = castBallot(db, now, personId, decisionId, wishes);
  return { replace: ballotReceiptPage(ballot), after: () => sendReceipt(house, personId, ballot) };
}

/** A form has nothing to answer beside, so the receipt goes to the channel, where only its reader sees it. */
async function sendReceipt({ slack, log }: House, personId: string, ballot: CastBallot): Promise<void> {
  try {
    await slack.chat.postEphemeral({
      channel: ballot.conversationId,
      user: personId,
      ...ballotReceipt(ballot),
    });
  } catch (err) {
    log.warn({ err }, 'a private receipt was not delivered');
  }
}
