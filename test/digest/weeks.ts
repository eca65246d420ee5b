// Three weeks as a digest can find them: one without anything, an ordinary one, and more than anybody can read.

import { lengthOfBlocks, maxBlocksLength, messageBlocks } from '../../sandbox/block-kit/surfaces.ts';
import { createClock } from '../../sandbox/clock.ts';
import { blockLines } from '../../sandbox/readable/blocks.ts';
import { World } from '../../sandbox/world.ts';
import type { Told } from '../../src/decision/load-round.ts';
import type { Figures, OwedRef, TeamFigures, TrendWeek } from '../../src/digest/figures.ts';
import type { DigestFacts, NamedTeam } from '../../src/digest/load-digest.ts';
import type { Linked, OwedFollowUp, OwedMatter } from '../../src/digest/load-owed.ts';
import { type Reader, theSponsor } from '../../src/digest/reader.ts';
import type { Line } from '../../src/digest/scorecard.ts';
import { addDays } from '../../src/people/zone.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { mention } from '../../src/platform/slack-text.ts';
import { decisionOf, matterOf, toldOf, voiceOf } from '../decision/extremes.ts';
import { monday } from '../people/town.ts';

export const many = <T>(n: number, make: (id: number) => T): T[] =>
  Array.from({ length: n }, (_, id) => make(id + 1));

export const sponsorReader: Reader = {
  name: theSponsor,
  viewer: { personId: 'UCHLOE', conversationId: null, isSponsor: true, isGuest: false },
  workspaceUrl: 'https://acme.slack.com/',
  who: mention,
};

export const channelReader: Reader = {
  name: 'CLEADERS',
  viewer: { personId: null, conversationId: 'CLEADERS', isSponsor: false, isGuest: false },
  workspaceUrl: 'https://acme.slack.com/',
  who: (id) => id.toLowerCase().replace(/^u/, ''),
};

const noFigures: Figures = {
  weekOf: '2026-03-09',
  from: '2026-03-02T08:00:00.000Z',
  until: '2026-03-09T08:00:00.000Z',
  owed: { overdue: [], ownerless: [], dueThisWeek: [] },
  disliked: [],
  blindSpots: [],
  functionsWithoutRitual: [],
  teams: [],
  functions: [],
  missedRounds: 0,
  missedWeeks: [],
  balance: [],
  voices: { count: 0, before: null, withoutFollowUp: 0, promisesKept: 0, promisesOpen: 0 },
  themes: [],
  hitRate: { n: 0, hits: 0, baseHits: 0 },
  scorecard: [],
  thanks: [],
  trend: [],
  hidden: { matters: 0, decisions: 0 },
};

export function emptyWeek(): DigestFacts {
  return {
    figures: noFigures,
    reader: sponsorReader,
    isKept: true,
    tightness: 1,
    owed: [],
    disliked: [],
    blindSpots: [],
    silent: [],
    keeping: [],
    thanked: [],
    functionsWithoutRitual: [],
    segments: [],
    scored: [],
  };
}

const segment = (
  name: string,
  label: string,
  customersShare: number | null,
  revenueShare: number | null,
) => ({
  name,
  label,
  customersShare,
  revenueShare,
});

export const segments = [
  segment('high', 'High value', 0.1, 0.5),
  segment('mid', 'Mid value', 0.3, 0.3),
  segment('low', 'Low value', 0.6, 0.2),
];

function linkedOf(id: number, statement: string, change: Partial<Told> = {}): Linked {
  const decision = decisionOf(id, { statement, changesId: null, ownerId: 'UBEN' });
  const told = toldOf(id, { tally: { love: 1, accept: 0, dislike: 3, unsure: 0 }, matters: [], ...change });
  return {
    told: { ...told, decision: change.decision ?? decision },
    team: 'Product weekly',
    link: `https://acme.slack.com/archives/C1/p${id}`,
  };
}

const refOf = (kind: OwedRef['kind'], id: number, ownerId = 'UBEN'): OwedRef => ({
  kind,
  id,
  dueAt: '2026-03-06T08:00:00.000Z',
  ownerId,
});

export function owedMatter(id: number, statement: string, urgency: OwedMatter['urgency']): OwedMatter {
  const matter = { ...matterOf(id), ownerId: 'UBEN', dueAt: later(monday, 4 * dayMs) };
  return { ref: refOf('matter', id), urgency, matter, ...linkedOf(id, statement) };
}

export function owedFollowUp(id: number, customer: string, urgency: OwedFollowUp['urgency']): OwedFollowUp {
  const followUp = {
    id,
    voiceId: id,
    ownerId: 'UGRACE',
    dueOn: '2026-03-11',
    askedBy: 'UANA',
    told: null,
    closedBy: null,
    closedAt: null,
  };
  return { ref: refOf('follow-up', id, 'UGRACE'), urgency, followUp, voice: { ...voiceOf(id), customer } };
}

export function teamOf(id: number, change: Partial<NamedTeam> = {}): NamedTeam {
  const now = { ritualId: id, functionId: 1, held: 2, kept: 1, waitedFor: 10, answered: 6 };
  return {
    now,
    before: { ...now, kept: 2, answered: 7 },
    paused: false,
    silentWeeks: 0,
    name: 'Product weekly',
    functionName: 'Product',
    ...change,
  };
}

const figuresOf = ({ name: _name, functionName: _functionName, ...team }: NamedTeam): TeamFigures => team;

/** Twelve weeks, of which the third had no meeting. */
export function trendOf(value: (week: number) => number): TrendWeek[] {
  return many(12, (week) => {
    const isQuiet = week === 3;
    return {
      weekOf: addDays('2026-03-09', 7 * (week - 12)),
      kept: isQuiet ? null : value(week),
      participation: isQuiet ? null : value(week) * 0.8,
      dislikeShare: isQuiet ? null : 0.25,
      line: week > 6 ? 2.4 - week / 20 : null,
    };
  });
}

export const churn: Line = {
  id: 1,
  name: 'Churn',
  kind: 'churn',
  perspective: 'customer',
  unit: '%',
  currency: null,
  better: 'lower',
  target: 1.5,
  scale: null,
  isChosen: true,
  isRetired: false,
};

export function ordinaryWeek(): DigestFacts {
  const silent = teamOf(3, { silentWeeks: 20, name: 'Sales sync', functionName: 'Sales', paused: true });
  const keeping = [teamOf(1), teamOf(2, { name: 'Support leads', functionName: 'Support', before: null })];
  const summed = { held: 4, kept: 2, waitedFor: 20, answered: 12 };
  return {
    ...emptyWeek(),
    figures: {
      ...noFigures,
      owed: {
        overdue: [refOf('matter', 12)],
        ownerless: [refOf('matter', 9)],
        dueThisWeek: [refOf('follow-up', 42, 'UGRACE'), refOf('matter', 14)],
      },
      disliked: [12, 15],
      functionsWithoutRitual: [5],
      teams: [...keeping, silent].map(figuresOf),
      functions: [{ functionId: 1, now: summed, before: { ...summed, kept: 3 } }],
      missedRounds: 1,
      balance: [
        { segment: 'high', voices: 9, customersShare: 0.1, revenueShare: 0.5, unheard: false },
        { segment: 'mid', voices: 5, customersShare: 0.3, revenueShare: 0.3, unheard: false },
        { segment: 'low', voices: 1, customersShare: 0.6, revenueShare: 0.2, unheard: true },
        { segment: null, voices: 3, customersShare: null, revenueShare: null, unheard: false },
      ],
      voices: { count: 18, before: 12, withoutFollowUp: 11, promisesKept: 4, promisesOpen: 3 },
      themes: [
        { theme: 'export', count: 6, before: 2 },
        { theme: 'price', count: 3, before: null },
        { theme: 'api', count: 2, before: 4 },
      ],
      hitRate: { n: 14, hits: 9, baseHits: 7 },
      thanks: [{ ritualId: 1, decisionId: 15, voiceIds: [3, 4] }],
      trend: trendOf((week) => 0.5 + week / 40),
    },
    owed: [
      owedMatter(12, 'Drop phone support on the free plan', 'overdue'),
      owedMatter(9, 'Close the forum', 'ownerless'),
      owedFollowUp(42, 'Acme', 'due'),
      owedMatter(14, 'Ship it', 'due'),
    ],
    disliked: [
      linkedOf(12, 'Drop phone support on the free plan', {
        matters: [{ ...matterOf(12), ownerId: 'UBEN', dueAt: later(monday, 4 * dayMs) }],
      }),
      linkedOf(15, 'Raise the price of exports', { matters: [matterOf(15, 'changed')], successorId: 17 }),
    ],
    silent: [silent],
    keeping,
    thanked: [
      {
        ...linkedOf(15, 'Raise the price of exports', {
          matters: [matterOf(15, 'changed')],
          successorId: 17,
        }),
        voices: 2,
      },
    ],
    functionsWithoutRitual: [{ id: 5, name: 'Legal', leadId: 'UFARID' }],
    segments,
    scored: [
      { line: churn, figure: { lineId: 1, value: 1.8, before: 1.85, target: 1.5, n: null, isChosen: true } },
      {
        line: {
          ...churn,
          id: 2,
          name: 'NPS',
          unit: 'points',
          better: 'higher',
          scale: 'nps',
          isChosen: false,
        },
        figure: { lineId: 2, value: 31, before: null, target: 40, n: 12, isChosen: false },
      },
    ],
  };
}

/** Escaped, every other character of it takes five; there is an emoji and a line from right to left in it. */
const awful = (length: number) =>
  'مرحبا & 👩‍👩‍👧‍👦 <b>x</b>‮ '.repeat(Math.ceil(length / 20)).slice(0, length);

/** A thousand rituals, two hundred matters, and names as long as they get. */
export function extremeWeek(): DigestFacts {
  const long = (id: number) => teamOf(id, { name: awful(80), functionName: awful(60) });
  const silent = many(3, (id) => ({ ...long(id), silentWeeks: 400, paused: true }));
  const decisions = many(4, (id) =>
    linkedOf(id, awful(3000), {
      decision: decisionOf(id, { statement: awful(3000) }),
      matters: [matterOf(id)],
    }),
  );
  const ordinary = ordinaryWeek();
  const refs = many(200, (id) => refOf(id % 2 ? 'matter' : 'follow-up', id));
  const balance = many(12, (id) => ({
    segment: `s${id}`,
    voices: 1000,
    customersShare: 0.05,
    revenueShare: 0.05,
    unheard: true,
  }));
  return {
    ...ordinary,
    figures: {
      ...ordinary.figures,
      owed: { overdue: refs.slice(0, 100), ownerless: refs.slice(100, 120), dueThisWeek: refs.slice(120) },
      disliked: many(120, (id) => id),
      blindSpots: many(120, (id) => id),
      functionsWithoutRitual: many(100, (id) => id),
      teams: [
        ...many(300, (id) => figuresOf({ ...long(id), silentWeeks: 400 })),
        ...many(700, (id) => figuresOf(long(id))),
      ],
      missedRounds: 4000,
      missedWeeks: many(52, () => '2026-03-02'),
      balance,
      voices: { count: 12_000, before: 11_000, withoutFollowUp: 9000, promisesKept: 800, promisesOpen: 4000 },
      themes: many(100, (id) => ({ theme: `${'لغة'.repeat(13)}${id}`, count: 900, before: 1 })),
      thanks: many(90, (id) => ({ ritualId: id, decisionId: id, voiceIds: many(30, (voice) => voice) })),
      hidden: { matters: 40, decisions: 60 },
    },
    owed: many(5, (id) =>
      id % 2 ? owedMatter(id, awful(3000), 'overdue') : owedFollowUp(id, awful(80), 'due'),
    ),
    disliked: decisions,
    blindSpots: decisions,
    silent,
    keeping: many(4, long),
    thanked: decisions.slice(0, 3).map((linked) => ({ ...linked, team: awful(80), voices: 30 })),
    functionsWithoutRitual: many(100, (id) => ({ id, name: awful(60), leadId: `U01234567${id}` })),
    segments: balance.map(({ segment: name }) => segment(name, awful(60), 0.05, 0.05)),
    scored: many(20, (id) => ({
      line: { ...churn, id, name: awful(60), isChosen: id === 1 },
      figure: {
        lineId: id,
        value: 1_000_000.25,
        before: 2_000_000.5,
        target: 3,
        n: 12_345,
        isChosen: id === 1,
      },
    })),
  };
}

/** What the stand-in's Block Kit checks say; '' when Slack takes the message. */
export function complaintsOf({ blocks }: Message): string {
  const read = messageBlocks.safeParse(blocks);
  const complaints = read.success ? [] : read.error.issues.map(({ path, message }) => `${path}: ${message}`);
  if (read.success && lengthOfBlocks(read.data) > maxBlocksLength) complaints.push('msg_blocks_too_long');
  return complaints.join('\n');
}

/** The message as a person reads it, in UTC. */
export function readableMessage({ blocks }: Pick<Message, 'blocks'>): string {
  const reader = { world: new World(createClock(monday)), timeZone: 'UTC' };
  const held = { state: {}, errors: {} };
  return `${messageBlocks
    .parse(blocks)
    .flatMap((block) => blockLines(block, held, reader))
    .join('\n')}\n`;
}
