// Slack's door to what decisions ask of their owners, and the messages that decisions draw.
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Message } from '../platform/drawing.ts';
import type { Logger } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { citeVoices } from './cite-voice.ts';
import { revealDrawing } from './close-round.ts';
import { countSpeakers } from './count-speakers.ts';
import type { Decision } from './decision.ts';
import { endMatter, requireMatter } from './end-matter.ts';
import { readEvidence } from './evidence-view.ts';
import { loadRound, type Told, tell } from './load-round.ts';
import { loseRound, lostDrawing, tellOwners } from './lose-round.ts';
import { type Ending, lookOfEnding } from './matter.ts';
import { endMatterForm, settledText } from './matter-view.ts';
import { ownerOutsideDrawing } from './open-matter.ts';
import { inheritedMessage, lostMessage, ownerOutsideMessage } from './owner-view.ts';
import { inheritedDrawing } from './pass-decision.ts';
import { redrawDecision } from './redraw-decision.ts';
import { revealMessage } from './reveal-view.ts';
import { rootMessage } from './root-view.ts';
import { decisionsIn, decisionsPassedTo, loadDecision } from './store.ts';

interface House {
  db: Database;
  doors: Doors;
  sender: Sender;
  log: Logger;
}

const endings: readonly Ending[] = [
  'kept',
  'changed',
  'reversed',
  'stands',
  'reconsider',
  'learnt',
  'let stand',
];

export function listen({ db, doors, sender, log }: House): void {
  for (const ending of endings) {
    doors.click(`matter.${ending}`, ({ personId, value }) => {
      const { matter, decision } = requireMatter(db, Number(value), personId);
      return { open: endMatterForm(matter, decision, ending) };
    });
  }
  doors.submission('end_matter', ({ now, personId, fields, metadata }) => {
    const [id, ...words] = metadata.split(' ');
    const { matter, decision } = requireMatter(db, Number(id), personId);
    const look = lookOfEnding(matter.kind, words.join(' '));
    if (!look) throw new Refusal('This cannot end like that.');
    const askAgain = fields.options('ask_again').length > 0;
    const { matter: ended, successorId } = endMatter(db, now, personId, matter.id, {
      ending: look.ending,
      reason: fields.text('reason'),
      statement: fields.text('statement'),
      askAgain,
    });
    if (look.ending === 'learnt') {
      citeVoices(db, now, personId, decision, readEvidence(fields));
      redrawDecision(db, now, decision);
    }
    return { replace: notice('Saved', settledText(ended, successorId, askAgain)) };
  });
  draw(db, sender, log);
}

function draw(db: Database, sender: Sender, log: Logger): void {
  sender.on(rootDrawing, {
    happenedAt: (subject) => findRound(db, Number(subject))?.openedAt ?? null,
    draw: (subject) => {
      const facts = loadRound(db, Number(subject));
      return facts && rootMessage(facts, countSpeakers(db, facts, log));
    },
    lost: (subject, loss, now) => loseRound(db, now, Number(subject), loss),
  });
  sender.on(revealDrawing, {
    draw: (subject, now) => {
      const facts = loadRound(db, Number(subject));
      return facts && revealMessage(facts, now);
    },
    lost: (subject, _loss, now) => tellOwners(db, now, Number(subject)),
  });
  sender.on(lostDrawing, { draw: (subject, now) => drawLost(db, subject, now) });
  sender.on(ownerOutsideDrawing, {
    draw: (subject, now) => {
      const [told] = toldOf(db, [loadDecision(db, Number(subject))]);
      return told ? ownerOutsideMessage(told, now) : null;
    },
  });
  sender.on(inheritedDrawing, {
    draw: (subject, now) => {
      const [ownerId = '', noteDay = ''] = subject.split(' ');
      const told = toldOf(db, decisionsPassedTo(db, ownerId, noteDay));
      return told.length > 0 ? inheritedMessage(told, now) : null;
    },
  });
}

function drawLost(db: Database, subject: string, now: Date): Message | null {
  const [roundId, ownerId] = subject.split(' ');
  const round = findRound(db, Number(roundId));
  if (!round) return null;
  const owned = decisionsIn(db, round.id).filter((decision) => decision.ownerId === ownerId);
  const conversation = findConversation(db, round.conversationId);
  let because = 'its message was deleted';
  if (conversation?.isShared) because = 'its channel is now shared with another organization';
  else if (conversation?.isArchived) because = 'its channel was archived';
  else if (!conversation?.hasBot) because = 'I was removed from its channel';
  return lostMessage(round.name, because, toldOf(db, owned), now);
}

function toldOf(db: Database, decisions: (Decision | undefined)[]): Told[] {
  return decisions.flatMap((decision) => {
    const round = decision && findRound(db, decision.roundId);
    return decision && round ? [tell(db, round, decision)] : [];
  });
}
