// Tells the whole story of one decision to somebody who may read it.
import { viewerOf } from '../people/store.ts';
import { trailOf } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { messageLink } from '../platform/slack-text.ts';
import type { Round } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { chainOf } from './chain-store.ts';
import type { Decision } from './decision.ts';
import type { History } from './history-view.ts';
import { type Told, tell } from './load-round.ts';
import { rootPlace } from './load-workflow-step.ts';
import { mattersOfDecision } from './matter-store.ts';
import { isReconsiderable } from './reconsider-decision.ts';
import { isRewordable, mayReword } from './reword-decision.ts';
import { findDecision, loadDecision } from './store.ts';
import { isWithdrawable, mayWithdraw } from './withdraw-decision.ts';

export interface Story {
  told: Told;
  place: { name: string; isOpen: boolean; closesAt: Date; history: History };
}

/** Of its newest changes. */
const mostTraces = 20;

/** `number` is what was typed; `workspaceUrl` is where Slack has the workspace, with a slash at its end; '' is unknown. What is not there and what one may not see are refused with the same sentence. */
export function findStory(db: Database, personId: string, number: string, workspaceUrl = ''): Story {
  if (!/^#?\d{1,9}$/.test(number)) {
    throw new Refusal('Which one? Type its number, as in `/decided show 12`.');
  }
  const id = Number(number.replace('#', ''));
  const isOwner = loadDecision(db, id)?.ownerId === personId;
  const decision = isOwner ? loadDecision(db, id) : findDecision(db, id, viewerOf(db, personId));
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) throw new Refusal(`There is no decision ${id} that you can see.`);
  const { name, state, closesAt } = round;
  const history = historyOf(db, personId, decision, round, workspaceUrl);
  return { told: tell(db, round, decision), place: { name, isOpen: state === 'open', closesAt, history } };
}

function historyOf(
  db: Database,
  personId: string,
  decision: Decision,
  round: Round,
  workspaceUrl: string,
): History {
  const root = rootPlace(db, decision.id);
  return {
    chain: chainOf(db, decision.id),
    trail: trailOf(db, `decision ${decision.id}`, mostTraces),
    rootLink: root && workspaceUrl ? messageLink(workspaceUrl, root) : null,
    mayReword: mayReword(db, personId, decision, round) && isRewordable(decision, round),
    mayWithdraw: mayWithdraw(db, personId, decision) && isWithdrawable(decision),
    // The same people: its owner and the sponsor.
    mayReconsider:
      mayWithdraw(db, personId, decision) && isReconsiderable(decision, mattersOfDecision(db, decision.id)),
  };
}
