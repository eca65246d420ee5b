// A sender with a real WebClient against the Slack stand-in: what the outbox's promises are tested with.
import { LogLevel, webApi } from '@slack/bolt';
import { createClock, type MovableClock } from '../../sandbox/clock.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import type { Channel, Person } from '../../sandbox/world.ts';
import { hourMs, secondMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { findMessage, type OwedMessage, owe, redraw } from '../../src/platform/outbox.ts';
import { Sender } from '../../src/platform/sender.ts';
import type { Loss } from '../../src/platform/slack-errors.ts';
import { section } from '../../src/platform/view-parts.ts';
import { manifest, newDatabase } from '../stories/scene.ts';
import { readableLog } from './quiet-log.ts';

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** As `fetch` tells where nobody listens. */
const refused = () =>
  Promise.reject(
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' }),
    }),
  );

export interface Row extends OwedMessage {
  sent_at: string | null;
  due_at: string;
  problem: string | null;
}

export class PostOffice {
  readonly workspace: Workspace;
  readonly clock: MovableClock;
  readonly db: Database = newDatabase();
  readonly log = readableLog();
  sender: Sender;
  readonly slack: webApi.WebClient;
  readonly product: Channel;
  readonly support: Channel;
  readonly ana: Person;
  /** What each subject says now; null: nothing any more. What is not in it says its own name. */
  readonly says = new Map<string, string | null>();
  /** What was lost, as subject and problem. */
  readonly lost: string[] = [];
  /** Called when a note is lost. */
  whenLost = (subject: string, { problem }: Loss): void => void this.lost.push(`${subject}: ${problem}`);
  /** Nobody listens where Slack should be. */
  isCutOff = false;
  /** Called while a note is drawn: what happens at that very moment. */
  whileDrawing: (subject: string) => void = () => {};

  private constructor(workspace: Workspace, clock: MovableClock) {
    this.workspace = workspace;
    this.clock = clock;
    this.ana = workspace.addPerson({ name: 'Ana' });
    this.product = workspace.addChannel({ name: 'product', members: [this.ana] });
    this.support = workspace.addChannel({ name: 'support', members: [this.ana] });
    this.slack = new webApi.WebClient(workspace.botToken, {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10 * secondMs,
      fetch: (address, init) => (this.isCutOff ? refused() : fetch(address, init)),
      logger: silent,
    });
    this.sender = this.#hire();
  }

  #hire(): Sender {
    const sender = new Sender(this.db, this.slack, this.log.log, this.clock);
    sender.on('note', {
      draw: (subject) => {
        this.whileDrawing(subject);
        const text = this.says.has(subject) ? (this.says.get(subject) ?? null) : subject;
        return text === null ? null : { text, blocks: [section(text)] };
      },
      lost: (subject, loss) => this.whenLost(subject, loss),
    });
    return sender;
  }

  /** `without`: scopes that the app's manifest lacks. */
  static async open({ without = [] }: { without?: string[] } = {}): Promise<PostOffice> {
    const clock = createClock(new Date('2026-03-02T07:00:00.000Z'));
    const granted = without.reduce((text, scope) => text.replace(`      - ${scope}\n`, ''), manifest);
    const workspace = await startWorkspace({ clock, manifest: granted, mode: 'http', quietMs: 5 });
    const office = new PostOffice(workspace, clock);
    // Nothing that a life before this one sent is on its way any more.
    clock.advanceMs(hourMs);
    return office;
  }

  owe(subject: string, to: Channel | Person = this.product, inThreadOf?: string): void {
    const thread = inThreadOf ? { inThreadOf: { drawing: 'note', subject: inThreadOf } } : {};
    owe(this.db, this.clock.now(), { drawing: 'note', subject, address: to.id, ...thread });
  }

  redraw(subject: string): void {
    redraw(this.db, this.clock.now(), 'note', subject);
  }

  async drain(): Promise<void> {
    await this.sender.drain();
  }

  /** Another life begins: it knows what the database knows. */
  async restart(): Promise<void> {
    this.sender = this.#hire();
    await this.drain();
  }

  /** What Slack was sent about this comes to stand now, after all. */
  async arrives(subject: string): Promise<void> {
    const channel = this.product.id;
    const payload = {
      key: `note/${subject}/${channel}`,
      tried: this.row(subject).tried_at ?? 'by an earlier life',
    };
    const metadata = { event_type: 'empty_chair_message', event_payload: payload };
    await this.slack.chat.postMessage({ channel, text: subject, metadata });
  }

  /** Time passes, and what is due then is sent. */
  async after(seconds: number): Promise<void> {
    this.clock.advanceMs(seconds * secondMs);
    await this.drain();
  }

  row(subject: string, to: Channel | Person = this.product): Row {
    const row = findMessage(this.db, 'note', subject, to.id);
    if (!row) throw new Error(`nothing is owed about ${subject}`);
    return row as Row;
  }

  /** As after a crash between the mark and the reply. */
  crashWhileSending(subject: string, to: Channel | Person = this.product): void {
    this.db.run(
      "UPDATE message SET state = 'sending', channel_id = NULL, ts = NULL, tried_at = @at WHERE id = @id",
      {
        id: this.row(subject, to).id,
        at: this.clock.now().toISOString(),
      },
    );
  }

  /** The texts that stand in a channel, oldest first, without replies. */
  texts(channel: Channel = this.product): string[] {
    return this.workspace.messages(channel).map(({ text }) => text);
  }

  notes(person: Person = this.ana): string[] {
    return this.workspace.directMessages(person).map(({ text }) => text);
  }

  thread(): string[] {
    const [root] = this.workspace.messages(this.product);
    return root ? this.workspace.thread(root).map(({ text }) => text) : [];
  }

  callsOf(method: string): number {
    return this.workspace.calls.filter((call) => call.method === method).length;
  }

  async close(): Promise<void> {
    await this.workspace.close();
    this.db.close();
  }
}
