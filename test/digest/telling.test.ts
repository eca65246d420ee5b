// A told digest: who may see what stands behind it, whom it nudges, and what happens where Slack refuses its charts.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modalView } from '../../sandbox/block-kit/surfaces.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { openMattersOf } from '../../src/decision/matter-store.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { drawDigest, loseDigest } from '../../src/digest/draw-digest.ts';
import { listPage } from '../../src/digest/list-view.ts';
import { loadList, readPlace } from '../../src/digest/load-list.ts';
import { loadPast, loadPastPage } from '../../src/digest/load-past.ts';
import { nudgeOwner, readOwed } from '../../src/digest/nudge-owner.ts';
import { digestDrawing, subjectOf } from '../../src/digest/owe-digest.ts';
import { asksOf } from '../../src/digest/owner-ask-store.ts';
import { pastDigestMessage, pastDigestPage } from '../../src/digest/past-view.ts';
import { theSponsor } from '../../src/digest/reader.ts';
import { sectionTitles } from '../../src/digest/section-view.ts';
import { missedWeeks } from '../../src/digest/store.ts';
import { turnRemindersOff } from '../../src/people/reminders-store.ts';
import { addMember } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { findMessage, giveUp, markSending } from '../../src/platform/outbox.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ownVoice } from '../../src/voc/own-voice.ts';
import { addVoice } from '../../src/voc/store.ts';
import { answers, closes, records } from '../decision/team.ts';
import {
  ana,
  ben,
  board,
  chloe,
  dmitri,
  eve,
  gus,
  leaves,
  monday,
  product,
  refusalOf,
  town,
} from '../people/town.ts';
import { tellWeek } from './told.ts';
import { complaintsOf, readableMessage } from './weeks.ts';

const due = later(monday, 7 * dayMs);
const weekOf = '2026-03-09';
const charts = { kind: 'unfit', problem: 'invalid_blocks' } as const;

let db: Database;

/** Customers would dislike what the people of a place decided; its owner is asked to reconsider it. */
function disliked(ownerId: string, place: string, people: string[], day = 1) {
  const at = later(monday, day * dayMs);
  const decision = records(db, { ownerId, statement: `Drop ${place}` }, { id: ownerId, place, at });
  answers(db, decision, Object.fromEntries(people.map((id) => [id, 'dislike'])), at);
  return closes(db, decision, at);
}

beforeEach(() => {
  db = town();
  for (const [place, facilitator] of [
    [product, ana],
    [board, dmitri],
  ] as const) {
    const wishes = { name: place, functionId: null, question: '', timeZone: 'Europe/Berlin', schedule: null };
    setUpRitual(db, later(monday, -30 * dayMs), facilitator, place, { ...wishes, personIds: [] });
  }
});
afterEach(() => db.close());

/** Ben saves what Acme said. */
function saysAcme(saidAt: Date, capturedAt = saidAt): number {
  const { id } = addVoice(db, {
    conversationId: product,
    audience: 'workspace',
    words: 'The export fails',
    customer: 'Acme',
    segment: null,
    source: null,
    stage: null,
    score: null,
    themes: [],
    messageTs: null,
    saidAt,
    capturedBy: ben,
    capturedAt,
  });
  return id;
}

const matterOf = (ownerId: string) => {
  const [matter] = openMattersOf(db, ownerId);
  if (!matter) throw new Error(`${ownerId} owes nothing`);
  return matter;
};

const list = (personId: string, section: string, reader: string = theSponsor, page = 0) =>
  listPage(
    loadList(db, due, personId, {
      ...readPlace(`${weekOf} ${reader} ${section} ${page}`),
      workspaceUrl: '',
    }),
  );

describe('the lists behind a digest', () => {
  test.each(Object.keys(sectionTitles))('of %s are taken by Slack, full or empty', (section) => {
    disliked(ana, product, [ana, ben, gus]);
    tellWeek(db, due);
    expect(modalView.safeParse(list(chloe, section)).error?.issues ?? []).toEqual([]);
    expect(modalView.safeParse(list(chloe, section, theSponsor, 9)).error?.issues ?? []).toEqual([]);
  });

  test('come in pages that lead to each other', () => {
    for (let day = 1; day <= 14; day += 1) disliked(ana, product, [ana, ben, gus], day / 3);
    const { disliked: ids } = tellWeek(db, due);
    expect(ids).toHaveLength(14);
    const first = JSON.stringify(list(chloe, 'disliked'));
    const second = JSON.stringify(list(chloe, 'disliked', theSponsor, 1));
    expect(first.match(/decision \d+,/g)).toHaveLength(12);
    expect(first).toContain('"digest.page.more","value":"2026-03-09 sponsor disliked 1"');
    expect(first).not.toContain('digest.page.back');
    expect(second.match(/decision \d+,/g)).toHaveLength(2);
    expect(second).toContain('"digest.page.back","value":"2026-03-09 sponsor disliked 0"');
    expect(second).not.toContain('digest.page.more');
  });

  test('of the sponsor are for nobody else, and those of a channel for its members', () => {
    tellWeek(db, due);
    tellWeek(db, due, product);
    for (const id of [ana, dmitri, eve]) {
      expect(refusalOf(() => list(id, 'owed')).sentence).toContain('Only the sponsor');
      expect(refusalOf(() => loadPastPage(db, id, theSponsor, '')).sentence).toContain('Only the sponsor');
    }
    expect(refusalOf(() => list(ana, 'owed', product)).sentence).toBe('');
    expect(refusalOf(() => list(chloe, 'owed', product)).sentence).toBe('');
    expect(refusalOf(() => list(dmitri, 'owed', product)).sentence).toContain('Only members');
    const where = { weekOf, reader: product, workspaceUrl: '' };
    expect(refusalOf(() => loadPast(db, dmitri, where)).sentence).toContain('Only members');
    expect(refusalOf(() => list(chloe, 'owed', board)).sentence).toContain('not kept any more');
    expect(refusalOf(() => list(chloe, 'wages')).sentence).toBe('This list is not known any more.');
  });

  test('of a channel hold nothing from private ones, nor a way to nudge', () => {
    disliked(ana, product, [ana, ben, gus]);
    disliked(dmitri, board, [dmitri, chloe]);
    tellWeek(db, due);
    const figures = tellWeek(db, due, product);
    expect(JSON.stringify(list(chloe, 'owed'))).toContain('Drop CBOARD');
    const theirs = ['owed', 'disliked', 'teams'].map((section) =>
      JSON.stringify(list(ana, section, product)),
    );
    expect(theirs.join()).toContain('Drop CPRODUCT');
    expect(theirs.join()).not.toMatch(/CBOARD|nudge/);
    expect(figures.hidden).toEqual({ matters: 1, decisions: 1 });
    const message = drawDigest(db, due, subjectOf(weekOf, product), '');
    expect(JSON.stringify(message)).not.toMatch(/CBOARD|<@U/);
    expect(JSON.stringify(message)).toContain(
      'In private channels besides: 1 thing that is owed and 1 decision.',
    );
  });
});

test('a team and a decision that have gone private since are named in a channel no more', () => {
  const gone = disliked(dmitri, board, [dmitri, chloe]);
  db.run("UPDATE ritual SET audience = 'workspace'");
  db.run("UPDATE decision SET audience = 'workspace'");
  tellWeek(db, due, product);
  expect(JSON.stringify(list(ana, 'teams', product))).toContain('CBOARD');
  expect(JSON.stringify(list(ana, 'disliked', product))).toContain(`decision ${gone.id}`);
  db.run('UPDATE ritual SET audience = conversation_id WHERE conversation_id = @board', { board });
  db.run('UPDATE decision SET audience = conversation_id WHERE conversation_id = @board', { board });
  for (const section of ['teams', 'disliked', 'owed']) {
    expect(JSON.stringify(list(ana, section, product))).not.toContain('CBOARD');
  }
  expect(JSON.stringify(drawDigest(db, due, subjectOf(weekOf, product), ''))).not.toContain('CBOARD');
});

describe('a nudge', () => {
  const nudges = (personId: string, now: Date, value = `matter ${matterOf(ana).id}`) =>
    nudgeOwner(db, now, personId, readOwed(value).ref, '');

  beforeEach(() => {
    disliked(ana, product, [ana, ben, gus]);
  });

  test('is the sponsor’s alone', () => {
    expect(refusalOf(() => nudges(ben, due)).sentence).toContain('Only the sponsor');
    expect(refusalOf(() => nudges(eve, due)).sentence).toContain('can nudge an owner');
    expect(asksOf(db, ana, null)).toEqual([]);
  });

  test('comes once a week and matter, and waits for the owner’s next note', () => {
    expect(nudges(chloe, due)).toMatchObject({ ownerId: ana, isDeaf: false });
    expect(refusalOf(() => nudges(chloe, later(due, 6 * dayMs))).sentence).toContain('already nudged');
    expect(asksOf(db, ana, null)).toMatchObject([{ kind: 'matter', nudgedBy: chloe }]);
    expect(refusalOf(() => nudges(chloe, later(due, 8 * dayMs))).sentence).toBe('');
  });

  test('follows the matter to whoever owns it now', () => {
    db.run('UPDATE matter SET owner_id = @ben', { ben });
    expect(nudges(chloe, due, 'matter 1').ownerId).toBe(ben);
    expect(asksOf(db, ana, null)).toEqual([]);
    expect(asksOf(db, ben, null)).toHaveLength(1);
  });

  test('is of no use for what is settled, gone, one’s own, or of somebody who left', () => {
    const { id } = matterOf(ana);
    expect(refusalOf(() => nudges(chloe, due, 'matter 99')).sentence).toContain('It is gone by now');
    db.run('UPDATE matter SET owner_id = @chloe', { chloe });
    expect(refusalOf(() => nudges(chloe, due, `matter ${id}`)).sentence).toContain('It is your own');
    db.run('UPDATE matter SET owner_id = @ana', { ana });
    leaves(db, ana);
    expect(refusalOf(() => nudges(chloe, due)).sentence).toContain('has left. Hand it over');
    endMatter(db, due, chloe, id, { ending: 'kept', reason: 'The law asks for it' });
    expect(refusalOf(() => nudges(chloe, due, `matter ${id}`)).sentence).toContain('It is settled');
  });

  test('says so where the owner has turned reminders off', () => {
    turnRemindersOff(db, ana, 'all');
    expect(nudges(chloe, due).isDeaf).toBe(true);
  });

  test('can be about a promise to a customer', () => {
    const voiceId = saysAcme(monday);
    ownVoice(db, monday, ben, voiceId, { ownerId: ben, dueOn: '2026-03-06' });
    const { owed } = tellWeek(db, due);
    const ref = owed.overdue.find(({ kind }) => kind === 'follow-up');
    expect(nudges(chloe, due, `follow-up ${ref?.id}`)).toMatchObject({ ownerId: ben });
    expect(JSON.stringify(list(chloe, 'owed'))).toContain('get back to Acme');
    db.run('DELETE FROM voice');
    expect(refusalOf(() => nudges(chloe, due, `follow-up ${ref?.id}`)).sentence).toContain('gone by now');
    expect(JSON.stringify(list(chloe, 'owed'))).not.toContain('Acme');
    // Another promise is another number, even where the newest one is gone.
    ownVoice(db, due, ben, saysAcme(due), { ownerId: ben, dueOn: '2026-03-12' });
    expect(JSON.stringify(list(chloe, 'owed'))).not.toContain('Acme');
  });
});

describe('a past digest', () => {
  const past = () => {
    const told = loadPast(db, chloe, { weekOf, reader: theSponsor, workspaceUrl: '' });
    const message = pastDigestMessage(told);
    expect(complaintsOf(message)).toBe('');
    expect(modalView.safeParse(pastDigestPage(told)).error?.issues ?? []).toEqual([]);
    return readableMessage(message);
  };

  test('says that nothing has changed as long as nothing has', () => {
    disliked(ana, product, [ana, ben, gus]);
    tellWeek(db, due);
    expect(past()).toContain('Figures as they were told. Since then nothing of it has changed.');
  });

  test('keeps its figures, and counts what was settled, withdrawn, forgotten or came late', () => {
    const kept = disliked(ana, product, [ana, ben, gus]);
    const withdrawn = disliked(ana, product, [ana, ben, gus], 2);
    const voice = saysAcme(later(monday, dayMs));
    ownVoice(db, monday, ben, voice, { ownerId: ben, dueOn: '2026-03-10' });
    addMember(db, product, dmitri);
    answers(db, kept, { [dmitri]: 'love' }, later(monday, 3 * dayMs));
    tellWeek(db, due);
    const before = past();
    const after = later(due, 1);
    endMatter(db, after, ana, matterOf(ana).id, { ending: 'kept', reason: 'The law asks for it' });
    withdrawDecision(db, after, ana, withdrawn.id, 'A slip');
    db.run('DELETE FROM voice');
    saysAcme(later(monday, 2 * dayMs), after);
    answers(db, kept, { [chloe]: 'love' }, after);
    const since = past();
    expect(since).toContain(
      'Since then 2 owed things were settled, 1 decision was withdrawn, 1 late answer came in, 1 voice of that week was added, 1 of its voices is gone, 1 of what it names is gone.',
    );
    const figuresIn = (text: string) => text.match(/^(Kept in|\d+ voice).*/gm);
    expect(figuresIn(since)).toEqual(figuresIn(before));
    expect(since).not.toContain('Acme');
  });
});

describe('charts that Slack refuses', () => {
  /** As the sender does, when its post came back. */
  function refuses(reader: string, now = due, problem: string = charts.problem) {
    const message = findMessage(
      db,
      digestDrawing,
      subjectOf(weekOf, reader),
      reader === theSponsor ? chloe : reader,
    );
    if (!message) throw new Error('nothing is owed');
    markSending(db, message, now);
    db.transaction(() => {
      giveUp(db, message, 'failed', problem);
      loseDigest(db, now, message.subject, { ...charts, problem });
    });
    return findMessage(db, message.drawing, message.subject, message.address)?.state;
  }

  const drawn = (reader: string, now = due) =>
    JSON.stringify(drawDigest(db, now, subjectOf(weekOf, reader), '')).match(
      /"(table|data_visualization)"/,
    )?.[1];

  beforeEach(() => {
    disliked(ana, product, [ana, ben, gus], -3);
    disliked(ana, product, [ana, ben, gus]);
  });

  test('become a table, which is due at once', () => {
    tellWeek(db, due);
    expect(drawn(theSponsor)).toBe('data_visualization');
    expect(refuses(theSponsor)).toBe('due');
    expect(drawn(theSponsor)).toBe('table');
    expect(missedWeeks(db)).toEqual([]);
  });

  test('become one for each reader whose message was under way', () => {
    tellWeek(db, due);
    tellWeek(db, due, product);
    expect([refuses(theSponsor), refuses(product)]).toEqual(['due', 'due']);
    expect([drawn(theSponsor), drawn(product)]).toEqual(['table', 'table']);
  });

  test('are remembered, and tried again after a quarter of a year', () => {
    tellWeek(db, due);
    refuses(theSponsor);
    tellWeek(db, due, product);
    expect(drawn(product, later(due, 89 * dayMs))).toBe('table');
    expect(drawn(product, later(due, 91 * dayMs))).toBe('data_visualization');
    expect(drawn(theSponsor, later(due, 91 * dayMs))).toBe('table');
  });

  test('are not to blame where the table is refused as well: then the week was not told', () => {
    tellWeek(db, due);
    tellWeek(db, due, product);
    refuses(theSponsor);
    expect(refuses(theSponsor)).toBe('failed');
    expect(missedWeeks(db)).toEqual([weekOf]);
    expect(drawn(product)).toBe('data_visualization');
  });

  test('are not to blame for a place that is gone', () => {
    tellWeek(db, due);
    expect(refuses(theSponsor, due, 'channel_not_found')).toBe('failed');
    expect(missedWeeks(db)).toEqual([weekOf]);
    expect(drawn(theSponsor)).toBe('data_visualization');
  });
});
