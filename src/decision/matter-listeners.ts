// Slack's door to what decisions ask of their owners, and the messages that decisions draw.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { notice } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { revealDrawing } from './close-round.ts';
import { endMatter, requireMatter } from './end-matter.ts';
import { loadRound, type Told, tell } from './load-round.ts';
import { loseRound, lostDrawing, tellOwners } from './lose-round.ts';
import { type Ending, lookOfEnding } from './matter.ts';
import { endMatterForm } from './matter-view.ts';
import { inheritedDrawing } from './pass-matters-on.ts';
import { inheritedMessage, lostMessage, revealMessage } from './reveal-view.ts';
import { rootMessage } from './root-view.ts';
import { loadDecision } from './store.ts';

interface House {
  db: Database;
  doors: Doors;
  sender: Sender;
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

export function listen({ db, doors, sender }: House): void {
  for (const ending of endings) {
    doors.click(`matter.${ending}`, ({ personId, value }) => {
      const { matter, decision } = requireMatter(db, Number(value), personId);
      return { open: endMatterForm(matter, decision, ending) };
    });
  }
  doors.submission('end_matter', ({ now, personId, fields, metadata }) => {
    const [id, ...words] = metadata.split(' ');
    const { matter } = requireMatter(db, Number(id), personId);
    const look = lookOfEnding(matter.kind, words.join(' '));
    if (!look) throw new Refusal('This cannot end like that.');
    const ended = endMatter(db, now, personId, matter.id, {
      ending: look.ending,
      reason: fields.text('reason'),
      statement: fields.text('statement'),
      askAgain: fields.options('ask_again').length > 0,
    });
    return {
      replace: notice(
        'Saved',
        `Thank you. Decision ${ended.decisionId} is settled, and the team can read why.`,
      ),
    };
  });
  draw(db, sender);
}

function draw(db: Database, sender: Sender): void {
  sender.on(rootDrawing, {
    draw: (subject) => {
      const facts = loadRound(db, Number(subject));
      return facts && rootMessage(facts);
    },
    lost: (subject, problem, now) => loseRound(db, now, Number(subject), problem),
  });
  sender.on(revealDrawing, {
    draw: (subject, now) => {
      const facts = loadRound(db, Number(subject));
      return facts && revealMessage(facts, now);
    },
    lost: (subject, _problem, now) => tellOwners(db, now, Number(subject)),
  });
  sender.on(lostDrawing, {
    draw: (subject, now) => {
      const told = toldOf(db, Number(subject));
      return told && lostMessage(told.name, told.told, now);
    },
  });
  sender.on(inheritedDrawing, {
    draw: (subject, now) => {
      const told = toldOf(db, Number(subject));
      return told && inheritedMessage(told.told, now);
    },
  });
}

function toldOf(db: Database, decisionId: number): { name: string; told: Told } | null {
  const decision = loadDecision(db, decisionId);
  const round = decision && findRound(db, decision.roundId);
  return decision && round ? { name: round.name, told: tell(db, round, decision) } : null;
}
