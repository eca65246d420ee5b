// A company in which every role exists twice, in an open channel and in a private one, each with all that can be acted on.
import { vi } from 'vitest';
import { answerDecision } from '../../src/decision/answer-decision.ts';
import { citeVoice } from '../../src/decision/cite-voice.ts';
import { closeRoundByHand } from '../../src/decision/close-round.ts';
import { emptyRound } from '../../src/decision/empty-round.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { addMatter, mattersOfDecision } from '../../src/decision/matter-store.ts';
import { offerMatter } from '../../src/decision/offer-matter.ts';
import { putOffMatter } from '../../src/decision/put-off-matter.ts';
import { recordDecision } from '../../src/decision/record-decision.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { addLine, retireLine } from '../../src/digest/change-scorecard.ts';
import { readFigures } from '../../src/digest/read-figures.ts';
import type { LineWishes } from '../../src/digest/scorecard.ts';
import { addImport as addScorecardImport, keepReading } from '../../src/digest/scorecard-import-store.ts';
import { addDigest, saveFigures } from '../../src/digest/store.ts';
import { audienceOf } from '../../src/people/conversation.ts';
import { listFunction } from '../../src/people/save-functions.ts';
import { addSegment } from '../../src/people/save-segments.ts';
import { knownSegments } from '../../src/people/segments-store.ts';
import { addBestCustomers, findSettings, saveSettings } from '../../src/people/settings-store.ts';
import { findConversation } from '../../src/people/store.ts';
import { Attempts } from '../../src/platform/attempts.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { owe } from '../../src/platform/outbox.ts';
import type { Outcome } from '../../src/platform/show.ts';
import { oneLine } from '../../src/platform/slack-text.ts';
import { addWebhookMeeting } from '../../src/ritual/add-webhook-meeting.ts';
import { askRitual } from '../../src/ritual/ask-ritual.ts';
import { insertCalendar } from '../../src/ritual/calendar-store.ts';
import { findOpenRound } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { meetingsOfRitual } from '../../src/ritual/webhook-store.ts';
import { closeFollowUp } from '../../src/voc/close-follow-up.ts';
import { checkDraft } from '../../src/voc/draft.ts';
import { importShown } from '../../src/voc/import.ts';
import * as imports from '../../src/voc/import-store.ts';
import { joinVoice } from '../../src/voc/join-voice.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { ownVoice } from '../../src/voc/own-voice.ts';
import { Scene } from '../stories/scene.ts';
import { type Actor, type Answered, Wire } from './wire.ts';

/** Who somebody is to a matter. The sponsor and the admin sit in neither channel. */
export const roles = [
  'facilitator',
  'owner',
  'capturer',
  'member',
  'guest of the channel',
  'guest elsewhere',
  'stranger',
  'admin',
  'sponsor',
  'outsider',
  'left',
  'unknown',
] as const;
export type Role = (typeof roles)[number];

/** Stands in every text of the private channel, and nowhere else. */
export const secret = 'Wolpertinger';

/** What is written into every text there is, at most so many characters of it: a label has one line, a text many. */
type Say = (most: number, kind: 'label' | 'text') => string;

/** What is said in the open channel, and in the private one. */
export interface Speaks {
  openly: Say;
  privately: Say;
  /** What is captured where the bot is no member. */
  alone: Say;
}

const modestly: Speaks = { openly: () => 'harbour', privately: () => secret, alone: () => ownSecret };

/** Stands in what its capturer and the sponsor alone may hear, and nowhere else. */
export const ownSecret = 'Basilisk';

/** One channel with all that can be acted on in it, each by its number. */
export interface Place {
  audience: 'public' | 'private';
  channelId: string;
  ritual: number;
  calendar: number;
  webhook: number;
  /** An open round, its decision, and the voice cited for it. */
  round: number;
  decision: number;
  cited: number;
  /** A round that was said to be empty. */
  emptied: number;
  /** Decisions of a closed round, and what they ask of their owner. */
  closed: number;
  stands: number;
  settled: number;
  withdrawn: number;
  reconsideration: number;
  judgement: number;
  blindSpot: number;
  review: number;
  /** Offered to the member. */
  offered: number;
  /** Two voices that say the same, one with a follow-up, and one that is joined to another. */
  voice: number;
  twin: number;
  joined: number;
  theme: string;
  customer: string;
  imports: { ready: number; done: number };
}

/** What the sponsor and admins look after. */
export interface Office {
  /** A week of which the sponsor and both channels were told a digest. */
  weekOf: string;
  line: number;
  lowerLine: number;
  retired: number;
  scorecardImport: number;
}

export class House {
  readonly scene: Scene;
  readonly wire: Wire;
  readonly people: Record<Role, Actor>;
  readonly places: Record<'public' | 'private', Place>;
  /** Captured where the bot is no member: of the capturer and the sponsor alone. */
  /** A private channel of the same members, in which nothing ever happened. */
  readonly bareChannelId: string;
  readonly office: Office;
  readonly own: { channelId: string; voice: number; twin: number; joined: number };

  private constructor(
    scene: Scene,
    wire: Wire,
    people: Record<Role, Actor>,
    channels: Channels,
    speaks: Speaks,
  ) {
    this.scene = scene;
    this.wire = wire;
    this.people = people;
    this.bareChannelId = channels.bare;
    this.places = {
      public: furnished(scene.db, scene.clock.now(), people, {
        audience: 'public',
        channelId: channels.open,
        say: speaks.openly,
      }),
      private: furnished(scene.db, scene.clock.now(), people, {
        audience: 'private',
        channelId: channels.closed,
        say: speaks.privately,
      }),
    };
    this.office = officeOf(scene.db, scene.clock.now(), people, this.places, speaks.openly);
    const { capturer } = people;
    const keep = () => kept(scene.db, scene.clock.now(), capturer.id, channels.foreign, speaks.alone);
    const [voice, twin, joined] = [keep(), keep(), keep()];
    this.own = { channelId: channels.foreign, voice, twin, joined };
    scene.db.transaction(() =>
      joinVoice(scene.db, scene.clock.now(), capturer.id, this.own.joined, this.own.twin),
    );
  }

  static async open(speaks: Speaks = modestly): Promise<House> {
    const scene = await Scene.open({
      mode: 'http',
      settings: { MEETING_WEBHOOK_SECRET: 'a-long-webhook-secret' },
    });
    const { workspace } = scene;
    const { people, channels } = await populate(scene);
    const wire = await Wire.to(scene);
    const house = new House(scene, wire, people, channels, speaks);
    await scene.settle();
    workspace.waitForQuiet(0);
    return house;
  }

  async close(): Promise<void> {
    await this.wire.close();
    await this.scene.close();
  }

  as(role: Role, channelId: string): Actor {
    return { ...this.people[role], channelId };
  }

  /** Does something and takes back all that it wrote. */
  async undone<Result>(work: () => Promise<Result>): Promise<Result> {
    const { db } = this.scene;
    db.script('BEGIN');
    try {
      return await work();
    } finally {
      db.script('ROLLBACK');
    }
  }
}

interface Channels {
  open: string;
  closed: string;
  foreign: string;
  bare: string;
}

async function populate(scene: Scene): Promise<{ people: Record<Role, Actor>; channels: Channels }> {
  const { workspace } = scene;
  const add = (name: string, more = {}) =>
    workspace.addPerson({ name, timeZone: 'Europe/Berlin', ...more }).id;
  const ids: Record<Role, string> = {
    facilitator: add('Fay'),
    owner: add('Olga'),
    capturer: add('Cap'),
    member: add('Mem'),
    'guest of the channel': add('Gus', { isGuest: true }),
    'guest elsewhere': add('Gil', { isGuest: true }),
    stranger: add('Stan'),
    admin: add('Ada', { isAdmin: true }),
    sponsor: scene.people.chloe.id,
    outsider: add('Out', { isStranger: true }),
    left: add('Lee'),
    unknown: 'U0NOBODY',
  };
  const members = (
    ['facilitator', 'owner', 'capturer', 'member', 'guest of the channel', 'outsider', 'left'] as const
  ).map((role) => ids[role]);
  const open = workspace.addChannel({ name: 'harbour', members }).id;
  const closed = workspace.addChannel({ name: 'wolpertinger', members, isPrivate: true }).id;
  const foreign = workspace.addChannel({ name: 'elsewhere', members: [ids.capturer], botIsMember: false }).id;
  const bare = workspace.addChannel({ name: 'bare', members, isPrivate: true }).id;
  workspace.addChannel({ name: 'lobby', members: [ids['guest elsewhere']] });
  await scene.settle();
  // The mirror is read at the start; after that it follows events.
  await scene.restart();
  workspace.deactivate(ids.left);
  await scene.settle();
  const actor = (role: Role): Actor => ({
    id: ids[role],
    teamId: role === 'outsider' ? 'T0OTHERTEAM' : workspace.teamId,
    channelId: '',
  });
  const people = Object.fromEntries(roles.map((role) => [role, actor(role)])) as Record<Role, Actor>;
  return { people, channels: { open, closed, foreign, bare } };
}

const themeOf = (say: Say) =>
  `${say(20, 'label')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')}-theme`;

const draftOf = (db: Database, say: Say) =>
  checkDraft(
    {
      words: `The export takes ${say(7_900, 'text')}`,
      customer: say(80, 'label'),
      segment: 'mid',
      source: say(80, 'label'),
      stage: say(80, 'label'),
      scores: [{ scale: 'nps', value: '3' }],
      themes: [themeOf(say)],
      saidOn: '',
    },
    knownSegments(db),
  );

function kept(db: Database, now: Date, personId: string, conversationId: string, say: Say): number {
  const place = { conversationId, messageTs: null };
  return db.transaction(() => keepVoice(db, now, personId, place, draftOf(db, say)).voice.id);
}

type Furnishing = Pick<Place, 'audience' | 'channelId'> & { say: Say };

function furnished(db: Database, now: Date, people: Record<Role, Actor>, given: Furnishing): Place {
  return db.transaction(() => {
    const { channelId, say } = given;
    const { facilitator, owner, member, capturer } = people;
    const ids = { facilitator: facilitator.id, owner: owner.id, member: member.id, capturer: capturer.id };
    const ritual = setUpRitual(db, now, ids.facilitator, channelId, {
      name: say(80, 'label'),
      functionId: null,
      question: say(300, 'text'),
      timeZone: 'Europe/Berlin',
      schedule: { weekdays: [2], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } },
      personIds: [],
    });
    addWebhookMeeting(db, now, ids.facilitator, channelId, say(200, 'label'));
    const address = `https://example.org/${encodeURIComponent(say(100, 'label').toWellFormed())}.ics`;
    const wishes = {
      address,
      purpose: 'meetings',
      titleFilter: oneLine(say(100, 'label')),
      isPattern: false,
    } as const;
    return {
      ...given,
      ritual: ritual.id,
      calendar: insertCalendar(db, now, ritual.id, wishes),
      webhook: meetingsOfRitual(db, ritual.id)[0]?.id ?? 0,
      ...voicesOf(db, now, ids, given),
      ...roundsOf(db, now, ids, given),
      imports: importsOf(db, now, ids.capturer, given),
    };
  });
}

type Ids = Record<'facilitator' | 'owner' | 'member' | 'capturer', string>;

function voicesOf(db: Database, now: Date, ids: Ids, { channelId, say }: Furnishing) {
  const keep = () => kept(db, now, ids.capturer, channelId, say);
  const [voice, twin, joined, cited, answered] = [keep(), keep(), keep(), keep(), keep()];
  joinVoice(db, now, ids.capturer, joined, twin);
  ownVoice(db, now, ids.capturer, voice, { ownerId: ids.owner, dueOn: '2026-03-09' });
  ownVoice(db, now, ids.capturer, answered, { ownerId: ids.owner, dueOn: '2026-03-09' });
  closeFollowUp(db, now, ids.owner, answered, `It works ${say(990, 'text')}`);
  return { voice, twin, joined, cited, theme: themeOf(say), customer: say(80, 'label') };
}

function roundsOf(db: Database, now: Date, ids: Ids, { channelId, say }: Furnishing) {
  const record = () =>
    recordDecision(
      db,
      now,
      ids.owner,
      { conversationId: channelId },
      {
        statement: say(3_000, 'text'),
        ownerId: ids.owner,
        segments: [],
        reviewOn: null,
        changesId: null,
      },
    ).id;
  const answered = (...verdicts: Verdict[]) => {
    const decisionId = record();
    const voters = [ids.facilitator, ids.member, ids.capturer];
    for (const [index, verdict] of verdicts.entries()) {
      answerDecision(db, now, voters[index] ?? '', { decisionId, verdict, why: say(2_000, 'text') });
    }
    return decisionId;
  };
  const disliked = answered('dislike', 'dislike', 'dislike');
  const handed = answered('dislike', 'dislike', 'dislike');
  const unclear = answered('accept');
  const blind = answered('unsure', 'unsure', 'unsure');
  const stands = answered('love', 'love', 'love');
  const settled = answered('dislike', 'dislike', 'dislike');
  const withdrawn = answered('dislike');
  const closed = closeRoundByHand(db, now, ids.facilitator, channelId).id;
  const matterOf = (decisionId: number, kind: string) =>
    mattersOfDecision(db, decisionId).find((matter) => matter.kind === kind)?.id ?? 0;
  const dueAt = later(now, 14 * dayMs);
  const review = { kind: 'review', because: 'date', voiceId: null, openedAt: now, dueAt } as const;
  addMatter(db, { ...review, decisionId: stands, ownerId: ids.owner });
  const offered = matterOf(handed, 'reconsideration');
  offerMatter(db, now, ids.owner, offered, ids.member);
  putOffMatter(db, now, ids.owner, offered, { until: '2026-03-12', reason: say(2_000, 'text') });
  const kept = matterOf(settled, 'reconsideration');
  endMatter(db, now, ids.owner, kept, { ending: 'kept', reason: say(2_000, 'text') });
  withdrawDecision(db, now, ids.owner, withdrawn, say(2_000, 'text'));
  const emptied = askRitual(db, now, ids.facilitator, channelId).id;
  emptyRound(db, now, ids.facilitator, emptied);
  askRitual(db, now, ids.facilitator, channelId);
  return {
    closed,
    emptied,
    stands,
    settled,
    withdrawn,
    offered,
    reconsideration: matterOf(disliked, 'reconsideration'),
    judgement: matterOf(unclear, 'judgement'),
    blindSpot: matterOf(blind, 'blind spot'),
    review: matterOf(stands, 'review'),
    decision: record(),
    round: findOpenRound(db, channelId)?.id ?? 0,
  };
}

function importsOf(db: Database, now: Date, personId: string, { channelId, say }: Furnishing) {
  const conversation = findConversation(db, channelId);
  if (!conversation) throw new Error('the mirror has no such conversation');
  const file = {
    personId,
    conversationId: channelId,
    audience: audienceOf(conversation),
    fileId: 'F1',
    fileName: `${oneLine(say(200, 'label'))}.csv`,
  };
  const ready = imports.addImport(db, now, file);
  imports.addRefusal(db, ready, { line: 2, reason: `${say(200, 'text')} is no score` });
  const reading = {
    columns: [{ title: say(100, 'label'), holds: 'words' as const }],
    ignored: [say(100, 'label')],
    isScoreIgnored: false,
    dayOrder: null,
    voices: 0,
    refused: 1,
    known: 0,
    masked: 0,
  };
  imports.keepReading(db, ready, reading);
  imports.addSlice(db, ready, 1, [{ ...draftOf(db, say), saidAt: null, hash: channelId }]);
  owe(db, now, { drawing: importShown, subject: ready, address: personId });
  const done = imports.addImport(db, now, file);
  imports.setState(db, done, 'done');
  return { ready, done };
}

/** Told before, so that its lists can be turned to. */
const weekOf = '2026-03-02';

function officeOf(
  db: Database,
  now: Date,
  { sponsor }: Record<Role, Actor>,
  places: Record<'public' | 'private', Place>,
  say: Say,
): Office {
  return db.transaction(() => {
    saveSettings(db, { ...findSettings(db), digestChannelId: places.public.channelId });
    listFunction(db, now, sponsor.id, `x${say(50, 'label')}`, sponsor.id);
    db.run('UPDATE ritual SET function_id = (SELECT min(id) FROM function)');
    addBestCustomers(db, say(500, 'text'), sponsor.id, now);
    addBestCustomers(db, say(400, 'text'), sponsor.id, now);
    addSegment(db, now, sponsor.id, {
      label: `x${say(55, 'label')}`,
      name: 'hostile',
      customers: '',
      revenue: '',
    });
    const wishes: Omit<LineWishes, 'name'> = {
      kind: 'own',
      perspective: 'customer',
      unit: 'number',
      currency: null,
      better: 'higher',
      target: null,
      scale: null,
    };
    const [line = 0, lowerLine = 0, retired = 0] = ['a', 'b', 'c'].map((mark) =>
      addLine(db, now, sponsor.id, { ...wishes, name: `${mark} ${say(50, 'label')}` }),
    );
    retireLine(db, now, sponsor.id, retired);
    const week = { weekOf, from: later(now, -7 * dayMs), until: now };
    const readers = ['sponsor', places.public.channelId, places.private.channelId];
    for (const reader of readers) {
      const due = { week, reader, toldTo: reader === 'sponsor' ? sponsor.id : reader };
      addDigest(db, now, due, 'due');
      saveFigures(db, now, due, readFigures('{}', week));
    }
    const scorecardImport = addScorecardImport(db, now, {
      personId: sponsor.id,
      fileId: 'F3',
      fileName: `${oneLine(say(200, 'label'))}.csv`,
    });
    const refused = [{ line: 2, reason: `${say(100, 'text')} is no value` }];
    keepReading(db, scorecardImport, { values: [], known: 0, refused, allRefused: 1, ignored: [] });
    return { weekOf, line, lowerLine, retired, scorecardImport };
  });
}

/** The decision's own evidence, for the doors that take it back. */
export function cite(house: House, place: Place): void {
  const { db, clock } = house.scene;
  citeVoice(db, clock.now(), house.people.member.id, place.decision, place.cited);
}

const changes = (db: Database) => db.one<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;

/** What became of the request: what the doors themselves say, whatever is shown of it. */
export async function fateOf(
  db: Database,
  send: () => Promise<Answered>,
): Promise<{ fate: string; said: string; answered: Answered }> {
  const spy = vi.spyOn(Attempts.prototype, 'run');
  const before = changes(db);
  try {
    const answered = await send();
    const outcomes = await Promise.all(spy.mock.results.map(({ value }) => value as Promise<Outcome>));
    const [outcome] = outcomes;
    const said = outcome?.trouble?.sentence ?? '';
    if (!outcome) return { fate: 'unheard', said, answered };
    const isSilent = outcome.reply && Object.keys(outcome.reply).length === 0 && changes(db) - before <= 1;
    if (outcome.reply) return { fate: isSilent ? 'silent' : 'let', said, answered };
    return { fate: said.includes('Something went wrong') ? 'bug' : 'refused', said, answered };
  } finally {
    spy.mockRestore();
  }
}
