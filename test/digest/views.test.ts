// The digest and the App Home stay within what Slack takes, and a tally of few gives nobody away.
import { describe, expect, test } from 'vitest';
import {
  homeView as homeRules,
  lengthOfBlocks,
  maxBlocksLength,
  messageBlocks,
} from '../../sandbox/block-kit/surfaces.ts';
import type { DigestFacts, NamedTeam } from '../../src/digest/load-digest.ts';
import { digestMessage } from '../../src/digest/views.ts';
import type { HomeFacts } from '../../src/home/load-home.ts';
import { homeView } from '../../src/home/views.ts';
import type { CompanyFunction } from '../../src/people/workspace.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { defaultQuestion, oneThird, type Ritual } from '../../src/ritual/ritual.ts';
import { ampersands, decisionOf, matterOf, toldOf } from '../decision/extremes.ts';
import { monday } from '../people/town.ts';

const now = later(monday, 30 * dayMs);
const many = <T>(n: number, make: (id: number) => T): T[] =>
  Array.from({ length: n }, (_, id) => make(id + 1));

function complaintsOf({ blocks }: Message): string {
  const read = messageBlocks.safeParse(blocks);
  const complaints = read.success ? [] : read.error.issues.map(({ path, message }) => `${path}: ${message}`);
  if (read.success && lengthOfBlocks(read.data) > maxBlocksLength) complaints.push('msg_blocks_too_long');
  return complaints.join('\n');
}

const functionOf = (id: number): CompanyFunction => ({
  id,
  name: ampersands(60),
  leadId: `U01234567${id}`,
});
const owed = (id: number) => ({ matter: matterOf(id), told: toldOf(id) });
const dislikedOf = (id: number) => toldOf(id, { matters: [matterOf(id, 'kept')], successorId: 654_321 });

function teamOf(id: number): NamedTeam {
  const now = { ritualId: id, functionId: id, held: 5, kept: 4, waitedFor: 60, answered: 41 };
  return {
    now,
    before: { ...now, answered: 1 },
    paused: true,
    silentWeeks: id % 2 === 0 ? 30 : 0,
    name: ampersands(80),
    functionName: ampersands(60),
  };
}

function quiet(): DigestFacts {
  return {
    figures: {
      weekOf: '2026-03-02',
      overdueMatterIds: [],
      dueMatterIds: [],
      dislikedIds: [],
      blindSpotIds: [],
      functionIdsWithoutRitual: [],
      teams: [],
      missedRounds: 0,
      voices: 0,
      voicesBySegment: [],
      themes: [],
      hitRate: { n: 0, hits: 0, baseHits: 0 },
      missedWeeks: [],
    },
    overdue: [],
    due: [],
    disliked: [],
    blindSpots: [],
    functionsWithoutRitual: [],
    teams: [],
  };
}

function loud(): DigestFacts {
  return {
    figures: {
      ...quiet().figures,
      missedRounds: 40,
      voices: 90,
      voicesBySegment: [
        { segment: 'high', count: 30 },
        { segment: null, count: 60 },
      ],
      themes: many(30, (id) => ({ theme: `${ampersands(40)}${id}`, count: 3 })),
      missedWeeks: many(52, () => '2026-03-02'),
    },
    overdue: many(30, owed),
    due: many(30, owed),
    disliked: many(30, dislikedOf),
    blindSpots: many(30, dislikedOf),
    functionsWithoutRitual: many(100, functionOf),
    teams: many(40, teamOf),
  };
}

describe('a digest', () => {
  test.each([
    ['of a quiet week', quiet()],
    ['of the loudest week', loud()],
    ['of disliked decisions alone', { ...quiet(), disliked: many(30, dislikedOf) }],
    ['of matters alone', { ...quiet(), overdue: many(60, owed) }],
    ['of teams alone', { ...quiet(), teams: many(40, teamOf) }],
  ])('%s is taken by Slack', (_which, facts) => {
    const { blocks } = digestMessage(facts);
    expect(complaintsOf(digestMessage(facts))).toBe('');
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks).length).toBeLessThan(10_500);
  });

  test('tells how many more there are than it shows', () => {
    const facts = { ...quiet(), disliked: many(30, dislikedOf) };
    const shown = JSON.stringify(digestMessage(facts));
    const lines = shown.match(/• Decision \d+/g) ?? [];
    expect(lines.length).toBeGreaterThan(0);
    expect(shown).toContain(`… and ${30 - lines.length} more`);
  });

  test('keeps the tally of fewer than three answers to itself', () => {
    const tallied = (dislike: number, unsure: number) => {
      const told = toldOf(1, { tally: { love: 0, accept: 0, dislike, unsure }, answered: dislike + unsure });
      return JSON.stringify(digestMessage({ ...quiet(), disliked: [told], blindSpots: [told] }));
    };
    for (const [dislike, unsure] of [
      [1, 0],
      [2, 0],
      [1, 1],
      [0, 2],
    ] as const) {
      const shown = tallied(dislike, unsure);
      expect(shown).toContain('Decision 1');
      expect(shown).not.toMatch(/they’d dislike it|did not know/);
    }
    expect(tallied(2, 1)).toContain('2 of 2 think they’d dislike it; 1 person did not know.');
  });
});

describe('the App Home', () => {
  const ritualOf = (id: number): Ritual => ({
    id,
    conversationId: `C01234567${id}`,
    audience: 'workspace',
    name: ampersands(80),
    functionId: id,
    question: defaultQuestion,
    reconsiderAt: oneThird,
    anonymous: false,
    facilitatorId: 'U0123456789',
    pausedBecause: 'its channel became shared with another organization',
    timeZone: 'UTC',
    schedules: [{ weekdays: [1], endTime: '10:00', rhythm: { everyWeeks: 1, from: '2026-03-02' } }],
    huddles: false,
    createdAt: monday,
  });
  const voiceOf = (id: number): HomeFacts['voices'][number] => ({
    id,
    conversationId: 'C0123456789',
    audience: 'workspace',
    words: `${ampersands(4000)}\n\u2028\r${ampersands(4000)}`,
    customer: ampersands(80),
    segment: 'high',
    source: null,
    stage: null,
    score: null,
    themes: [],
    permalink: null,
    messageTs: null,
    saidAt: monday,
    capturedBy: 'U0123456789',
    capturedAt: monday,
  });
  const full = (): HomeFacts => ({
    matters: many(60, (id) => ({ ...owed(id), voice: voiceOf(id) })),
    offers: many(9, (id) => ({ ...owed(id), lapsesAt: now })),
    waiting: many(10, (id) => ({ decision: decisionOf(id), closesAt: now })),
    followUps: many(20, (id) => ({
      followUp: {
        id,
        voiceId: id,
        ownerId: 'U1',
        dueOn: '2026-03-04',
        askedBy: 'U2',
        told: null,
        closedBy: null,
        closedAt: null,
      },
      voice: voiceOf(id),
      isNews: true,
      newsDay: null,
    })),
    today: '2026-03-04',
    rituals: many(40, (id) => ({ ritual: ritualOf(id), next: id % 2 ? now : null })),
    reminders: { isOff: false, on: many(120, ritualOf), off: many(120, ritualOf) },
    voices: many(5, voiceOf),
    settings: {
      sponsorId: 'U0123456789',
      timeZone: 'America/Argentina/ComodRivadavia',
      digestWeekday: 3,
      digestTime: '09:00',
      bestCustomers: ampersands(500),
      functions: many(100, functionOf),
      care: { masks: true, keptDays: 3_650 },
    },
  });

  test('of somebody with everything is taken by Slack', () => {
    const read = homeRules.safeParse(homeView(full(), now));
    expect(read.error?.issues ?? []).toEqual([]);
    expect(homeView(full(), now).blocks.length).toBeLessThanOrEqual(100);
  });

  test('of somebody with nothing is taken by Slack', () => {
    const empty = {
      matters: [],
      offers: [],
      waiting: [],
      followUps: [],
      today: '2026-03-04',
      rituals: [],
      reminders: { isOff: true, on: [], off: [] },
      voices: [],
      settings: null,
    };
    expect(homeRules.safeParse(homeView(empty, now)).error?.issues ?? []).toEqual([]);
  });
});
