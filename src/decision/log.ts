// Reads what somebody looks for in the log of decisions: words, and filters such as team:product or state:kept.
import { readDay } from '../people/days.ts';
import { addDays } from '../people/zone.ts';
import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { pairIn, piecesOf } from '../voc/pieces.ts';
import { isVerdict, type Verdict } from './verdict.ts';

/** Where a decision is now, in one word each; every decision is in exactly one of them. */
export const logStates = [
  'open',
  'reconsider',
  'judge',
  'blind',
  'stands',
  'kept',
  'changed',
  'reversed',
  'withdrawn',
] as const;

export type LogState = (typeof logStates)[number];

export interface LogSearch {
  /** The last one may be the beginning of a word. */
  terms: string[];
  /** A part of the team's name, or the id of its channel. */
  team: string | null;
  conversationId: string | null;
  ownerId: string | null;
  state: LogState | null;
  /** The most frequent one; ties count for each. */
  verdict: Verdict | null;
  /** Recorded on this calendar day or later, and on this one or earlier. */
  since: string | null;
  until: string | null;
}

/** Ranking a very common word over everything would be slow: only its newest hits are ranked. */
export const mostHits = 5_000;
/** A filter by verdict adds up answers, so it looks at fewer. */
export const mostAddedUp = 2_000;

const mostTerms = 40;
const known =
  'team:product, owner:@ana, state:open, verdict:dislike, since:2026-10-01 and until:"31 Oct" (several words in quotes)';

/** What people may call the states besides their own names. */
const synonyms: Record<string, LogState> = {
  'blind spot': 'blind',
  blindspot: 'blind',
  waiting: 'reconsider',
  reconsidering: 'reconsider',
  reconsideration: 'reconsider',
  judgement: 'judge',
  standing: 'stands',
};

/** Reads a search as Slack sends it; `readWords` reads what people typed back from Slack's markup. */
export function readLogSearch(text: string, today: string, readWords: (text: string) => string): LogSearch {
  const search: LogSearch = {
    terms: [],
    team: null,
    conversationId: null,
    ownerId: null,
    state: null,
    verdict: null,
    since: null,
    until: null,
  };
  // People and channels are known by the ids that Slack puts in; read back, only their names are left.
  const rest = text
    .replace(/(?<!\S)owner:\s*<@([^<>|\s]+)(?:\|[^<>]*)?>/gi, (_all, id: string) => {
      search.ownerId = id;
      return ' ';
    })
    .replace(/(?<!\S)team:\s*<#([^<>|\s]+)(?:\|[^<>]*)?>/gi, (_all, id: string) => {
      search.conversationId = id;
      return ' ';
    });
  for (const { text: piece } of piecesOf(readWords(rest).toWellFormed().replaceAll('\0', ''))) {
    const pair = pairIn(piece);
    if (pair) narrow(search, pair.key, pair.value, today);
    else if (/[\p{L}\p{N}]/u.test(piece)) search.terms.push(piece);
  }
  if (search.terms.length <= mostTerms) return search;
  throw new Refusal(`A search has at most ${mostTerms} words. Keep the ones that matter.`);
}

function narrow(search: LogSearch, key: string, value: string, today: string): void {
  if (key === 'team') search.team = value.replace(/^#/, '');
  else if (key === 'state') search.state = readState(value);
  else if (key === 'verdict') search.verdict = readVerdict(value);
  else if (key === 'since' || key === 'until') search[key] = readPastDay(key, value, today);
  else if (key === 'owner') {
    throw new Refusal('owner: takes a person. Type owner:@ and choose them from the list.');
  } else throw new Refusal(`I don’t know the filter \`${cut(key, 40)}:\`. These I know: ${known}.`);
}

function readState(typed: string): LogState {
  const word = typed.toLowerCase();
  const state = logStates.find((one) => one === word) ?? synonyms[word];
  if (state) return state;
  throw new Refusal(`I don’t know that state. Use one of these: ${logStates.join(', ')}.`);
}

function readVerdict(typed: string): Verdict {
  const word = typed.toLowerCase();
  if (isVerdict(word)) return word;
  throw new Refusal('I don’t know that verdict. Use one of these: love, accept, dislike, unsure.');
}

/** A day that may have been typed without its year: the log looks back, so the last such day is meant. */
function readPastDay(key: string, typed: string, today: string): string {
  if (typed.toLowerCase() === 'yesterday') return addDays(today, -1);
  const day = readDay(typed, today);
  if (day === null) {
    throw new Refusal(`\`${key}:\` takes a day, such as ${key}:2026-10-01, ${key}:friday or ${key}:"1 Oct".`);
  }
  if (day <= today || typed.includes(day.slice(0, 4))) return day;
  if (/^\p{L}+$/u.test(typed)) return addDays(day, -7);
  return sameDayBefore(day, 1);
}

/** In the last year that has such a day: 29 February has few. */
function sameDayBefore(day: string, years: number): string {
  const earlier = `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
  return addDays(earlier, 0) === earlier ? earlier : sameDayBefore(day, years + 1);
}
