// A pause of a whole method reaches all that waits for it, however many they are.
import { expect, test } from 'vitest';
import { later, secondMs, stored } from '../../src/platform/clock.ts';
import { Pauses } from '../../src/platform/pauses.ts';
import { TokenWatch } from '../../src/platform/token-watch.ts';
import { newDatabase } from '../stories/scene.ts';
import { readableLog } from './quiet-log.ts';

const monday = new Date('2026-03-02T08:00:00.000Z');
const until = later(monday, 30 * secondMs);

test('thousands of messages wait, and those that need another method do not', async () => {
  const db = newDatabase();
  const { log } = readableLog();
  const owe = (subject: number, ts: string | null) =>
    db.run(
      `INSERT INTO message (drawing, subject, address, state, due_at, ts)
       VALUES ('root', @subject, @address, 'due', @now, @ts)`,
      { subject: String(subject), address: `C${subject}`, now: stored(monday), ts },
    );
  db.transaction(() => {
    for (let subject = 1; subject <= 2_500; subject += 1) owe(subject, null);
    owe(2_501, '1.0');
  });
  const pauses = new Pauses(db, new TokenWatch(log), log);
  for (const address of ['C1', 'C2']) pauses.holds.limit('chat.postMessage', address, until, monday);
  await pauses.apply(monday);
  const waiting = db.all<{ due_at: string; count: number }>(
    'SELECT due_at, count(*) AS count FROM message GROUP BY due_at ORDER BY due_at',
  );
  expect(waiting).toEqual([
    { due_at: stored(monday), count: 1 },
    { due_at: stored(until), count: 2_500 },
  ]);
  db.close();
});
