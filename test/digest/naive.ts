// The figures of a week a second time: every row is read, and plain loops count them. Slow, and easy to believe.
import { hitRate } from '../../src/decision/hit-rate.ts';
import { thoughtOf } from '../../src/decision/outcome.ts';
import { noAnswers, type Tally, type Verdict } from '../../src/decision/verdict.ts';
import type { Figures, OwedRef, TeamFigures, TeamWeek } from '../../src/digest/figures.ts';
import type { Week } from '../../src/digest/week.ts';
import type { Viewer } from '../../src/people/person.ts';
import type { Database } from '../../src/platform/database.ts';

interface Placed {
  conversation_id: string;
  audience: string;
}
interface Rows {
  person: { id: string; time_zone: string; kind: string; left_at: string | null }[];
  membership: { conversation_id: string; person_id: string }[];
  function: { id: number; name: string; listed: number }[];
  segment: {
    name: string;
    customers_permille: number | null;
    revenue_permille: number | null;
    place: number;
    listed: number;
  }[];
  ritual: (Placed & {
    id: number;
    function_id: number | null;
    paused_because: string | null;
    created_at: string;
  })[];
  round: {
    id: number;
    ritual_id: number | null;
    anonymous: number;
    roster_known: number;
    state: string;
    opened_at: string;
    closed_at: string | null;
  }[];
  schedule: { ritual_id: number }[];
  calendar: { ritual_id: number; purpose: string }[];
  roster: { round_id: number; person_id: string }[];
  decision: (Placed & {
    id: number;
    round_id: number;
    fate: string | null;
    outcome: 'love' | 'accept' | 'dislike' | 'unknown' | null;
    outcome_at: string | null;
  })[];
  answer: { decision_id: number; person_id: string; verdict: Verdict; late: number }[];
  turnout: { decision_id: number; person_id: string }[];
  ballot: { decision_id: number; verdict: Verdict; voice_ids: string }[];
  matter: {
    id: number;
    kind: string;
    decision_id: number;
    owner_id: string;
    because: string;
    voice_id: number | null;
    opened_at: string;
    due_at: string;
    ending: string | null;
    ended_at: string | null;
  }[];
  voice: (Placed & {
    id: number;
    customer: string | null;
    segment: string | null;
    themes: string;
    captured_by: string;
    captured_at: string;
    joined_to: number | null;
    import_id: number | null;
  })[];
  import: { id: number; state: string }[];
  follow_up: { id: number; voice_id: number; owner_id: string; due_on: string; closed_at: string | null }[];
  evidence: { decision_id: number; voice_id: number }[];
}

type Counted = Omit<
  Figures,
  'scorecard' | 'missedWeeks' | 'trend' | 'teams' | 'functions' | 'weekOf' | 'from' | 'until'
> & {
  /** In no particular order: what orders them is tested elsewhere. */
  teams: Map<number, TeamFigures>;
  trend: { kept: number | null; participation: number | null; dislikeShare: number | null }[];
};

const weekMs = 7 * 24 * 60 * 60 * 1000;
const hoursOf = (text: string) => new Date(text).getTime();

export class Naive {
  readonly #rows: Rows;
  readonly #viewer: Viewer;

  constructor(db: Database, viewer: Viewer) {
    const all = <Name extends keyof Rows>(name: Name) => db.all<Rows[Name][number]>(`SELECT * FROM ${name}`);
    this.#viewer = viewer;
    this.#rows = {
      person: all('person'),
      membership: all('membership'),
      function: all('function'),
      segment: all('segment'),
      ritual: all('ritual'),
      round: all('round'),
      schedule: all('schedule'),
      calendar: all('calendar'),
      roster: all('roster'),
      decision: all('decision'),
      answer: all('answer'),
      turnout: all('turnout'),
      ballot: all('ballot'),
      matter: all('matter'),
      voice: all('voice'),
      import: all('import'),
      follow_up: all('follow_up'),
      evidence: all('evidence'),
    };
  }

  /** `weeks`: the week and those before it, newest first. */
  figures(weeks: readonly Week[], today: (zone: string) => string, zone: string): Counted {
    const [week, earlier] = weeks;
    if (!week || !earlier) throw new Error('two weeks at least');
    const owed = this.#owed(week, today, zone);
    const disliked = this.#with('reconsideration', week);
    const blindSpots = this.#with('blind spot', week);
    return {
      owed: { overdue: owed.overdue, ownerless: owed.ownerless, dueThisWeek: owed.dueThisWeek },
      disliked: disliked.filter((id) => this.#readsDecision(id)),
      blindSpots: blindSpots.filter((id) => this.#readsDecision(id)),
      functionsWithoutRitual: this.#rows.function
        .filter(({ id, listed }) => listed === 1 && !this.#rows.ritual.some((one) => one.function_id === id))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ id }) => id),
      teams: this.#teams(week, earlier),
      missedRounds: this.#rows.round.filter(
        ({ state, closed_at }) => state === 'missed' && within(closed_at, week),
      ).length,
      balance: this.#balance(week),
      voices: this.#voices(week, earlier),
      themes: this.#themes(week, earlier),
      hitRate: this.#hitRate(week),
      thanks: this.#thanks(week),
      trend: weeks.toReversed().map((one) => this.#trend(one)),
      hidden: {
        matters: owed.hidden,
        decisions: new Set([...disliked, ...blindSpots].filter((id) => !this.#readsDecision(id))).size,
      },
    };
  }

  #reads({ audience, conversation_id: place }: Placed): boolean {
    const { isSponsor, isGuest, conversationId, personId } = this.#viewer;
    if (isSponsor || (audience === 'workspace' && !isGuest) || place === conversationId) return true;
    return this.#rows.membership.some((one) => one.conversation_id === place && one.person_id === personId);
  }

  #decision(id: number) {
    const found = this.#rows.decision.find((one) => one.id === id);
    if (!found) throw new Error(`no decision ${id}`);
    return found;
  }

  #readsDecision(id: number): boolean {
    return this.#reads(this.#decision(id));
  }

  #readsVoice(voice: Rows['voice'][number]): boolean {
    const file = this.#rows.import.find(({ id }) => id === voice.import_id);
    if (file && ['running', 'undoing'].includes(file.state)) return false;
    if (this.#viewer.isSponsor || voice.captured_by === this.#viewer.personId) return true;
    return voice.audience !== 'capturer' && this.#reads(voice);
  }

  #owed(week: Week, today: (zone: string) => string, zone: string) {
    const lists: Record<'overdue' | 'ownerless' | 'dueThisWeek', OwedRef[]> = {
      overdue: [],
      ownerless: [],
      dueThisWeek: [],
    };
    let hidden = 0;
    const place = (ref: OwedRef, isOverdue: boolean, isDue: boolean, mayRead: boolean) => {
      const owner = this.#rows.person.find(({ id }) => id === ref.ownerId);
      const isThere = owner && owner.left_at === null && ['member', 'guest'].includes(owner.kind);
      const list = isOverdue ? 'overdue' : !isThere ? 'ownerless' : isDue ? 'dueThisWeek' : null;
      if (list === null) return;
      if (mayRead) lists[list].push(ref);
      else hidden += 1;
    };
    for (const { id, due_at: dueAt, owner_id: ownerId, ending, decision_id } of this.#rows.matter) {
      if (ending !== null) continue;
      const dueMs = hoursOf(dueAt) - week.until.getTime();
      place(
        { kind: 'matter', id, dueAt, ownerId },
        dueMs < 0,
        dueMs < weekMs,
        this.#readsDecision(decision_id),
      );
    }
    for (const { id, voice_id, due_on: dueAt, owner_id: ownerId, closed_at } of this.#rows.follow_up) {
      if (closed_at !== null) continue;
      const voice = this.#rows.voice.find((one) => one.id === voice_id);
      const day = today(this.#rows.person.find((one) => one.id === ownerId)?.time_zone ?? zone);
      const days = (hoursOf(dueAt) - hoursOf(day)) / (24 * 60 * 60 * 1000);
      const mayRead = voice !== undefined && this.#readsVoice(voice);
      place({ kind: 'follow-up', id, dueAt, ownerId }, days < 0, days < 7, mayRead);
    }
    const order = (a: OwedRef, b: OwedRef) =>
      a.dueAt < b.dueAt || (a.dueAt === b.dueAt && (a.kind > b.kind || (a.kind === b.kind && a.id < b.id)))
        ? -1
        : 1;
    for (const list of Object.values(lists)) list.sort(order);
    return { ...lists, hidden };
  }

  #with(kind: string, week: Week): number[] {
    const ids = this.#rows.matter
      .filter((one) => one.kind === kind && ['rule', 'owner'].includes(one.because))
      .filter((one) => within(one.opened_at, week))
      .map(({ decision_id }) => decision_id);
    return [...new Set(ids)].sort((a, b) => a - b);
  }

  #teamWeek(ritual: Rows['ritual'][number], week: Week): TeamWeek | null {
    const rounds = this.#rows.round.filter(
      ({ ritual_id, state, closed_at }) =>
        ritual_id === ritual.id && ['closed', 'empty', 'lapsed'].includes(state) && within(closed_at, week),
    );
    if (rounds.length === 0) return null;
    const figures = { ritualId: ritual.id, functionId: ritual.function_id };
    const counts = { held: 0, kept: 0, waitedFor: 0, answered: 0 };
    for (const round of rounds) {
      counts.held += 1;
      if (round.state !== 'lapsed') counts.kept += 1;
      if (round.state !== 'closed' || round.roster_known === 0) continue;
      counts.waitedFor += this.#rows.roster.filter(({ round_id }) => round_id === round.id).length;
      const decisions = this.#rows.decision.filter(({ round_id }) => round_id === round.id);
      const people = [...this.#rows.answer.filter(({ late }) => late === 0), ...this.#rows.turnout]
        .filter(({ decision_id }) => decisions.some(({ id }) => id === decision_id))
        .map(({ person_id }) => person_id);
      counts.answered += new Set(people).size;
    }
    return { ...figures, ...counts };
  }

  #teams(week: Week, earlier: Week): Map<number, TeamFigures> {
    const teams = new Map<number, TeamFigures>();
    for (const ritual of this.#rows.ritual) {
      if (!this.#reads(ritual)) continue;
      let last = ritual.created_at;
      const decided = this.#rows.round
        .filter(({ ritual_id, state }) => ritual_id === ritual.id && ['open', 'closed'].includes(state))
        .filter(({ id }) => this.#rows.decision.some(({ round_id }) => round_id === id))
        .map(({ opened_at }) => opened_at)
        .filter((at) => hoursOf(at) < week.until.getTime())
        .sort();
      if (decided.length > 0) last = decided.at(-1) ?? last;
      const isForetold =
        this.#rows.schedule.some(({ ritual_id }) => ritual_id === ritual.id) ||
        this.#rows.calendar.some((one) => one.ritual_id === ritual.id && one.purpose === 'meetings');
      const wentBy = this.#rows.round
        .filter(({ ritual_id, state }) => ritual_id === ritual.id && !['open', 'missed'].includes(state))
        .filter(({ opened_at }) => hoursOf(opened_at) > hoursOf(last))
        .filter(({ closed_at }) => closed_at !== null && hoursOf(closed_at) < week.until.getTime());
      // Whoever meets as planned and has let no meeting go by is not silent, however rarely they meet.
      if (isForetold && ritual.paused_because === null && wentBy.length === 0)
        last = week.until.toISOString();
      const none = { ritualId: ritual.id, functionId: ritual.function_id };
      teams.set(ritual.id, {
        now: this.#teamWeek(ritual, week) ?? { ...none, held: 0, kept: 0, waitedFor: 0, answered: 0 },
        before: this.#teamWeek(ritual, earlier),
        paused: ritual.paused_because !== null,
        silentWeeks: Math.max(0, Math.floor((week.until.getTime() - hoursOf(last)) / weekMs)),
      });
    }
    return teams;
  }

  #trend(week: Week) {
    const sums = { held: 0, kept: 0, waitedFor: 0, answered: 0 };
    let [answers, opinions, dislikes] = [0, 0, 0];
    for (const ritual of this.#rows.ritual) {
      if (!this.#reads(ritual)) continue;
      const team = this.#teamWeek(ritual, week);
      if (team) for (const figure of Object.keys(sums) as (keyof typeof sums)[]) sums[figure] += team[figure];
      for (const round of this.#rows.round) {
        if (round.ritual_id !== ritual.id || round.state !== 'closed' || !within(round.closed_at, week))
          continue;
        for (const { id, round_id, fate } of this.#rows.decision) {
          if (round_id !== round.id || fate === 'withdrawn') continue;
          const tally = this.#tally(id, round.anonymous === 1);
          const all = tally.love + tally.accept + tally.dislike + tally.unsure;
          if (round.anonymous === 1 && all < 4) continue;
          answers += all;
          opinions += all - tally.unsure;
          dislikes += tally.dislike;
        }
      }
    }
    return {
      kept: sums.held > 0 ? sums.kept / sums.held : null,
      participation: sums.waitedFor > 0 ? sums.answered / sums.waitedFor : null,
      dislikeShare: answers >= 3 && opinions > 0 ? dislikes / opinions : null,
    };
  }

  #tally(decisionId: number, anonymous: boolean): Tally {
    const tally = { ...noAnswers };
    const given = anonymous ? this.#rows.ballot : this.#rows.answer.filter(({ late }) => late === 0);
    for (const { decision_id, verdict } of given) if (decision_id === decisionId) tally[verdict] += 1;
    return tally;
  }

  /** Voices of a week that may be read, joined ones of one customer once: the keys by which they count. */
  #heard(week: Week, of: (voice: Rows['voice'][number]) => boolean = () => true): number {
    const keys = this.#rows.voice
      .filter((voice) => within(voice.captured_at, week) && this.#readsVoice(voice) && of(voice))
      .map(({ id, joined_to, customer }) => `${joined_to ?? id} ${(customer ?? '').toLowerCase()}`);
    return new Set(keys).size;
  }

  #voices(week: Week, earlier: Week): Figures['voices'] {
    const promised = ({ id, joined_to }: Rows['voice'][number]) =>
      this.#rows.follow_up.some(({ voice_id }) => voice_id === id || voice_id === joined_to);
    const promises = this.#rows.follow_up.filter(({ voice_id }) => {
      const voice = this.#rows.voice.find(({ id }) => id === voice_id);
      return voice !== undefined && this.#readsVoice(voice);
    });
    return {
      count: this.#heard(week),
      before: this.#heard(earlier) || null,
      withoutFollowUp: this.#heard(week, (voice) => !promised(voice)),
      promisesKept: promises.filter(({ closed_at }) => within(closed_at, week)).length,
      promisesOpen: promises.filter(({ closed_at }) => closed_at === null).length,
    };
  }

  #balance(week: Week): Figures['balance'] {
    const listed = this.#rows.segment.filter((one) => one.listed === 1).sort((a, b) => a.place - b.place);
    const names = [...new Set(this.#rows.voice.map(({ segment }) => segment))];
    const inUse = names.filter((name) => this.#heard(week, ({ segment }) => segment === name) > 0);
    const others = inUse.filter((name) => name !== null && !listed.some((one) => one.name === name)).sort();
    const known = names
      .filter((name) => name !== null)
      .reduce((sum, name) => sum + this.#heard(week, ({ segment }) => segment === name), 0);
    const all = [...listed.map(({ name }) => name), ...others, ...(inUse.includes(null) ? [null] : [])];
    return all.map((name) => {
      const segment = listed.find((one) => one.name === name);
      const shareOf = (permille: number | null | undefined) => (permille == null ? null : permille / 1000);
      const shares = [shareOf(segment?.customers_permille), shareOf(segment?.revenue_permille)] as const;
      const voices = this.#heard(week, (voice) => voice.segment === name);
      const floor = Math.max(...shares.map((one) => one ?? 0)) / 4;
      return {
        segment: name,
        voices,
        customersShare: shares[0],
        revenueShare: shares[1],
        unheard: known >= 10 && voices / known < floor,
      };
    });
  }

  #themes(week: Week, earlier: Week): Figures['themes'] {
    const names = new Set(this.#rows.voice.flatMap(({ themes }) => themes.split(' ').filter(Boolean)));
    const hadVoices = this.#heard(earlier) > 0;
    return [...names]
      .map((theme) => {
        const carries = (voice: { themes: string }) => voice.themes.split(' ').includes(theme);
        const before = hadVoices ? this.#heard(earlier, carries) : null;
        return { theme, count: this.#heard(week, carries), before };
      })
      .filter(({ count }) => count > 0)
      .sort(
        (a, b) =>
          b.count - (b.before ?? 0) - (a.count - (a.before ?? 0)) ||
          b.count - a.count ||
          (a.theme < b.theme ? -1 : 1),
      );
  }

  #hitRate(week: Week): Figures['hitRate'] {
    const year = { ...week, from: new Date(week.until.getTime() - 52 * weekMs) };
    const reviewed = this.#rows.decision.flatMap((decision) => {
      const { id, round_id, outcome, outcome_at, fate } = decision;
      const stands = fate === null || fate === 'kept';
      if (outcome === null || !within(outcome_at, year) || !stands || !this.#reads(decision)) return [];
      const isAnonymous = this.#rows.round.find((round) => round.id === round_id)?.anonymous === 1;
      const tally = this.#tally(id, isAnonymous);
      const isHidden = isAnonymous && tally.love + tally.accept + tally.dislike + tally.unsure < 4;
      const thought = isHidden ? null : thoughtOf(tally);
      return [{ thought, outcome, count: 1 }];
    });
    return hitRate(reviewed);
  }

  #thanks(week: Week): Figures['thanks'] {
    const changed = this.#rows.matter
      .filter(
        ({ ending, ended_at }) => ['changed', 'reversed'].includes(ending ?? '') && within(ended_at, week),
      )
      .map(({ decision_id }) => decision_id);
    return [...new Set(changed)]
      .sort((a, b) => a - b)
      .flatMap((decisionId) => {
        const ritualId =
          this.#rows.round.find(({ id }) => id === this.#decision(decisionId).round_id)?.ritual_id ?? null;
        const ballots = this.#rows.ballot.filter(({ decision_id }) => decision_id === decisionId);
        const cited = [
          ...this.#rows.matter.filter((one) => one.decision_id === decisionId).map((one) => one.voice_id),
          ...this.#rows.evidence.filter((one) => one.decision_id === decisionId).map((one) => one.voice_id),
          ...(ballots.length >= 4
            ? ballots.flatMap(({ voice_ids }) => JSON.parse(voice_ids) as number[])
            : []),
        ];
        const voiceIds = this.#rows.voice
          .filter((voice) => cited.includes(voice.id) && this.#readsVoice(voice))
          .map(({ id }) => id)
          .sort((a, b) => a - b);
        if (ritualId === null || voiceIds.length === 0 || !this.#readsDecision(decisionId)) return [];
        return [{ ritualId, decisionId, voiceIds }];
      });
  }
}

function within(at: string | null, { from, until }: Week): boolean {
  return at !== null && hoursOf(at) >= from.getTime() && hoursOf(at) < until.getTime();
}
