// The whole page: the bars on top, the sidebar, what is in front, and what lies over it.
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Deed, Look, PageState } from '../page-server/protocol.ts';
import { hashOf, lookFrom } from './address.ts';
import { AppPane } from './app-pane.tsx';
import { ChannelPane } from './channel-pane.tsx';
import { type Desk, DeskContext } from './desk.ts';
import { Inspector } from './inspector.tsx';
import type { Line } from './line.ts';
import { Modals } from './modal.tsx';
import { type Notice, Notices } from './notices.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { TimeStrip } from './time-strip.tsx';
import { TopBar } from './top-bar.tsx';

export function App({ line }: { line: Line }) {
  const { state, isLost } = useSyncExternalStore(line.subscribe, line.heard);
  if (!state) return <p className="waiting">{isLost ? lostWords : 'The sandbox is starting…'}</p>;
  return <Page line={line} state={state} isLost={isLost} />;
}

const lostWords = 'The connection to the sandbox is lost. Trying again…';

function useLook(line: Line, state: PageState): [Look, (change: Partial<Look>) => void] {
  const [look, setLook] = useState<Look>(() => lookFrom(window.location.hash, state));
  useEffect(() => {
    line.looksAt(look);
    window.history.replaceState(null, '', hashOf(look, state));
  }, [line, look, state]);
  const go = useCallback((change: Partial<Look>) => setLook((before) => ({ ...before, ...change })), []);
  return [look, go];
}

function useNotices(): [readonly Notice[], (text: string) => void, (number: number) => void] {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const tell = useCallback((text: string) => {
    setNotices((before) => [...before.slice(-2), { number: (before.at(-1)?.number ?? 0) + 1, text }]);
  }, []);
  const drop = useCallback((number: number) => {
    setNotices((before) => before.filter((it) => it.number !== number));
  }, []);
  return [notices, tell, drop];
}

function Page({ line, state, isLost }: { line: Line; state: PageState; isLost: boolean }) {
  const [look, go] = useLook(line, state);
  const [notices, tell, drop] = useNotices();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const does = useCallback(
    async (deed: Deed) => {
      const outcome = await line.does(look.personId, deed);
      if (outcome.failure) tell(outcome.failure);
      return outcome;
    },
    [line, look.personId, tell],
  );
  const gives = useCallback((file: File) => line.gives(look.personId, file), [line, look.personId]);
  const desk = useMemo<Desk>(
    () => ({ state, look, go, does, gives, tell }),
    [state, look, go, does, gives, tell],
  );
  const hasThread = look.place.kind === 'channel' && state.thread !== null && look.threadTs !== null;
  return (
    <DeskContext value={desk}>
      <TopBar isMenuOpen={isMenuOpen} onMenu={() => setIsMenuOpen(!isMenuOpen)} />
      <TimeStrip />
      {isLost && (
        <p className="lost" role="alert">
          {lostWords}
        </p>
      )}
      <div className={`rooms${isMenuOpen ? ' menu-open' : ''}${hasThread ? ' with-thread' : ''}`}>
        <Sidebar onChosen={() => setIsMenuOpen(false)} />
        <main className="front" aria-label={titleOf(state)}>
          {look.place.kind === 'channel' ? <ChannelPane /> : <AppPane />}
        </main>
        {hasThread && <ThreadPane />}
      </div>
      {look.inspects && <Inspector />}
      <Notices notices={notices} onDrop={drop} />
      <Modals />
    </DeskContext>
  );
}

function titleOf({ shown, appName }: PageState): string {
  return shown.kind === 'home' ? `${appName}, Home` : shown.title;
}
