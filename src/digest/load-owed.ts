// Finds what stands behind a digest’s references as it is now; what its reader may not see, or is gone, is not found.
import { type Told, tell } from '../decision/load-round.ts';
import { rootPlace } from '../decision/load-workflow-step.ts';
import type { Matter } from '../decision/matter.ts';
import { findMatter } from '../decision/matter-store.ts';
import { findDecision } from '../decision/store.ts';
import type { Database } from '../platform/database.ts';
import { messageLink } from '../platform/slack-text.ts';
import { findRound } from '../ritual/round-store.ts';
import type { FollowUp } from '../voc/follow-up.ts';
import { loadFollowUp } from '../voc/follow-up-store.ts';
import { findVoice } from '../voc/store.ts';
import type { Voice } from '../voc/voice.ts';
import type { Figures, OwedRef } from './figures.ts';
import type { Reader } from './reader.ts';

/** A decision, what may be shown of it, and where its round stands; null where that is not known. */
export interface Linked {
  told: Told;
  team: string;
  link: string | null;
}

/** Why it stands in the list: its day is past, its owner has left, or its day is near. */
export type Urgency = 'overdue' | 'ownerless' | 'due';

export interface OwedMatter extends Linked {
  ref: OwedRef;
  urgency: Urgency;
  matter: Matter;
}

export interface OwedFollowUp {
  ref: OwedRef;
  urgency: Urgency;
  followUp: FollowUp;
  voice: Voice;
}

export type OwedThing = OwedMatter | OwedFollowUp;

export function isMatter(owed: OwedThing): owed is OwedMatter {
  return 'matter' in owed;
}

export function ownerOf(owed: OwedThing): string {
  return isMatter(owed) ? owed.matter.ownerId : owed.followUp.ownerId;
}

export function isSettled(owed: OwedThing): boolean {
  return isMatter(owed) ? owed.matter.ending !== null : owed.followUp.closedAt !== null;
}

/** All that is owed, in the order in which it is told. */
export function owedRefs({ owed }: Figures): { ref: OwedRef; urgency: Urgency }[] {
  return [
    ...owed.overdue.map((ref) => ({ ref, urgency: 'overdue' as const })),
    ...owed.ownerless.map((ref) => ({ ref, urgency: 'ownerless' as const })),
    ...owed.dueThisWeek.map((ref) => ({ ref, urgency: 'due' as const })),
  ];
}

export function findOwed(
  db: Database,
  reader: Reader,
  { ref, urgency }: { ref: OwedRef; urgency: Urgency },
): OwedThing[] {
  if (ref.kind === 'follow-up') {
    const followUp = loadFollowUp(db, ref.id);
    const voice = followUp && findVoice(db, followUp.voiceId, reader.viewer);
    return followUp && voice ? [{ ref, urgency, followUp, voice }] : [];
  }
  const matter = findMatter(db, ref.id);
  if (!matter) return [];
  return findLinked(db, reader, matter.decisionId).map((linked) => ({ ref, urgency, matter, ...linked }));
}

export function findLinked(db: Database, { viewer, workspaceUrl }: Reader, decisionId: number): Linked[] {
  const decision = findDecision(db, decisionId, viewer);
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) return [];
  const place = rootPlace(db, decision.id);
  const link = place && workspaceUrl ? messageLink(workspaceUrl, place) : null;
  return [{ told: tell(db, round, decision), team: round.name, link }];
}

/** The first `most` of many that are there for the reader; the others are not looked for. */
export function firstOf<R, T>(refs: readonly R[], most: number, find: (ref: R) => T[]): T[] {
  const found: T[] = [];
  for (const ref of refs) {
    if (found.length === most) break;
    found.push(...find(ref));
  }
  return found;
}
