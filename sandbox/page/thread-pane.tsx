// A thread beside its channel: the message, the replies, and a composer.
import { useEffect, useRef } from 'react';
import { Composer } from './composer.tsx';
import { useDesk } from './desk.ts';
import { MessageList } from './message-list.tsx';

export function ThreadPane() {
  const { state, look, go } = useDesk();
  const close = useRef<HTMLButtonElement>(null);
  const { threadTs } = look;
  useEffect(() => {
    if (threadTs) close.current?.focus({ preventScroll: true });
  }, [threadTs]);
  if (!state.thread || threadTs === null || look.place.kind !== 'channel') return null;
  const canWrite = state.shown.kind === 'messages' && state.shown.closedBecause === null;
  return (
    <aside className="thread" aria-label="Thread">
      <header className="pane-head">
        <h2>Thread</h2>
        <button
          type="button"
          className="quiet"
          aria-label="Close the thread"
          ref={close}
          onClick={() => go({ threadTs: null })}
        >
          ✕
        </button>
      </header>
      <MessageList key={threadTs} messages={state.thread} isThread />
      {canWrite && (
        <Composer
          key={`composer ${threadTs}`}
          channelId={look.place.channelId}
          threadTs={threadTs}
          label="Reply in thread"
        />
      )}
    </aside>
  );
}
