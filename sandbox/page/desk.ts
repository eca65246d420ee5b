// What every part of the page has at hand: what is seen, where we look, and a way to act.
import { createContext, useContext } from 'react';
import type { Fields } from '../json.ts';
import type { Deed, Look, Outcome, PageState } from '../page-server/protocol.ts';

export interface Desk {
  readonly state: PageState;
  readonly look: Look;
  go(change: Partial<Look>): void;
  /** Acts as the person of the moment; what went wrong is told by the page itself. */
  does(deed: Deed): Promise<Outcome>;
  /** Hands a file to the workspace; what a form then keeps of it. */
  gives(file: File): Promise<Fields | undefined>;
  tell(notice: string): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('This part of the page stands on no desk');
  return desk;
}
