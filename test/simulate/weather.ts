// How well a simulated day goes: which of its requests are lost, limited, slow or doubled, all drawn from one seed.
import type { Chance } from '../../sandbox/past/chance.ts';
import type { Fate, Network } from './network.ts';
import type { Tally } from './tally.ts';
import type { VirtualTime } from './virtual-time.ts';

const unavailable = { status: 503, headers: { 'content-type': 'text/html' }, body: 'upstream error' };
const confused = (error: string) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ok: false, error }),
});

/** What goes out by itself, and so can wait. */
const sending = new Map([
  ['chat.postMessage', 'post'],
  ['chat.update', 'edit'],
]);

export class Weather {
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #network: Network;
  readonly #tally: Tally;
  /** The share of requests that meet with trouble, of each kind. */
  readonly #trouble: number;
  /** The share of the bot's own writes that find the database locked. */
  readonly #locked: number;
  /** The share of deliveries that come twice: double clicks, resent forms, events brought again. */
  readonly #doubled: number;
  /** The share of posts and edits that arrive when the bot has long stopped waiting for them. */
  readonly #late: number;
  /** Where the bot that lives now was asked for a pause. */
  readonly #toldPauses = new Set<string>();
  readonly #pausedUntilMs = new Map<string, number>();
  #awayUntilMs = 0;
  #wasAway = false;
  isCalm = true;
  /** Calls that were made although Slack had just asked for a pause in the same place. */
  readonly impatient: string[] = [];

  constructor(time: VirtualTime, chance: Chance, network: Network, tally: Tally) {
    this.#time = time;
    this.#chance = chance;
    this.#network = network;
    this.#tally = tally;
    this.#trouble = chance.pick([0, 0.01, 0.04, 0.12]);
    this.#locked = chance.pick([0, 0, 0, 0.01]);
    this.#doubled = chance.pick([0, 0.05, 0.25]);
    this.#late = this.#trouble === 0 ? 0 : chance.pick([0, 0.1, 0.3]);
    network.fateToBot = () => this.#fateToBot();
    network.fateToSlack = (address, init) => this.#fateToSlack(address, init);
  }

  get isRough(): boolean {
    return this.#trouble > 0 || this.#wasAway;
  }

  get meetsLocks(): boolean {
    return this.#locked > 0;
  }

  /** Slack is away for a while: nothing gets through. */
  goAway(forMs: number): void {
    if (this.isCalm) return;
    this.#awayUntilMs = this.#time.nowMs + forMs;
    this.#wasAway = true;
  }

  clear(): void {
    this.isCalm = true;
    this.#awayUntilMs = 0;
  }

  /** Whoever dies may take a pause with them that they had only just heard of. */
  forgetPauses(): void {
    this.#toldPauses.clear();
  }

  isLocked(): boolean {
    const isLocked = !this.isCalm && this.#chance.happens(this.#locked);
    if (isLocked) this.#tally.met('database locked');
    return isLocked;
  }

  #fateToSlack(url: URL, init: RequestInit): Fate {
    const fate = this.#network.fairFate();
    if (this.#isAway) {
      this.#tally.met('call while Slack is away');
      const isRefused = this.#chance.happens(0.5);
      return { ...fate, lost: 'request', isRefused, lostAfterMs: isRefused ? 5 : 9_000 };
    }
    const limited = this.#limit(url, init);
    if (limited) this.#tally.met('call limited');
    if (limited) return { ...fate, instead: limited };
    if (this.isCalm) return fate;
    const method = url.pathname.slice('/api/'.length);
    if (sending.has(method) && this.#chance.happens(this.#late)) {
      this.#tally.met(`${sending.get(method)} late`);
      // An operating system goes on sending for longer than whoever asked it to waits, or lives.
      return { ...fate, goesMs: this.#chance.between(11_000, 115_000) };
    }
    if (!this.#chance.happens(this.#trouble)) return fate;
    return { ...fate, ...this.#troubleToSlack() };
  }

  get #isAway(): boolean {
    return this.#time.nowMs < this.#awayUntilMs;
  }

  #troubleToSlack(): Partial<Fate> {
    const after = this.#chance.happens(0.5);
    const chance = this.#chance;
    const effect = after ? 'after its effect' : 'without effect';
    const [kind, fate] = chance.pick<[string, () => Partial<Fate>][][number]>([
      ['call lost', () => ({ lost: 'request', lostAfterMs: chance.between(50, 20_000) })],
      ['reply lost', () => ({ lost: 'reply', lostAfterMs: chance.between(200, 20_000) })],
      [`503 ${effect}`, () => ({ instead: { ...unavailable, after } })],
      [
        `error ${effect}`,
        () => ({ instead: { ...confused(chance.pick(['internal_error', 'fatal_error'])), after } }),
      ],
      ['call late', () => ({ goesMs: chance.between(500, 25_000) })],
      ['reply late', () => ({ comesMs: chance.between(500, 25_000) })],
    ]);
    this.#tally.met(kind);
    return fate();
  }

  /** Slack counts per method and channel, and names the pause. */
  #limit(url: URL, init: RequestInit): Fate['instead'] {
    if (!url.pathname.startsWith('/api/')) return undefined;
    const channel = /(?:^|&)channel=([^&]*)/.exec(String(init.body ?? ''))?.[1] ?? '';
    const place = `${url.pathname.slice('/api/'.length)} ${channel}`;
    const until = this.#pausedUntilMs.get(place) ?? 0;
    const isPaused = this.#time.nowMs < until;
    if (isPaused && this.#toldPauses.has(place)) this.impatient.push(place);
    const isTurned = !this.isCalm && this.#chance.happens(this.#trouble / 2);
    if (!isPaused && !isTurned) return undefined;
    const seconds = isPaused ? Math.ceil((until - this.#time.nowMs) / 1000) : this.#chance.between(1, 90);
    if (!isPaused) this.#pausedUntilMs.set(place, this.#time.nowMs + seconds * 1000);
    if (!isPaused && sending.has(place.split(' ', 1)[0] ?? '')) this.#toldPauses.add(place);
    const headers = { 'content-type': 'application/json', 'retry-after': String(seconds) };
    return { status: 429, headers, body: '{"ok":false,"error":"ratelimited"}', after: false };
  }

  #fateToBot(): Fate {
    const fate = this.#network.fairFate();
    if (this.#isAway) return { ...fate, lost: 'request' };
    const chance = this.#chance;
    if (this.isCalm) return fate;
    if (chance.happens(this.#doubled)) {
      this.#tally.met('delivery twice');
      return { ...fate, againAfterMs: chance.between(0, 4_000) };
    }
    if (!chance.happens(this.#trouble)) return fate;
    const [kind, change] = chance.pick<[string, () => Partial<Fate>][][number]>([
      ['delivery lost', () => ({ lost: 'request', lostAfterMs: chance.between(50, 5_000) })],
      ['ack lost', () => ({ lost: 'reply', lostAfterMs: chance.between(50, 5_000) })],
      ['delivery late', () => ({ goesMs: chance.between(500, 6_000) })],
      ['ack late', () => ({ comesMs: chance.between(500, 6_000) })],
    ]);
    this.#tally.met(kind);
    return { ...fate, ...change() };
  }
}
