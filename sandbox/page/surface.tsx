// What blocks stand on: a message or App Home, where a click acts at once, or a form, which waits for its submission.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { FormState } from '../form.ts';
import type { Fields } from '../json.ts';
import type { Entered, OnName } from '../page-server/protocol.ts';
import { useDesk } from './desk.ts';

export interface Surface {
  entryAt(blockId: string, actionId: string): Fields | undefined;
  press(blockId: string, actionId: string): Promise<void>;
  /** Keeps an entry; the bot hears of it at once unless it waits for the submission. */
  enter(blockId: string, actionId: string, entry: Fields, waits: boolean): void;
  ask(blockId: string, actionId: string, text: string): Promise<readonly unknown[]>;
  errorFor(label: string): string | undefined;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('These blocks stand on nothing');
  return surface;
}

interface Props {
  on: OnName;
  state: FormState;
  children: ReactNode;
}

/** A message or App Home. */
export function LiveSurface({ on, state, children }: Props) {
  const { does } = useDesk();
  const key = JSON.stringify(on);
  const surface = useMemo<Surface>(() => {
    const place: OnName = JSON.parse(key);
    return {
      entryAt: (blockId, actionId) => state[blockId]?.[actionId],
      press: async (blockId, actionId) => {
        await does({ does: 'press', on: place, blockId, actionId, entries: [] });
      },
      enter: (blockId, actionId, entry) =>
        void does({ does: 'enter', on: place, blockId, actionId, entry, entries: [] }),
      ask: async (blockId, actionId, text) =>
        (await does({ does: 'ask', on: place, blockId, actionId, text })).options,
      errorFor: () => undefined,
    };
  }, [key, state, does]);
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}

/** What stands in a form by now, as the server takes it. */
export function entriesOf(state: FormState): Entered[] {
  return Object.entries(state).flatMap(([blockId, byAction]) =>
    Object.entries(byAction).map(([actionId, entry]) => ({ blockId, actionId, entry })),
  );
}
