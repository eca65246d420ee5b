// The doors of a room without Slack in front of them: what it listens to, and what each request would be answered.

import type { ViewStateValue } from '@slack/bolt';
import { App } from '@slack/bolt';
import type { Click, Submission } from '../../src/platform/asked.ts';
import { Attempts } from '../../src/platform/attempts.ts';
import { Background } from '../../src/platform/background.ts';
import { CommitQueue } from '../../src/platform/commit-queue.ts';
import type { Database } from '../../src/platform/database.ts';
import { Doors } from '../../src/platform/doors.ts';
import { Fields } from '../../src/platform/fields.ts';
import { createLog } from '../../src/platform/log.ts';
import { Lull } from '../../src/platform/lull.ts';
import type { Reply } from '../../src/platform/reply.ts';

/** Takes every request in, and sends nothing. */
const receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined };

export class BareDoors extends Doors {
  readonly clicks = new Map<string, (click: Click) => Reply>();
  readonly forms = new Map<string, (submission: Submission) => Reply>();

  constructor(db: Database, now: Date) {
    const log = createLog('silent');
    const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-none' }) });
    super(
      app,
      log,
      new Attempts({
        db,
        queue: new CommitQueue(db),
        clock: { now: () => now },
        log,
        isStranger: () => false,
        wake: () => undefined,
      }),
      new Lull(new Background(log)),
    );
  }

  override click(action: string, run: (click: Click) => Reply): void {
    this.clicks.set(action, run);
  }

  override submission(name: string, run: (submission: Submission) => Reply): void {
    this.forms.set(name, run);
  }
}

/** What a form brings back, by the names of its inputs. */
export function fieldsOf(values: Record<string, Partial<ViewStateValue>>): Fields {
  const states = Object.entries(values).map(([name, value]) => [name, { [name]: { type: 'any', ...value } }]);
  return new Fields(Object.fromEntries(states));
}
