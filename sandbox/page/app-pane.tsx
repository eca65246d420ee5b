// The app in front: its Home tab, and the messages it wrote to this person alone.
import { useEffect } from 'react';
import { Blocks } from './blocks.tsx';
import { useDesk } from './desk.ts';
import { MessageList } from './message-list.tsx';
import { LiveSurface } from './surface.tsx';

export function AppPane() {
  const { state, look, go, does } = useDesk();
  const { shown } = state;
  const { kind } = look.place;
  // Somebody else's home opens as they come, as it does in Slack.
  useEffect(() => {
    if (kind === 'home') void does({ does: 'open home' });
  }, [kind, does]);
  return (
    <>
      <header className="pane-head">
        <h1>
          <span aria-hidden="true">🪑</span> {state.appName}
        </h1>
        <div className="tabs">
          <button
            type="button"
            aria-current={kind === 'home' ? 'page' : undefined}
            onClick={() => go({ place: { kind: 'home' }, threadTs: null })}
          >
            Home
          </button>
          <button
            type="button"
            aria-current={kind === 'app' ? 'page' : undefined}
            onClick={() => go({ place: { kind: 'app' }, threadTs: null })}
          >
            Messages
          </button>
        </div>
      </header>
      {shown.kind === 'home' && shown.view && (
        <div className="home" key={`${look.personId} home`}>
          <LiveSurface on={{ viewId: shown.view.id }} state={shown.view.state}>
            <Blocks blocks={shown.view.blocks} />
          </LiveSurface>
        </div>
      )}
      {shown.kind === 'home' && !shown.view && <p className="empty">Nothing is here yet.</p>}
      {shown.kind === 'messages' && (
        <>
          <MessageList key={`${look.personId} app`} messages={shown.messages} hasEarlier={shown.hasEarlier} />
          <p className="closed">{shown.closedBecause}</p>
        </>
      )}
    </>
  );
}
