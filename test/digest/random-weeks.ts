// Fills a company with random weeks, facts as the tables hold them: private places, anonymous rounds, people who left,
// forgotten voices, files on their way in.
import { stored } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { indexVoicesAfter } from '../../src/voc/index-store.ts';
import { newDatabase } from '../stories/scene.ts';

export const places = ['CPUB1', 'CPUB2', 'CPRIV1', 'CPRIV2'] as const;
export const people = ['U0', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7'] as const;
const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Pago_Pago', 'UTC'];
const hourMs = 60 * 60 * 1000;

/** Mulberry32: the same weeks from the same seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  upTo(most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % (most + 1);
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.upTo(times - 1) === 0;
  }

  of<One>(all: readonly One[]): One {
    const one = all[this.upTo(all.length - 1)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }

  /** On the hour, now and then exactly on one of these edges. */
  instant(from: Date, until: Date, edges: readonly Date[]): string {
    if (edges.length > 0 && this.oneIn(8)) return stored(this.of(edges));
    const hours = Math.floor((until.getTime() - from.getTime()) / hourMs);
    return stored(new Date(from.getTime() + this.upTo(hours) * hourMs));
  }
}

const audienceOf = (place: string) => (place.startsWith('CPRIV') ? place : 'workspace');

/** `edges`: instants at which weeks begin and end; most happens in the last of them. */
export function randomWeeks(seed: number, edges: readonly Date[], path = ':memory:'): Database {
  const db = newDatabase(path);
  const weeks = new Weeks(db, new Chance(seed), edges);
  db.transaction(() => {
    weeks.people();
    weeks.rituals();
    weeks.voices();
    for (let rounds = 0; rounds < 24; rounds += 1) weeks.round();
  });
  return db;
}

class Weeks {
  readonly #db: Database;
  readonly #chance: Chance;
  readonly #edges: readonly Date[];
  #rituals = new Map<string, number>();
  #voiceIds: number[] = [];

  constructor(db: Database, chance: Chance, edges: readonly Date[]) {
    this.#db = db;
    this.#chance = chance;
    this.#edges = edges;
  }

  #add(table: string, row: Record<string, string | number | null>): number {
    const names = Object.keys(row);
    const values = names.map((name) => `@${name}`).join(', ');
    return this.#db.run(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values}) ON CONFLICT DO NOTHING`,
      row,
    ).lastId;
  }

  #at(): string {
    const [first, last] = [this.#edges[0], this.#edges.at(-1)];
    const recent = this.#edges.at(this.#chance.oneIn(3) ? 0 : -4) ?? first;
    if (!recent || !last) throw new Error('no weeks');
    return this.#chance.instant(recent, last, this.#edges);
  }

  people(): void {
    people.forEach((id, index) => {
      const kind = index === 5 ? 'guest' : index === 6 ? 'outsider' : 'member';
      const left = index === 7 || this.#chance.oneIn(6) ? this.#at() : null;
      this.#add('person', { id, name: id, time_zone: this.#chance.of(zones), kind, left_at: left });
    });
    for (const place of places) {
      for (const id of people) {
        if (this.#chance.oneIn(3)) this.#add('membership', { conversation_id: place, person_id: id });
      }
    }
    for (const name of ['Product', 'Finance', 'Support']) {
      this.#add('function', { name, listed: Number(!this.#chance.oneIn(4)) });
    }
    this.#db.run(
      'UPDATE segment SET customers_permille = @share, revenue_permille = @other WHERE place = 1',
      {
        share: this.#chance.upTo(1000),
        other: this.#chance.oneIn(2) ? null : this.#chance.upTo(1000),
      },
    );
    this.#add('segment', {
      name: 'public',
      label: 'Public sector',
      customers_permille: 900,
      place: 4,
      listed: 1,
    });
    this.#db.run("UPDATE segment SET listed = 0 WHERE name = 'low'");
  }

  rituals(): void {
    for (const place of places) {
      if (this.#chance.oneIn(5)) continue;
      const id = this.#add('ritual', {
        conversation_id: place,
        audience: audienceOf(place),
        name: place,
        function_id: this.#chance.oneIn(3) ? null : 1 + this.#chance.upTo(2),
        question: 'What?',
        reconsider_numerator: 1,
        reconsider_denominator: 3,
        facilitator_id: 'U0',
        paused_because: this.#chance.oneIn(5) ? 'holidays' : null,
        time_zone: 'UTC',
        created_at: this.#at(),
      });
      this.#rituals.set(place, id);
      this.#plan(id);
    }
  }

  /** When its meetings are held, or nothing of it. */
  #plan(ritualId: number): void {
    const rhythm = { weekdays: '2', end_time: '10:30', from_day: '2026-01-01', nth: 1 };
    if (this.#chance.oneIn(2)) this.#add('schedule', { ritual_id: ritualId, ...rhythm });
    const purpose = this.#chance.of(['meetings', 'holidays', null]);
    if (purpose === null) return;
    const address = { address: 'https://example.com/a.ics', title_filter: '', filter_is_pattern: 0 };
    this.#add('calendar', { ritual_id: ritualId, purpose, ...address, follows_from: this.#at() });
  }

  voices(): void {
    for (const state of ['done', 'running', 'undoing']) {
      const file = { file_id: 'F', file_name: 'a.csv', state, asked_at: this.#at() };
      this.#add('import', { person_id: 'U0', conversation_id: 'CPUB1', audience: 'workspace', ...file });
    }
    for (let count = 0; count < 40; count += 1) this.#voice();
    indexVoicesAfter(this.#db, 0);
    const forgotten = this.#chance.of(this.#voiceIds);
    this.#db.run('DELETE FROM voice WHERE id = @forgotten', { forgotten });
  }

  #voice(): void {
    const chance = this.#chance;
    const place = chance.oneIn(6) ? '' : chance.of(places);
    const audience = place === '' ? 'capturer' : audienceOf(place);
    const like = this.#db.one<{ id: number }>(
      'SELECT id FROM voice WHERE audience = @audience AND joined_to IS NULL ORDER BY id LIMIT 1',
      { audience },
    );
    const id = this.#add('voice', {
      conversation_id: place,
      audience,
      words: 'Nobody picks up',
      customer: chance.of(['Acme', 'ACME', 'acme', 'Zoë', null]),
      segment: chance.of(['high', 'mid', 'low', 'public', 'old', null]),
      themes: chance.of(['', 'export', 'export phone', 'phone', 'price-rise']),
      said_at: this.#at(),
      captured_by: chance.of(people),
      captured_at: this.#at(),
      joined_to: like && chance.oneIn(2) ? like.id : null,
      import_id: chance.oneIn(5) ? 1 + chance.upTo(2) : null,
    });
    this.#voiceIds.push(id);
    for (let promises = chance.upTo(2); promises > 0; promises -= 1) this.#followUp(id);
  }

  #followUp(voiceId: number): void {
    const closed = this.#chance.oneIn(2) ? this.#at() : null;
    this.#add('follow_up', {
      voice_id: voiceId,
      owner_id: this.#chance.of(people),
      due_on: this.#at().slice(0, 10),
      asked_by: 'U0',
      asked_at: this.#at(),
      is_news: 0,
      told: closed && 'Mended',
      closed_at: closed,
    });
  }

  round(): void {
    const chance = this.#chance;
    const place = chance.of(places);
    const state = chance.of(['open', 'closed', 'closed', 'closed', 'closed', 'empty', 'lapsed', 'missed']);
    const at = this.#at();
    const isAnonymous = chance.oneIn(3);
    const id = this.#add('round', {
      ritual_id: this.#rituals.get(place) ?? null,
      conversation_id: place,
      audience: audienceOf(place),
      name: place,
      question: 'What?',
      reconsider_numerator: 1,
      reconsider_denominator: 3,
      anonymous: Number(isAnonymous),
      roster_known: Number(!chance.oneIn(4)),
      facilitator_id: 'U0',
      trigger: 'hand',
      state,
      opened_at: chance.oneIn(2) ? at : this.#at(),
      window_ends_at: at,
      closes_at: at,
      closed_at: state === 'open' ? null : at,
    });
    for (const person of people) {
      if (chance.oneIn(2)) this.#add('roster', { round_id: id, person_id: person });
    }
    const decisions = state === 'missed' || state === 'lapsed' ? 0 : chance.upTo(2);
    for (let count = 0; count < decisions; count += 1) this.#decision(id, place, isAnonymous);
  }

  #decision(roundId: number, place: string, isAnonymous: boolean): void {
    const chance = this.#chance;
    const outcome = chance.of(['love', 'accept', 'dislike', 'unknown', null]);
    const id = this.#add('decision', {
      round_id: roundId,
      conversation_id: place,
      audience: audienceOf(place),
      statement: 'Drop phone support',
      owner_id: chance.of(people),
      review_on: '2026-06-01',
      recorded_by: 'U0',
      recorded_at: this.#at(),
      fate: chance.of([null, null, 'kept', 'changed', 'reversed', 'withdrawn']),
      outcome,
      outcome_at: outcome && this.#at(),
    });
    this.#answers(id, isAnonymous);
    for (let count = chance.upTo(2); count > 0; count -= 1) this.#matter(id);
    for (let count = chance.upTo(2); count > 0; count -= 1) {
      const cited = {
        decision_id: id,
        voice_id: chance.of(this.#voiceIds),
        answer_of: chance.of(['', 'U1']),
      };
      this.#add('evidence', { ...cited, cited_by: 'U1', cited_at: this.#at() });
    }
  }

  #answers(decisionId: number, isAnonymous: boolean): void {
    const chance = this.#chance;
    for (const person of people) {
      if (chance.oneIn(2)) continue;
      const verdict = chance.of(['love', 'accept', 'dislike', 'unsure']);
      if (!isAnonymous) {
        const late = Number(chance.oneIn(5));
        this.#add('answer', {
          decision_id: decisionId,
          person_id: person,
          verdict,
          answered_at: this.#at(),
          late,
        });
        continue;
      }
      this.#add('turnout', { decision_id: decisionId, person_id: person });
      const voiceIds = chance.oneIn(3) ? [chance.of(this.#voiceIds)] : [];
      const ballot = { id: `${chance.upTo(1e9)}`, verdict, voice_ids: JSON.stringify(voiceIds) };
      this.#add('ballot', { decision_id: decisionId, ...ballot });
    }
  }

  #matter(decisionId: number): void {
    const chance = this.#chance;
    const ending = chance.of([null, null, 'kept', 'changed', 'reversed', 'moot']);
    this.#add('matter', {
      kind: chance.of(['reconsideration', 'judgement', 'blind spot', 'review', 'contradiction']),
      decision_id: decisionId,
      owner_id: chance.of(people),
      because: chance.of(['rule', 'owner', 'date', 'voice']),
      voice_id: chance.oneIn(3) ? chance.of(this.#voiceIds) : null,
      opened_at: this.#at(),
      due_at: this.#at(),
      ending,
      ended_at: ending && this.#at(),
    });
  }
}
