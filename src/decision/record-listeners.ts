// Slack's door to recording a decision: /decided, the button on the root, and the shortcuts.
import type { webApi } from '@slack/bolt';
import { requireMember } from '../people/roles.ts';
import { knownSegments, listSegments } from '../people/segments-store.ts';
import { findPerson } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Asked, Command, MessagePick, Submission } from '../platform/asked.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Logger } from '../platform/log.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import { readBack } from '../platform/slack-text.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findOpenRound } from '../ritual/round-store.ts';
import { citeVoices } from './cite-voice.ts';
import { checkStatement, type Decision } from './decision.ts';
import { readEvidence } from './evidence-view.ts';
import * as forms from './form-views.ts';
import { recordDecision, requireOpenRound, type Where } from './record-decision.ts';
import { decisionsIn, linkDecision } from './store.ts';

interface House {
  db: Database;
  slack: webApi.WebClient;
  log: Logger;
  doors: Doors;
  clock: Clock;
}

export function listen(house: House): void {
  const { db, doors } = house;
  doors.command(
    '/decided',
    '`/decided what was decided` records it and asks the team; `/decided` alone opens a form.',
    (command) =>
      command.text ? recordTyped(db, command) : { open: formFor(db, command, command.conversationId) },
  );
  doors.click('decision.form', (click) => {
    const round = requireOpenRound(db, Number(click.value), click.personId);
    return { open: recordForm(db, click, `round ${round.id}`, round.id) };
  });
  doors.click('decision.anywhere', (click) => ({ open: recordForm(db, click, 'anywhere') }));
  doors.messageShortcut('ask_about', (pick) => ({ open: formAbout(db, pick) }));
  doors.globalShortcut('record_decision', (asked) => ({ open: recordForm(db, asked, 'anywhere') }));
  doors.submission('record_decision', (submission) => record(house, submission));
}

function recordTyped(db: Database, { now, personId, conversationId, text }: Command): Reply {
  const words = readBack(text, (id) => findPerson(db, id)?.name);
  const wishes = {
    statement: checkStatement(words),
    ownerId: personId,
    segments: [],
    reviewOn: null,
    changesId: null,
  };
  const decision = recordDecision(db, now, personId, { conversationId }, wishes);
  return { say: sentence(forms.recordedText(decision)) };
}

function formFor(db: Database, asked: Asked, conversationId: string) {
  requireMember(db, conversationId, asked.personId);
  const round = findOpenRound(db, conversationId);
  return recordForm(db, asked, round ? `round ${round.id}` : `conversation ${conversationId}`, round?.id);
}

/** The message's words become the statement, which whoever asks can still shorten. */
function formAbout(db: Database, pick: MessagePick) {
  const { channelId, ts, text, personId } = pick;
  requireMember(db, channelId, personId);
  const statement = readBack(text, (id) => findPerson(db, id)?.name).trim();
  const round = findOpenRound(db, channelId);
  return recordForm(db, pick, `message ${channelId} ${ts}`, round?.id, statement);
}

function recordForm(db: Database, { personId, now }: Asked, where: string, roundId?: number, statement = '') {
  const today = localTime(now, findPerson(db, personId)?.timeZone ?? 'UTC').date;
  const recorded = roundId === undefined ? 0 : decisionsIn(db, roundId).length;
  return forms.recordForm({ where, personId, today, recorded, statement, segments: listSegments(db) });
}

/** Where a form's decision goes, as its metadata says; the channel is the form's own where it could come from anywhere. */
function placeOf({ fields, metadata }: Submission): { where: Where; messageTs: string | null } {
  const [kind, id = '', messageTs = null] = metadata.split(' ');
  if (kind === 'round') return { where: { roundId: Number(id) }, messageTs: null };
  if (kind !== 'anywhere') return { where: { conversationId: id }, messageTs };
  const conversationId = fields.conversation('channel');
  if (!conversationId) throw new Refusal('Choose the channel whose team decided this.', 'channel');
  return { where: { conversationId }, messageTs: null };
}

function record(house: House, submission: Submission): Reply {
  const { now, personId, fields } = submission;
  const ownerId = fields.person('owner');
  if (!ownerId) throw new Refusal('Choose one person who owns this decision.', 'owner');
  const { where, messageTs } = placeOf(submission);
  const chosen = fields.options('segments');
  const decision = recordDecision(house.db, now, personId, where, {
    statement: fields.text('statement'),
    ownerId,
    segments: knownSegments(house.db).flatMap(({ name }) => (chosen.includes(name) ? [name] : [])),
    reviewOn: fields.date('review_on'),
    changesId: null,
  });
  citeVoices(house.db, now, personId, decision, readEvidence(fields));
  return messageTs === null ? {} : { after: () => link(house, decision, messageTs) };
}

/** Asks Slack where the message stands: a network call, so only once the decision is safe. */
async function link({ db, slack, log, clock }: House, decision: Decision, ts: string): Promise<void> {
  try {
    const asked = { channel: decision.conversationId, message_ts: ts };
    const { permalink } = await slack.chat.getPermalink(asked);
    if (!permalink) return;
    db.transaction(() => {
      linkDecision(db, decision.id, permalink);
      redraw(db, clock.now(), rootDrawing, decision.roundId);
    });
  } catch (err) {
    log.warn(
      { err, decision: decision.id },
      'a decision has no link to its message, because Slack gave none',
    );
  }
}
