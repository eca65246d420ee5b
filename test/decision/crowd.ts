// A team that answers without names: eight people in one channel, and short words for what they do.
import { type CastBallot, castBallot } from '../../src/decision/cast-ballot.ts';
import type { Decision } from '../../src/decision/decision.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { replaceMembers, saveConversation, savePerson } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { foldTraces } from '../../src/platform/traces.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { bot, conversation, monday, person, product } from '../people/town.ts';
import { newDatabase } from '../stories/scene.ts';
import { records } from './team.ts';

/** Ids that cannot be found in a file by chance. */
export const crowd = ['ANA', 'BEN', 'CHLOE', 'DMITRI', 'EVE', 'FARID', 'GRACE', 'HIRO'].map(
  (name) => `UPERSON0${name}`,
);

export const ritualWishes = {
  name: 'Product weekly',
  functionId: null,
  question: 'What would they think?',
  timeZone: 'Europe/Berlin',
  schedule: null,
  personIds: [],
  anonymous: true,
};

/** The crowd in #product, whose ritual is anonymous. */
export function anonymousTown(path?: string, members: readonly string[] = crowd): Database {
  const db = newDatabase(path);
  db.transaction(() => {
    for (const id of crowd) savePerson(db, person(id));
    savePerson(db, person(bot, { kind: 'bot' }));
    saveConversation(db, conversation(product));
    replaceMembers(db, product, [...members, bot]);
    setUpRitual(db, monday, members[0] ?? '', product, ritualWishes);
  });
  return db;
}

export function recordsWithoutNames(db: Database, statement = 'Drop phone support'): Decision {
  const [id = ''] = crowd;
  return db.transaction(() => records(db, { statement, ownerId: id }, { id }));
}

/** As the app does it: one transaction, and then the log is folded. */
export function casts(
  db: Database,
  { id }: Decision,
  personId: string,
  verdict: Verdict,
  why?: string,
): CastBallot {
  const cast = db.transaction(() =>
    castBallot(db, monday, personId, id, { verdict, ...(why === undefined ? {} : { why }) }),
  );
  foldTraces(db);
  return cast;
}
