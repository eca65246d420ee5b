// Something that an owner is asked about besides its dates: a digest lists it for them, or the sponsor nudges them.
import type { OwedRef } from './figures.ts';

export interface OwnerAsk extends Pick<OwedRef, 'kind' | 'id'> {
  nudgedBy: string | null;
}

export function findAsk(asks: readonly OwnerAsk[], kind: OwnerAsk['kind'], id: number): OwnerAsk | undefined {
  return asks.find((ask) => ask.kind === kind && ask.id === id);
}
