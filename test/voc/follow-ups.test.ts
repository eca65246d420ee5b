// A promise to a customer has one owner who can read the voice, a day, and an end that says what the customer was told.
import { beforeEach, describe, expect, it } from 'vitest';
import { removeMember, savePerson } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { dueMessages } from '../../src/platform/outbox.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { closeFollowUp, readClose } from '../../src/voc/close-follow-up.ts';
import { firstReminder, followUpsPassedDrawing } from '../../src/voc/follow-up.ts';
import { findFollowUp } from '../../src/voc/follow-up-store.ts';
import { forgetVoice } from '../../src/voc/forget-voice.ts';
import { ownVoice, readOwn } from '../../src/voc/own-voice.ts';
import { passFollowUpsOn } from '../../src/voc/pass-follow-ups-on.ts';
import { ana, ben, board, chloe, dan, everyone, gus, now, says, town, unknown } from './town.ts';

// now is Monday 23 November 2026, eleven in Berlin.
let db: Database;
beforeEach(() => {
  db = town();
  says(db, ana, everyone, 'The export is slow -- Acme');
  says(db, ana, board, 'The board hears -- Bolt');
});

const owns = (personId: string, id: number, ownerId: string, dueOn = '2026-11-27') =>
  ownVoice(db, now, personId, id, { ownerId, dueOn });
const reminded = (personId: string) => alarmAt(db, 'reminder due', personId)?.toISOString();

const leaves = (id: string) =>
  savePerson(db, {
    id,
    name: id,
    timeZone: 'Europe/Berlin',
    kind: 'member',
    rank: 'none',
    leftAt: now.toISOString(),
  });

describe('what is typed after /voc own', () => {
  const read = (text: string) => readOwn(db, now, ana, text);

  it.each([
    [`42 <@${ben}|ben> friday`, { voiceId: 42, ownerId: ben, dueOn: '2026-11-27' }],
    [`#42 <@${ben}> 24 Dec`, { voiceId: 42, ownerId: ben, dueOn: '2026-12-24' }],
    ['7 me tomorrow', { voiceId: 7, ownerId: ana, dueOn: '2026-11-24' }],
  ])('%s', (text, wish) => expect(read(text)).toEqual(wish));

  it.each(['', '42', '42 ana friday', `<@${ben}> 42 friday`, '42 metal friday'])(
    'is explained when it is “%s”',
    (text) => expect(() => read(text)).toThrow('After `/voc own` come the number of a voice'),
  );

  it.each([`42 <@${ben}>`, '42 me 3/4', '42 me whenever'])('asks for the day of “%s”', (text) =>
    expect(() => read(text)).toThrow('By when?'),
  );
});

describe('the owner', () => {
  it('of oneself is reminded on the working day before', () => {
    owns(ben, 1, ben);
    expect(findFollowUp(db, 1)).toMatchObject({ ownerId: ben, dueOn: '2026-11-27', closedAt: null });
    expect(reminded(ben)).toBe('2026-11-26T08:00:00.000Z');
  });

  it('who is named by somebody else is told in their next note', () => {
    owns(ana, 1, ben);
    expect(reminded(ben)).toBe(now.toISOString());
  });

  it('is one: another takes the place of the first', () => {
    owns(ana, 1, ben);
    owns(ben, 1, dan, '2026-12-01');
    expect(db.all('SELECT owner_id, due_on FROM follow_up')).toEqual([
      { owner_id: dan, due_on: '2026-12-01' },
    ]);
  });

  it('must be able to read the voice', () => {
    expect(() => owns(ana, 2, dan)).toThrow('<@UDAN> cannot read voice 2');
    expect(() => owns(dan, 2, dan)).toThrow('There is no voice 2 that you can see');
    expect(owns(ana, 2, chloe).followUp.ownerId).toBe(chloe);
    expect(owns(ana, 1, gus).followUp.ownerId).toBe(gus);
  });

  it('is told why it cannot be read', () => {
    expect(() => owns(ana, 2, dan)).toThrow('which stays with the people of its channel');
    says(db, ana, unknown, 'Between us, it is slow -- Hooli');
    removeMember(db, everyone, gus);
    expect(() => owns(ana, 1, gus)).toThrow(
      '<@UGUS> cannot read voice 1, because guests read what was saved in their own channels alone. Choose a member',
    );
    expect(() => owns(ana, 2, gus)).toThrow('which stays with the people of its channel');
    expect(() => owns(ana, 3, ben)).toThrow('which only whoever saved it and the sponsor read');
  });

  it('must be here, and the day to come', () => {
    leaves(ben);
    expect(() => owns(ana, 1, ben)).toThrow('one person who is still here');
    expect(() => owns(ana, 1, 'UNOBODY')).toThrow('one person who is still here');
    expect(() => owns(ana, 1, ana, '2026-11-22')).toThrow('That day is gone');
    expect(owns(ana, 1, ana, '2026-11-23').followUp.dueOn).toBe('2026-11-23');
    expect(reminded(ana)).toBe(now.toISOString());
  });

  it('is first reminded before a weekend for a Monday', () => {
    expect(firstReminder('2026-11-30', now, 'UTC').toISOString()).toBe('2026-11-27T09:00:00.000Z');
  });
});

describe('closing', () => {
  it('keeps what the customer was told, masked, and can begin again', () => {
    owns(ana, 1, ben);
    closeFollowUp(db, now, ben, 1, 'The fix is out, I wrote to jane@acme.example');
    expect(findFollowUp(db, 1)).toMatchObject({ told: 'The fix is out, I wrote to [e-mail]', closedBy: ben });
    expect(() => closeFollowUp(db, now, ben, 1, 'Again')).toThrow('Voice 1 has no open follow-up');
    owns(ana, 1, ana);
    expect(findFollowUp(db, 1)).toMatchObject({ ownerId: ana, closedAt: null });
  });

  it('is for its owner and the sponsor', () => {
    owns(ana, 1, ben);
    expect(() => closeFollowUp(db, now, ana, 1, 'Done')).toThrow('Only <@UBEN>, who owns it');
    closeFollowUp(db, now, chloe, 1, 'Done');
    expect(findFollowUp(db, 1)?.closedBy).toBe(chloe);
  });

  it.each(['', '!?', '\0\ud800', 'x'.repeat(1_001)])('refuses what says nothing or too much', (told) => {
    owns(ana, 1, ben);
    expect(() => closeFollowUp(db, now, ben, 1, told)).toThrow(/what the customer was told/);
    expect(findFollowUp(db, 1)?.told).toBeNull();
  });

  it('reads its number and words', () => {
    expect(readClose('#42 The fix\nis out')).toEqual({ voiceId: 42, told: 'The fix\nis out' });
    expect(readClose('42')).toEqual({ voiceId: 42, told: '' });
    expect(() => readClose('the door')).toThrow('After `/voc close` come');
  });
});

describe('what remains', () => {
  it('of a forgotten voice is nothing', () => {
    owns(ana, 1, ben);
    forgetVoice(db, now, ana, 1);
    expect(db.all('SELECT * FROM follow_up')).toEqual([]);
  });

  it('in the audit log are no words', () => {
    owns(ana, 1, ben);
    closeFollowUp(db, now, ben, 1, 'Xylophone');
    const rows = db.all<{ did: string; subject: string }>(
      'SELECT did, subject FROM audit WHERE did LIKE @did',
      {
        did: '%follow-up%',
      },
    );
    expect(rows).toEqual([
      { did: 'gave a follow-up its owner', subject: 'voice 1' },
      { did: 'closed a follow-up', subject: 'voice 1' },
    ]);
  });
});

describe('an owner who leaves', () => {
  const passed = () =>
    dueMessages(db, new Date('2026-12-31')).filter(({ drawing }) => drawing === followUpsPassedDrawing);

  it('passes them to whoever captured the voice, who is told once', () => {
    says(db, ana, everyone, 'Another -- Cora');
    owns(ana, 1, ben);
    owns(ana, 3, ben);
    leaves(ben);
    passFollowUpsOn(db, now, ben);
    expect([findFollowUp(db, 1)?.ownerId, findFollowUp(db, 3)?.ownerId]).toEqual([ana, ana]);
    expect(passed().map(({ address }) => address)).toEqual([ana]);
  });

  it('passes them to the sponsor when that one is gone too', () => {
    owns(ana, 1, ben);
    leaves(ana);
    leaves(ben);
    passFollowUpsOn(db, now, ben);
    expect(findFollowUp(db, 1)?.ownerId).toBe(chloe);
    expect(passed().map(({ address }) => address)).toEqual([chloe]);
  });

  it('keeps them until somebody comes by, when nobody is left', () => {
    owns(ana, 1, ben);
    for (const id of [ana, ben, chloe]) leaves(id);
    passFollowUpsOn(db, now, ben);
    expect(findFollowUp(db, 1)?.ownerId).toBe(ben);
    expect(alarmAt(db, 'person left', ben)?.toISOString()).toBe('2026-11-24T10:00:00.000Z');
  });

  it('of a private channel passes on what they can read no longer, and keeps the rest', () => {
    owns(ana, 1, ben);
    owns(ana, 2, ben);
    removeMember(db, board, ben);
    passFollowUpsOn(db, now, ben);
    expect([findFollowUp(db, 1)?.ownerId, findFollowUp(db, 2)?.ownerId]).toEqual([ben, ana]);
  });
});
