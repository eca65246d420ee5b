// Makes a channel's ritual, or changes what it agreed on.
import { audienceOf } from '../people/conversation.ts';
import { requireFacilitator, requireMember } from '../people/roles.ts';
import { activeMemberIds } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { oneLine } from '../platform/slack-text.ts';
import { requireCrowd } from './anonymity.ts';
import { renameLocalEnds } from './end-store.ts';
import { pollSoon } from './follow-calendar.ts';
import { awaitNextEnd } from './follow-schedule.ts';
import { defaultQuestion, type Fraction, oneThird, type Ritual } from './ritual.ts';
import type { Schedule } from './schedule.ts';
import { scheduleWords } from './schedule-words.ts';
import * as store from './store.ts';

export interface RitualWishes {
  name: string;
  functionId: number | null;
  question: string;
  timeZone: string;
  /** A schedule of its meeting; null: no days were chosen. */
  schedule: Schedule | null;
  /** The words of the schedule that it takes the place of; all others are kept. */
  instead?: string;
  /** Whom its rounds wait for; none: the channel's members, when they are few. */
  personIds: string[];
  /** Whether answers carry no names, from the next round on; undefined: as it was. */
  anonymous?: boolean | undefined;
  /** From the next round on; undefined: as it was, at first a third. */
  reconsiderAt?: Fraction | undefined;
}

/**
 * Refuses strangers to the channel, anyone but facilitator and sponsor where there is a ritual already, and anonymous
 * answers of fewer than five people. An open round goes on as it was asked.
 */
export function setUpRitual(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  wishes: RitualWishes,
): Ritual {
  const known = requireMaySetUp(db, conversationId, personId);
  const conversation = requireMember(db, conversationId, personId);
  const anonymous = wishes.anonymous ?? known?.anonymous ?? false;
  if (anonymous) requireCrowd(activeMemberIds(db, conversationId), wishes.personIds);
  const ritual = {
    conversationId,
    audience: audienceOf(conversation),
    name: oneLine(wishes.name) || conversation.name,
    functionId: wishes.functionId,
    question: wishes.question || defaultQuestion,
    reconsiderAt: wishes.reconsiderAt ?? known?.reconsiderAt ?? oneThird,
    anonymous,
    facilitatorId: known?.facilitatorId ?? personId,
    pausedBecause: known?.pausedBecause ?? null,
    timeZone: wishes.timeZone,
    schedules: schedulesAfter(known?.schedules ?? [], wishes),
    huddles: known?.huddles ?? false,
    createdAt: known?.createdAt ?? now,
  };
  const id = store.saveRitual(db, ritual);
  store.replaceNamedPeople(db, id, wishes.personIds);
  const saved = { ...ritual, id };
  awaitNextEnd(db, saved, now);
  if (known && known.timeZone !== saved.timeZone) {
    // The same time of day is another end now, and floating times in its calendars are read in its zone.
    renameLocalEnds(db, id, known.timeZone);
    pollSoon(db, now, id);
  }
  audit(db, now, personId, known ? 'changed' : 'set up', `ritual ${id}`);
  return saved;
}

function schedulesAfter(known: readonly Schedule[], { schedule, instead }: RitualWishes): Schedule[] {
  const knownWords = known.map(scheduleWords);
  const chosen = schedule ? scheduleWords(schedule) : '';
  // What the form still shows was taken away meanwhile, on the page above it.
  if (instead && chosen === instead && !knownWords.includes(instead)) return [...known];
  const others = known.filter((_it, index) => ![instead, chosen].includes(knownWords[index]));
  return [...(schedule ? [schedule] : []), ...others];
}

/** Refuses as setUpRitual does; returns the ritual that is there already. */
export function requireMaySetUp(db: Database, conversationId: string, personId: string): Ritual | undefined {
  requireMember(db, conversationId, personId);
  const known = store.findRitualIn(db, conversationId);
  if (known) requireFacilitator(db, known.facilitatorId, personId);
  return known;
}
