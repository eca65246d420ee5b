// Looks past decisions up, ten at a time, for somebody who may read them.
import { findSettings } from '../people/settings-store.ts';
import { findConversation, findPerson, viewerOf } from '../people/store.ts';
import { addDays, instantOf, localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { readBack } from '../platform/slack-text.ts';
import type { Decision } from './decision.ts';
import { readLogSearch } from './log.ts';
import { type Hit, searchLog } from './log-store.ts';
import { loadDecision } from './store.ts';

export interface LogEntry extends Hit {
  decision: Decision;
}

export interface LogPage {
  entries: LogEntry[];
  total: number;
  /** How many stand before these. */
  offset: number;
  /** What was typed, for the next page. */
  text: string;
}

const onPage = 10;
/** It travels in the button for the next page, beside ten decisions. */
const longestSearch = 500;

/** `text` is what was typed, as Slack sends it; days are meant in the person’s own zone. */
export function lookUpLog(
  db: Database,
  now: Date,
  personId: string,
  { text, offset }: { text: string; offset: number },
): LogPage {
  if (text.length > longestSearch)
    throw new Refusal('That is too long for a search. Keep the words that matter.');
  const zone = findPerson(db, personId)?.timeZone ?? findSettings(db).timeZone;
  const search = readLogSearch(text, localTime(now, zone).date, (typed) => wordsOf(db, typed));
  const from = (day: string | null) => (day === null ? null : instantOf(day, '00:00', zone));
  const span = { since: from(search.since), until: from(search.until && addDays(search.until, 1)) };
  const { hits, total } = searchLog(db, now, search, span, viewerOf(db, personId), { limit: onPage, offset });
  const entries = hits.flatMap((hit) => {
    const decision = loadDecision(db, hit.id);
    return decision ? [{ ...hit, decision }] : [];
  });
  return { entries, total, offset, text };
}

/** Names what Slack sent without a label; never a private channel, whose name is not for everyone. */
function wordsOf(db: Database, text: string): string {
  return readBack(text, (id) => {
    const conversation = findConversation(db, id);
    return findPerson(db, id)?.name ?? (conversation?.isPrivate ? undefined : conversation?.name);
  });
}
