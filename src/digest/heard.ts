// Whom we listened to in a week, beside whom we serve, and what they spoke of.
import type { Segment } from '../people/segment.ts';
import {
  type Figures,
  fewestVoicesForBalance,
  mostThemes,
  type SegmentBalance,
  unheardBelow,
} from './figures.ts';

export interface HeardVoice {
  /** The same for voices of one customer that are joined: they count once. */
  said: string;
  /** Null: nobody said which. */
  segment: string | null;
  themes: string[];
  /** Captured in the week itself; else in the one before. */
  isNow: boolean;
  /** It has a follow-up, open or closed. */
  isPromised: boolean;
}

/** How many voices there are of each name, in a week and in the one before it. */
type Counts<Name> = Map<Name, { now: number; before: number }>;

function countBy<Name>(heard: readonly HeardVoice[], namesOf: (voice: HeardVoice) => Name[]): Counts<Name> {
  const said = new Map<Name, { now: Set<string>; before: Set<string> }>();
  for (const voice of heard) {
    for (const name of namesOf(voice)) {
      const sets = said.get(name) ?? { now: new Set(), before: new Set() };
      (voice.isNow ? sets.now : sets.before).add(voice.said);
      said.set(name, sets);
    }
  }
  return new Map([...said].map(([name, { now, before }]) => [name, { now: now.size, before: before.size }]));
}

/** Null before where nothing was captured in the week before. */
export function countVoices(
  heard: readonly HeardVoice[],
): Pick<Figures['voices'], 'count' | 'before' | 'withoutFollowUp'> {
  const counts = countBy(heard, ({ isPromised }) => (isPromised ? ['all'] : ['all', 'without']));
  const { now = 0, before = 0 } = counts.get('all') ?? {};
  return { count: now, before: before || null, withoutFollowUp: counts.get('without')?.now ?? 0 };
}

/** The listed segments in their order, then others that voices still carry, then the unknown. */
export function balanceOf(heard: readonly HeardVoice[], segments: readonly Segment[]): SegmentBalance[] {
  const counts = countBy(heard, ({ segment }) => [segment]);
  const voicesOf = (name: string | null) => counts.get(name)?.now ?? 0;
  const isListed = (name: string) => segments.some((segment) => segment.name === name);
  const spoken = [...counts.keys()].filter((name) => voicesOf(name) > 0);
  const named = spoken.filter((name) => name !== null);
  const known = named.reduce((sum, name) => sum + voicesOf(name), 0);
  const unlisted = named.filter((name) => !isListed(name)).sort();
  const unknown = spoken.filter((name) => name === null);
  return [...segments.map(({ name }) => name), ...unlisted, ...unknown].map((name) => {
    const { customersShare = null, revenueShare = null } = segments.find((one) => one.name === name) ?? {};
    const served = Math.max(customersShare ?? 0, revenueShare ?? 0);
    const unheard = known >= fewestVoicesForBalance && voicesOf(name) / known < unheardBelow * served;
    return { segment: name, voices: voicesOf(name), customersShare, revenueShare, unheard };
  });
}

/** Rising first; beside the week before only where anything was captured in it. */
export function themesOf(heard: readonly HeardVoice[]): Figures['themes'] {
  const hasBefore = heard.some(({ isNow }) => !isNow);
  return [...countBy(heard, ({ themes }) => themes)]
    .filter(([, { now }]) => now > 0)
    .map(([theme, { now, before }]) => ({ theme, count: now, before: hasBefore ? before : null }))
    .sort(
      (one, other) =>
        rise(other) - rise(one) || other.count - one.count || (one.theme < other.theme ? -1 : 1),
    )
    .slice(0, mostThemes);
}

function rise({ count, before }: Figures['themes'][number]): number {
  return count - (before ?? 0);
}
