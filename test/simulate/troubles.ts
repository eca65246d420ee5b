// What goes wrong around a simulated company: crashes, outages, clocks, people and channels that go, tools that stammer.

import type { Chance } from '../../sandbox/past/chance.ts';
import type { Company } from '../../sandbox/people.ts';
import type { Workspace } from '../../sandbox/workspace.ts';
import type { Channel } from '../../sandbox/world.ts';
import { signatureOf } from '../../src/platform/signature.ts';
import type { Step } from './disk.ts';
import type { Ledger } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';
import { toldMeeting, webhookSecret } from './set-up.ts';
import type { Tally } from './tally.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

interface Parts {
  workspace: Workspace;
  company: Company;
  chance: Chance;
  time: VirtualTime;
  network: Network;
  weather: Weather;
  machine: Machine;
  ledger: Ledger;
  tally: Tally;
  trace(line: string): void;
}

export class Troubles {
  readonly #parts: Parts;
  /** How often each act is followed by a crash, and by something rare. */
  readonly #crashes: number;
  readonly #rare: number;
  #ends = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#crashes = parts.chance.pick([0, 0.05, 0.15, 0.3]);
    this.#rare = parts.chance.pick([0, 0, 0.05, 0.15]);
  }

  get areRare(): boolean {
    return this.#rare === 0;
  }

  strike(): void {
    const { chance, workspace } = this.#parts;
    if (chance.happens(this.#crashes)) this.#crash();
    if (chance.happens(0.06)) this.#toolTells();
    if (chance.happens(0.02)) this.#stop();
    if (chance.happens(0.02)) this.#moveClock();
    // Whoever waits by the clock waits no longer then. Five minutes off, no request’s signature would be in time.
    if (this.#parts.machine.isPosting && chance.happens(0.3)) this.#setClock(chance.between(180, 240));
    if (chance.happens(this.#rare)) this.#rarely();
    if (workspace.connections() > 0 && chance.happens(0.04)) this.#endSocket();
  }

  /** Every few hours Slack asks for a new connection, and some connections simply end. */
  #endSocket(): void {
    const { chance, workspace, tally, trace } = this.#parts;
    if (chance.happens(0.5)) {
      tally.met('socket renewed');
      trace('Slack asks for a new connection');
      workspace.disconnectRequest(chance.pick(['warning', 'refresh_requested']));
    } else {
      tally.met('socket dropped');
      trace('the socket breaks');
      workspace.dropSocket();
    }
  }

  #stop(): void {
    const { chance, machine, tally } = this.#parts;
    tally.met('stop');
    machine.stop(chance.between(1, 30) * secondMs);
  }

  #crash(): void {
    const { chance, machine, trace } = this.#parts;
    const steps = chance.between(1, chance.pick([3, 6, 40, 200]));
    const downMs = chance.pick([1, 2, 2, 10, 60, 40 * 60, 5 * 3600, 60 * 3600]) * secondMs;
    const losesPower = chance.happens(0.4);
    // Ten steps in the database come to each call.
    const isCalling = chance.happens(0.2);
    const isCounted = (step: Step) => !isCalling || step === 'call' || step === 'reply';
    const what = losesPower ? 'power cut' : 'crash';
    const where = isCalling ? 'steps of calls' : 'steps';
    trace(`a ${what} comes in ${steps} ${where}, for ${downMs / secondMs} s`);
    machine.crashIn(steps, { downMs, losesPower, isCounted });
  }

  /** A machine that sleeps, and a clock that is set a little forth or back. */
  #moveClock(): void {
    const { chance, machine, tally, trace } = this.#parts;
    if (chance.happens(0.5)) {
      tally.met('machine sleeps');
      const sleepMs = chance.between(1, 300) * minuteMs;
      trace(`the machine sleeps for ${sleepMs / minuteMs} minutes`);
      machine.sleep(sleepMs);
    } else this.#setClock(chance.between(-120, 120));
  }

  #setClock(skewSeconds: number): void {
    const { machine, weather, tally, trace } = this.#parts;
    tally.met('clock set off');
    // A pause that Slack asked for ends sooner by a clock that was set forth.
    weather.forgetPauses();
    machine.skewMs = skewSeconds * secondMs;
    trace(`the clock is set ${skewSeconds} s off`);
  }

  #rarely(): void {
    const { chance, weather, tally, trace } = this.#parts;
    const kinds = [
      () => {
        const forMs = chance.between(1, chance.pick([10, 400])) * minuteMs;
        tally.met('Slack goes away');
        trace(`Slack is away for ${forMs / minuteMs} minutes`);
        weather.goAway(forMs);
        this.#parts.workspace.dropSocket();
      },
      () => this.#personGoes(),
      () => this.#channelGoes(),
      () => this.#messageGoes(),
    ];
    chance.pick(kinds)();
  }

  #personGoes(): void {
    const { chance, workspace, company, ledger, tally, trace } = this.#parts;
    const { ana, ben, dmitri, farid, grace, hiro } = company.people;
    const person = chance.pick([ana, ben, dmitri, farid, grace, hiro]);
    if (person.isDeactivated) return;
    tally.met('person goes or comes');
    ledger.movedPeople.add(person.id);
    const { productWeekly, financeClose } = company.channels;
    const channel = chance.pick([productWeekly, financeClose]);
    if (chance.happens(0.5)) {
      const unsaid = chance.happens(0.3);
      trace(`${person.name} leaves the company${unsaid ? ', unsaid' : ''}`);
      workspace.deactivate(person, { unsaid });
    } else if (channel.members.has(person.id)) {
      trace(`${person.name} leaves ${channel.name}`);
      workspace.leave(person, channel);
    } else {
      trace(`${person.name} joins ${channel.name}`);
      workspace.join(person, channel);
    }
  }

  #channelGoes(): void {
    const { chance, workspace, company, ledger, tally, trace } = this.#parts;
    const { productWeekly, financeClose, boardRoom } = company.channels;
    const channel = chance.pick([productWeekly, financeClose, boardRoom]);
    tally.met('channel changes');
    ledger.troubledChannels.add(channel.id);
    const bot = workspace.botUserId;
    const change = chance.pick<[string, (it: Channel) => void][][number]>([
      channel.isArchived
        ? ['is back', (it) => workspace.unarchive(it)]
        : ['is archived', (it) => workspace.archive(it)],
      channel.members.has(bot)
        ? ['is left by the bot', (it) => workspace.removeBot(it)]
        : ['has the bot again', (it) => workspace.inviteBot(it)],
      channel.isShared
        ? ['is ours again', (it) => workspace.unshare(it)]
        : ['is shared', (it) => workspace.share(it)],
      ['has another name', (it) => workspace.rename(it, `${it.name.slice(0, 40)}-again`)],
    ]);
    trace(`${channel.name} ${change[0]}`);
    change[1](channel);
  }

  #messageGoes(): void {
    const { chance, workspace, company, ledger, tally, trace } = this.#parts;
    const channel = chance.pick([company.channels.productWeekly, company.channels.financeClose]);
    const own = workspace.messages(channel).filter(({ isFromBot }) => isFromBot);
    if (own.length === 0) return;
    const message = chance.pick(own.slice(-3));
    tally.met('message deleted');
    ledger.deletedTs.add(message.ts);
    trace(`a message of the bot is deleted in ${channel.name}`);
    workspace.deleteMessage(message);
  }

  /** A meeting tool tells of an end, and again when it is not answered. */
  #toolTells(): void {
    const { time, ledger, chance, tally } = this.#parts;
    tally.met('tool tells');
    this.#ends += 1;
    const told = { id: `end-${this.#ends}`, atMs: time.nowMs, status: null, says: '' };
    ledger.told.push(told);
    const times = chance.happens(0.3) ? 2 : 1;
    for (let round = 0; round < times; round += 1) this.#send(told, new Date(time.nowMs), 3);
  }

  #send(told: Ledger['told'][number], endedAt: Date, triesLeft: number): void {
    const { time, network, machine, trace } = this.#parts;
    const body = JSON.stringify({ meeting: toldMeeting, ended_at: endedAt.toISOString(), id: told.id });
    const timestamp = String(Math.floor(time.nowMs / secondMs));
    const headers = {
      'content-type': 'application/json',
      'x-empty-chair-timestamp': timestamp,
      'x-empty-chair-signature': signatureOf(webhookSecret, timestamp, Buffer.from(body)),
    };
    const address = `http://127.0.0.1:${machine.port}/meetings/ended`;
    trace(`a tool tells of ${told.id}`);
    network
      .fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(10 * secondMs) })
      .then(async (answer) => {
        told.status = answer.status;
        told.says = (await answer.text()).trim();
      })
      .catch(() => {
        if (triesLeft > 1) time.after(30 * secondMs, () => this.#send(told, endedAt, triesLeft - 1));
      });
  }
}

export const gapsMs = [
  0,
  50,
  secondMs,
  3 * secondMs,
  20 * secondMs,
  minuteMs,
  7 * minuteMs,
  40 * minuteMs,
  3 * hourMs,
  14 * hourMs,
];
