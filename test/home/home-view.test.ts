// The App Home, and every page and form behind it, stays within what Slack takes, however much there is.
import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { homeView as homeRules, modalView } from '../../sandbox/block-kit/surfaces.ts';
import { mostLines } from '../../src/digest/scorecard.ts';
import { auditPage } from '../../src/home/audit-view.ts';
import { functionForm, segmentForm, settingsForm } from '../../src/home/form-views.ts';
import { healthPage } from '../../src/home/health-view.ts';
import { functionsPage, segmentsPage, versionsPage } from '../../src/home/list-views.ts';
import type { Health } from '../../src/home/load-health.ts';
import type { HomeFacts } from '../../src/home/load-home.ts';
import type { SettingsFacts } from '../../src/home/load-settings.ts';
import { type Page, pageOf, pageSizes } from '../../src/home/pages.ts';
import { searchForm } from '../../src/home/search-view.ts';
import { homeView } from '../../src/home/views.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import { defaultQuestion, oneThird, type Ritual } from '../../src/ritual/ritual.ts';
import type { Voice } from '../../src/voc/voice.ts';
import { ampersands, decisionOf, matterOf, toldOf, voiceOf } from '../decision/extremes.ts';
import { monday } from '../people/town.ts';

const now = later(monday, 30 * dayMs);
const many = <T>(n: number, make: (id: number) => T): T[] =>
  Array.from({ length: n }, (_, id) => make(id + 1));
/** A page in the middle, which has both its buttons. */
const middle = <T>(n: number, size: number, make: (id: number) => T): Page<T> =>
  pageOf(many(n, make), 1, size);
const nothing: Page<never> = pageOf([], 0, 1);

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
  pausedBecause: ampersands(2_000),
  timeZone: 'UTC',
  schedules: [{ weekdays: [1], endTime: '10:00', rhythm: { everyWeeks: 1, from: '2026-03-02' } }],
  huddles: false,
  createdAt: monday,
});
const longVoice = (id: number): Voice => ({
  ...voiceOf(id),
  words: `${ampersands(4000)}\n\u2028\r${ampersands(4000)}`,
  customers: 1_000_000,
});
const matter = (id: number) => ({
  matter: {
    ...matterOf(id),
    kind: 'contradiction' as const,
    voiceId: id,
    putOffBecause: ampersands(2_000),
    offer: { to: 'U0123456789', at: monday, state: 'declined' as const },
  },
  told: toldOf(id),
});
const functionOf = (id: number) => ({ id, name: ampersands(60), leadId: 'U0123456789' });
const segmentOf = (id: number) => ({
  name: `${'s'.repeat(28)}${id}`,
  label: ampersands(60),
  customersShare: 0.051,
  revenueShare: 0.051,
});

const fullSettings: SettingsFacts = {
  sponsorId: 'U0123456789',
  timeZone: 'America/Argentina/ComodRivadavia',
  digestWeekday: 3,
  digestTime: '09:00',
  digestTimeZone: 'America/Argentina/ComodRivadavia',
  digestChannelId: 'C0123456789',
  isSponsor: true,
  bestCustomers: { version: 1_000, words: ampersands(500) },
  functions: many(100, functionOf),
  segments: many(20, segmentOf),
  care: { masks: true, keptDays: 3_650 },
  scorecard: {
    weekOf: '2026-03-02',
    earlierWeeks: many(52, (week) => `2025-01-${String((week % 28) + 1).padStart(2, '0')}`),
    scored: many(mostLines, (id) => ({
      line: {
        id,
        name: ampersands(60),
        kind: 'own',
        perspective: 'customer',
        unit: 'money',
        currency: 'EUR',
        better: 'higher',
        target: 1_000_000,
        scale: null,
        isChosen: false,
        isRetired: false,
      },
      figure: {
        lineId: id,
        value: 1_234_567.8,
        before: 1_000_000,
        target: 1_000_000,
        n: null,
        isChosen: false,
      },
    })),
  },
};

const full: HomeFacts = {
  matters: middle(60, pageSizes.matters, (id) => ({ ...matter(id), voice: longVoice(id) })),
  offers: middle(9, pageSizes.offers, (id) => ({ ...matter(id), lapsesAt: now })),
  waiting: middle(200, pageSizes.waiting, (id) => ({ decision: decisionOf(id), closesAt: now })),
  followUps: middle(200, pageSizes.followUps, (id) => ({
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
    voice: longVoice(id),
    isNews: true,
    newsDay: null,
  })),
  today: '2026-03-04',
  rituals: middle(1_000, pageSizes.rituals, (id) => ({ ritual: ritualOf(id), next: null })),
  reminders: { isOff: false, on: many(500, ritualOf), off: many(500, ritualOf) },
  voices: middle(500, pageSizes.voices, longVoice),
  settings: fullSettings,
};

const empty: HomeFacts = {
  matters: nothing,
  offers: nothing,
  waiting: nothing,
  followUps: nothing,
  today: '2026-03-04',
  rituals: nothing,
  reminders: { isOff: true, on: [], off: [] },
  voices: nothing,
  settings: null,
};

describe('the App Home', () => {
  test.each([
    ['everything', full],
    ['nothing', empty],
    [
      'nothing but settings to make',
      {
        ...empty,
        settings: {
          ...fullSettings,
          sponsorId: null,
          bestCustomers: null,
          functions: [],
          segments: many(1, (id) => ({ ...segmentOf(id), customersShare: null, revenueShare: null })),
          scorecard: { weekOf: '2026-03-02', earlierWeeks: [], scored: [] },
        },
      },
    ],
  ])('of somebody with %s is taken by Slack', (_what, facts) => {
    const view = homeView(facts, now);
    expect(homeRules.safeParse(view).error?.issues ?? []).toEqual([]);
    expect(view.blocks.length).toBeLessThan(100);
    // Slack does not say how long a view may be; 250 kB is what people have found (slackapi/bolt-js issues).
    expect(JSON.stringify(view).length).toBeLessThan(100_000);
  });
});

const health = (id: number): Health => ({
  ritual: ritualOf(id),
  kept: { held: 1_000, kept: 900, waitedFor: 10_000, answered: 9_000 },
  silentWeeks: 520,
  falling: many(26, (week) => ({ weekOf: '2026-03-02', waitedFor: 1_000, answered: 1_000 - week })),
});

describe('behind it', () => {
  const entries = many(20, (id) => ({
    id,
    at: monday,
    personId: 'U0123456789',
    did: ampersands(100),
    subject: ampersands(100),
  }));
  test.each<[string, ModalView]>([
    ['all rituals', healthPage(middle(1_000, 10, health))],
    ['no ritual', healthPage(nothing)],
    ['the audit log', auditPage({ entries, hasNewer: true, hasOlder: true })],
    ['an empty audit log', auditPage({ entries: [], hasNewer: false, hasOlder: false })],
    ['a hundred functions', functionsPage(middle(100, 20, functionOf))],
    ['no function', functionsPage(nothing)],
    ['twenty segments', segmentsPage(many(20, segmentOf))],
    [
      'versions of the best customers',
      versionsPage(
        many(10, (version) => ({ version, words: ampersands(500), setBy: 'U0123456789', setAt: monday })),
        true,
      ),
    ],
    ['the form of settings', settingsForm(fullSettings)],
    ['the form of a function', functionForm(functionOf(1))],
    ['the form of a segment', segmentForm(segmentOf(1))],
    ['the form of a new segment', segmentForm(null)],
    ['the search', searchForm()],
  ])('%s is taken by Slack', (_what, view) => {
    expect(modalView.safeParse(view).error?.issues ?? []).toEqual([]);
  });
});

describe('pages', () => {
  test('begin at the first, and end with what is left', () => {
    const all = many(11, (id) => id);
    expect(pageOf(all, 0, 5)).toEqual({ items: [1, 2, 3, 4, 5], number: 0, total: 11, hasMore: true });
    expect(pageOf(all, 2, 5)).toEqual({ items: [11], number: 2, total: 11, hasMore: false });
  });

  test('are the last one where there are fewer by now, and the first where there is nothing', () => {
    expect(pageOf([1, 2], 7, 5)).toMatchObject({ items: [1, 2], number: 0 });
    expect(pageOf([], 7, 5)).toEqual({ items: [], number: 0, total: 0, hasMore: false });
    expect(pageOf([1, 2], -3, 5)).toMatchObject({ number: 0 });
  });
});
