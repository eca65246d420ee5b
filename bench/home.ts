// The App Home of a company with five million answers: how long each of its pages takes, for whoever sees least and most.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { auditPage } from '../src/home/audit-view.ts';
import { healthPage } from '../src/home/health-view.ts';
import { loadAudit } from '../src/home/load-audit.ts';
import { loadHealth } from '../src/home/load-health.ts';
import { loadHome } from '../src/home/load-home.ts';
import { homeView } from '../src/home/views.ts';
import { saveSettings } from '../src/people/settings-store.ts';
import { audit } from '../src/platform/audit.ts';
import { dayMs, later } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/database.ts';
import { compare, say } from './compare.ts';
import { fill, full, type Size } from './history.ts';
import { timed } from './measure.ts';

const now = new Date('2026-03-02T08:00:00Z');
const sponsor = 'U0';
const everywhere = 'U1';
const usual = 'U2';
const guest = 'UGUEST';

export async function home(size: Size = full, rounds = 5): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-home-'));
  const db = newDatabase(join(folder, 'home.db'));
  try {
    fill(db, size, now);
    db.transaction(() => moveIn(db, size));
    describe(db);
    const shown = (work: () => unknown) => () => timed(5, work);
    const tab = (personId: string) => shown(() => homeView(loadHome(db, now, personId), now));
    await compare('a page', rounds, {
      'the App Home of a guest': tab(guest),
      'the App Home of a member': tab(usual),
      'the App Home of somebody in every channel': tab(everywhere),
      'the App Home of the sponsor': tab(sponsor),
      'all rituals': shown(() => healthPage(loadHealth(db, now, sponsor, 3))),
      'the audit log': shown(() => auditPage(loadAudit(db, { before: 5_000 }))),
    });
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}

function describe(db: Database): void {
  const counts = ['ritual', 'verdict_cast', 'voice'].map(
    (table) => db.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0,
  );
  const [rituals, answers, voices] = counts.map((n) => n.toLocaleString('en'));
  say(`${rituals} rituals, ${answers} answers, ${voices} voices`);
}

/** Who sits where, what is open at this moment, and a trail of what was done. */
function moveIn(db: Database, { rituals }: Size): void {
  saveSettings(db, {
    sponsorId: sponsor,
    timeZone: 'UTC',
    digestWeekday: 1,
    digestTime: '09:00',
    digestTimeZone: null,
    digestChannelId: null,
  });
  db.run("INSERT INTO person (id, name, time_zone, kind) VALUES (@guest, 'Guest', 'UTC', 'guest')", {
    guest,
  });
  for (let number = 1; number <= rituals; number += 1) {
    const channel = `C${number}`;
    db.run(
      `INSERT INTO conversation (id, name, is_private, is_shared, is_archived, has_bot)
       VALUES (@channel, 'team', @isPrivate, 0, 0, 1)`,
      { channel, isPrivate: Number(number % 20 === 0) },
    );
    const members = [everywhere, ...(number % 83 === 1 ? [usual] : []), ...(number === 1 ? [guest] : [])];
    for (const personId of members) {
      db.run('INSERT INTO membership (conversation_id, person_id) VALUES (@channel, @personId)', {
        channel,
        personId,
      });
    }
  }
  for (const scale of ['nps', 'csat', 'ces', 'csi']) {
    db.run(
      `INSERT INTO scorecard_line (name, kind, perspective, unit, better, scale, place)
       VALUES (@scale, @scale, 'customer', 'points', 'higher', @scale, 1)`,
      { scale },
    );
  }
  // The newest round of every fifth ritual is still open.
  db.run(
    `UPDATE round SET state = 'open', closed_at = NULL, closes_at = @closesAt
     WHERE id > (SELECT max(id) FROM round) - @rituals AND id % 5 = 0`,
    { rituals, closesAt: later(now, dayMs).toISOString() },
  );
  db.run(
    `DELETE FROM answer WHERE decision_id IN
       (SELECT d.id FROM round JOIN decision d ON d.round_id = round.id WHERE round.state = 'open')`,
  );
  for (let n = 0; n < 10_000; n += 1) audit(db, now, usual, 'captured', `voice ${n}`);
}
