// The sponsor reminds an owner of what they owe: in the owner’s next note, and once a week at most.
import { wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { remindersOff } from '../people/reminders-store.ts';
import { requireSponsor } from '../people/roles.ts';
import { findPerson } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { day, mention } from '../platform/slack-text.ts';
import type { OwedRef } from './figures.ts';
import { type ListPlace, readPlace } from './load-list.ts';
import { findOwed, isMatter, isSettled, type OwedThing, ownerOf } from './load-owed.ts';
import { nudge, nudgedAt } from './owner-ask-store.ts';
import { readerOf, theSponsor } from './reader.ts';

export interface Nudged {
  owed: OwedThing;
  ownerId: string;
  /** The owner has turned reminders off. */
  isDeaf: boolean;
}

/** Reads a button's value: what is owed, and the page of the list that it stands on, if it stands on one. */
export function readOwed(value: string): {
  ref: Pick<OwedRef, 'kind' | 'id'>;
  place: ListPlace | null;
} {
  const [kind, id, ...place] = value.split(' ');
  return {
    ref: { kind: kind === 'follow-up' ? kind : 'matter', id: Number(id) || 0 },
    place: place.length > 0 ? readPlace(place.join(' ')) : null,
  };
}

/** Refuses anyone but the sponsor, what is gone or settled, and a second nudge within a week. */
export function nudgeOwner(
  db: Database,
  now: Date,
  personId: string,
  { kind, id }: Pick<OwedRef, 'kind' | 'id'>,
  workspaceUrl: string,
): Nudged {
  requireSponsor(db, personId, 'nudge an owner');
  const ref: OwedRef = { kind, id, dueAt: '', ownerId: '' };
  const [owed] = findOwed(db, readerOf(db, theSponsor, workspaceUrl), { ref, urgency: 'due' });
  if (!owed) throw new Refusal('It is gone by now, so there is nothing left to nudge about.');
  const ownerId = ownerOf(owed);
  if (isSettled(owed)) throw new Refusal(`It is settled: ${mention(ownerId)} was quicker than your nudge.`);
  if (ownerId === personId) throw new Refusal('It is your own. The App Home has its buttons.');
  if (!isActive(findPerson(db, ownerId))) {
    throw new Refusal(`${mention(ownerId)} has left. Hand it over to somebody who is here.`);
  }
  const before = nudgedAt(db, now, { kind, id });
  if (before) {
    throw new Refusal(`${mention(ownerId)} is already nudged, on ${day(before)}. Once a week is enough.`);
  }
  nudge(db, now, { kind, id }, personId);
  wishReminder(db, ownerId, now);
  const subject = isMatter(owed) ? `decision ${owed.matter.decisionId}` : `voice ${owed.voice.id}`;
  audit(db, now, personId, 'nudged the owner', subject);
  return { owed, ownerId, isDeaf: remindersOff(db, ownerId).has('all') };
}
