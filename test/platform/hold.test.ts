// After a restore: what stands already is found before it is posted again, for a week.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import { heldSince, holdOutbox } from '../../src/platform/hold.ts';
import { PostOffice } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

/** The file is set back to before any of it was sent, as an older backup is. */
function restore(): void {
  office.db.run(
    "UPDATE message SET state = 'due', ts = NULL, channel_id = NULL, sent_at = NULL, tried_at = NULL",
  );
  holdOutbox(office.db, office.clock.now());
}

describe('a held outbox', () => {
  test('finds a message that stands already, in a channel, a thread and a direct message', async () => {
    office.owe('round 1');
    await office.drain();
    office.owe('reveal', office.product, 'round 1');
    office.owe('digest', office.ana);
    await office.drain();
    restore();
    await office.after(60);
    await office.after(60);
    expect([office.texts(), office.thread(), office.notes()]).toEqual([
      ['round 1'],
      ['round 1', 'reveal'],
      ['digest'],
    ]);
    expect(office.callsOf('chat.postMessage')).toBe(3);
    expect(office.row('round 1').state).toBe('sent');
  });

  test('shows what is true now where it found the message', async () => {
    office.owe('round 1');
    await office.drain();
    restore();
    office.says.set('round 1', 'round 1, as it is now');
    await office.after(60);
    await office.after(60);
    expect(office.texts()).toEqual(['round 1, as it is now']);
  });

  test('finds what is owed anew after the restore, though the file never heard of it', async () => {
    office.owe('reveal');
    await office.drain();
    office.db.run('DELETE FROM message');
    holdOutbox(office.db, office.clock.now());
    office.clock.advanceMs(3 * dayMs);
    office.owe('reveal');
    await office.drain();
    await office.after(60);
    expect(office.texts()).toEqual(['reveal']);
  });

  test('posts what does not stand anywhere', async () => {
    office.owe('round 1');
    restore();
    await office.drain();
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1').state).toBe('sent');
  });

  test('waits for what was on its way when the backup was put in its place', async () => {
    office.clock.advanceMs(dayMs);
    office.owe('round 1');
    restore();
    await office.restart();
    for (let seconds = 0; seconds < 119; seconds += 7) await office.after(7);
    expect(office.callsOf('chat.postMessage')).toBe(0);
    expect(office.callsOf('conversations.history')).toBe(1);
    await office.arrives('round 1');
    await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1').channel_id).toBe(office.product.id);
  });

  test('does not take what is asked anew under an old number for what was lost', async () => {
    let happenedAt = office.clock.now();
    const draw = (subject: string) => ({ text: subject, blocks: [] });
    office.sender.on('note', { draw, happenedAt: () => happenedAt });
    office.owe('round 1');
    office.owe('round 2');
    await office.drain();
    office.db.run('DELETE FROM message');
    office.clock.advanceMs(60_000);
    holdOutbox(office.db, office.clock.now());
    // A meeting that ended before the restore, and was asked about already.
    office.owe('round 1');
    await office.after(10);
    expect(office.texts()).toEqual(['round 1', 'round 2']);
    happenedAt = office.clock.now();
    office.owe('round 2');
    await office.after(10);
    expect(office.texts()).toEqual(['round 1', 'round 2', 'round 2']);
  });

  test('does not take it for that where the request about it is lost, either', async () => {
    const draw = (subject: string) => ({ text: office.says.get(subject) ?? subject, blocks: [] });
    office.owe('round 1');
    await office.drain();
    office.db.run('DELETE FROM message');
    office.clock.advanceMs(hourMs);
    holdOutbox(office.db, office.clock.now());
    const happenedAt = office.clock.now();
    office.sender.on('note', { draw, happenedAt: () => happenedAt });
    office.says.set('round 1', 'another round 1');
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    for (let minutes = 0; minutes < 5; minutes += 1) await office.after(60);
    expect(office.texts()).toEqual(['round 1', 'another round 1']);
  });

  test('does not post what cannot be looked for, and tells the operator', async () => {
    office.owe('round 1');
    restore();
    office.workspace.failNext('conversations.history', { error: 'missing_scope' });
    await office.drain();
    expect(office.texts()).toEqual([]);
    expect(office.row('round 1').state).toBe('unknown');
    expect(office.log.lines().at(-1)?.msg).toContain('nobody can tell whether this message was sent');
  });

  test('is held for a week, and knows until when its facts go', () => {
    const since = (now: Date) => heldSince(office.db, { subject: 'round 1' }, undefined, now);
    expect(since(office.clock.now())).toBeNull();
    const at = office.clock.now();
    office.db.run(
      "INSERT INTO audit (at, did, subject) VALUES ('2026-03-01T12:00:00.000Z', 'asked', 'round 1')",
    );
    expect(holdOutbox(office.db, at)).toEqual(new Date('2026-03-01T12:00:00.000Z'));
    expect(since(later(at, 7 * dayMs - 1))).toEqual(new Date('2026-03-01T12:00:00.000Z'));
    expect(since(later(at, 7 * dayMs))).toBeNull();
  });
});
