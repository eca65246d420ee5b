// Introduces the rooms to Slack: tests, the sandbox and main all start the same app with a database and a clock.
import type { Config } from './config.ts';
import * as ballots from './decision/ballot-listeners.ts';
import * as evidence from './decision/evidence-listeners.ts';
import * as decision from './decision/listeners.ts';
import * as decisionLog from './decision/log-listeners.ts';
import * as matters from './decision/matter-listeners.ts';
import * as owners from './decision/owner-listeners.ts';
import * as record from './decision/record-listeners.ts';
import * as reviews from './decision/review-listeners.ts';
import * as stories from './decision/story-listeners.ts';
import * as workflows from './decision/workflow-listeners.ts';
import * as digestsDue from './digest/due-listeners.ts';
import * as figuresExports from './digest/figures-export-listeners.ts';
import * as digestLists from './digest/list-listeners.ts';
import * as digest from './digest/listeners.ts';
import * as months from './digest/month-listeners.ts';
import * as scorecardImports from './digest/scorecard-import-listeners.ts';
import * as scorecard from './digest/scorecard-listeners.ts';
import * as home from './home/listeners.ts';
import * as oversight from './home/oversight-listeners.ts';
import * as finding from './home/search-listeners.ts';
import * as settings from './home/settings-listeners.ts';
import { followSponsor } from './people/follow-sponsor.ts';
import * as people from './people/listeners.ts';
import { isStranger } from './people/person.ts';
import { readDirectory } from './people/read-directory.ts';
import { Reading } from './people/reading.ts';
import { suggestSettings } from './people/settings-store.ts';
import { conversationIdsWithBot, findPerson } from './people/store.ts';
import { Attempts } from './platform/attempts.ts';
import type { MonotonicClock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { Doors } from './platform/doors.ts';
import { Engine } from './platform/engine.ts';
import { Jobs } from './platform/jobs.ts';
import type { Logger } from './platform/log.ts';
import * as calendars from './ritual/calendar-listeners.ts';
import * as ritual from './ritual/listeners.ts';
import * as triggers from './ritual/trigger-listeners.ts';
import * as webhooks from './ritual/webhook-listeners.ts';
import * as care from './voc/care-listeners.ts';
import * as changes from './voc/change-listeners.ts';
import * as exports from './voc/export-listeners.ts';
import * as followUps from './voc/follow-up-listeners.ts';
import * as imports from './voc/import-listeners.ts';
import * as keeping from './voc/keep-listeners.ts';
import * as voc from './voc/listeners.ts';
import * as savedMessages from './voc/message-listeners.ts';
import * as scoring from './voc/score-listeners.ts';
import * as searching from './voc/search-listeners.ts';
import * as themes from './voc/theme-listeners.ts';

export interface Parts {
  config: Config;
  db: Database;
  clock: MonotonicClock;
  log: Logger;
}

export interface EmptyChair {
  /** What the code listens to, for comparing it with the manifest and with the table of who may. */
  readonly listensTo: { commands: string[]; shortcuts: string[]; events: string[]; doors: string[] };
  /** The port that answers /healthz. */
  port(): number;
  /** Looks whether something fell due, and sends what is owed. */
  wake(): void;
  /** Resolves when nothing is left to do at this moment of the clock. */
  settled(): Promise<void>;
  /** When something falls due next; null when nothing will. */
  nextDueAt(): Date | null;
  /** Finishes what is under way, lets nothing new in. */
  stop(): Promise<void>;
}

/** Starts the bot. Throws when Slack refuses the token or the port is taken; the database stays the caller's. */
export async function startApp({ config, db, clock, log }: Parts): Promise<EmptyChair> {
  const engine = new Engine({ ...config, db, clock, log });
  const identity = await engine.slack.auth.test();
  const self = { botUserId: identity.user_id ?? '', teamId: identity.team_id ?? '' };
  const suggested = { sponsorId: config.sponsorId, timeZone: config.timeZone };
  db.transaction(() => followSponsor(db, clock.now(), () => suggestSettings(db, suggested)));
  const changes = new Map<string, number>();
  const membersReadAt = new Map<string, Date>();
  const directory = { db, slack: engine.reader, clock, self, changes, membersReadAt };
  const wake = () => engine.wake();
  const reading = new Reading(() => readDirectory(directory), { db, clock, log, wake });
  people.listen({ inbox: engine.inbox, ticker: engine.ticker, directory, refresh: () => reading.start() });
  const doors = furnish(engine, {
    config,
    db,
    clock,
    log,
    teamId: self.teamId,
    workspaceUrl: identity.url ?? '',
  });

  await engine.app.init();
  reading.start();
  // Without a mirror nobody is a member of anything; with yesterday's the bot can work while it is read again.
  if (conversationIdsWithBot(db).length === 0) await reading.done();
  try {
    await engine.open();
  } catch (error) {
    await reading.done();
    throw error;
  }
  return {
    listensTo: {
      commands: doors.commands,
      shortcuts: doors.shortcuts,
      events: engine.inbox.subscriptions,
      doors: doors.names,
    },
    port: () => engine.port(),
    wake,
    settled: async () => {
      await reading.done();
      await engine.settled();
    },
    nextDueAt: () => engine.nextDueAt(),
    stop: async () => {
      await engine.stop();
      await reading.done();
    },
  };
}

interface House extends Parts {
  teamId: string;
  workspaceUrl: string;
}

/** Each room in turn takes its doors; help lists their words in this order. */
function furnish(engine: Engine, { config, db, clock, log, teamId, workspaceUrl }: House): Doors {
  const isForeign = (personId: string, theirTeamId: string | undefined) =>
    (theirTeamId !== undefined && theirTeamId !== teamId) || isStranger(findPerson(db, personId));
  const { app, slack, inbox, sender, ticker, background, routes, queue, lull } = engine;
  const wake = () => engine.wake();
  const attempts = new Attempts({ db, queue, clock, log, isStranger: isForeign, wake });
  const doors = new Doors(app, log, attempts, lull);
  const jobs = new Jobs(background);
  const house = { db, clock, slack, log, doors, inbox, sender, ticker, background, jobs };
  ritual.listen(house);
  calendars.listen({ ...house, allowLocalFeeds: config.allowLocalFeeds, wake });
  triggers.listen(house);
  webhooks.listen({ ...house, routes, secrets: config.webhookSecrets, wake });
  record.listen(house);
  decision.listen(house);
  evidence.listen(house);
  stories.listen({ ...house, workspaceUrl });
  decisionLog.listen(house);
  ballots.listen(house);
  matters.listen(house);
  owners.listen(house);
  reviews.listen(house);
  workflows.listen({ ...house, clock });
  keeping.listen(house);
  voc.listen(house);
  changes.listen(house);
  themes.listen(house);
  savedMessages.listen(house);
  searching.listen(house);
  followUps.listen(house);
  scoring.listen(house);
  imports.listen({ ...house, wake });
  exports.listen(house);
  care.listen(house);
  furnishWeek({ ...house, workspaceUrl, wake });
  home.listen(house);
  settings.listen(house);
  oversight.listen(house);
  finding.listen(house);
  doors.command('/ritual', 'When this channel’s meeting ends, I ask what your best customers would think.');
  return doors;
}

type Week = Pick<Engine, 'slack' | 'inbox' | 'sender' | 'ticker' | 'background'> &
  Omit<House, 'config' | 'teamId'> & { doors: Doors; wake(): void };

/** The digest and the scorecard. */
function furnishWeek(house: Week): void {
  digest.listen(house);
  digestLists.listen(house);
  months.listen(house);
  digestsDue.listen(house);
  figuresExports.listen(house);
  scorecard.listen(house);
  scorecardImports.listen(house);
}
