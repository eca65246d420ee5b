// Messages one below the other, the newest last, with the days between them; new ones are read out.
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MessageCard } from '../page-server/protocol.ts';
import { dayIn, instantOf } from './dates.ts';
import { useDesk } from './desk.ts';
import { MessageItem } from './message.tsx';

interface Props {
  messages: readonly MessageCard[];
  hasEarlier?: boolean;
  isThread?: boolean;
}

const nearEndPx = 120;

export function MessageList({ messages, hasEarlier = false, isThread = false }: Props) {
  const { state, look, go } = useDesk();
  const { timeZone } = state.person;
  const list = useStickToEnd(messages);
  const words = useNews(messages);
  const firstUnread = useFirstUnread(messages);
  return (
    <div className="messages" ref={list}>
      {hasEarlier && (
        <button
          type="button"
          className="plain earlier"
          onClick={() => go({ mostMessages: look.mostMessages + 100 })}
        >
          Show earlier messages
        </button>
      )}
      {messages.length === 0 && <p className="empty">Nothing was written here yet.</p>}
      {messages.map((it, index) => {
        const day = dayIn(timeZone, instantOf(it.ts));
        const before = messages[index - 1];
        const isNewDay = !before || dayIn(timeZone, instantOf(before.ts)) !== day;
        return (
          <Fragment key={it.ts}>
            {!isThread && isNewDay && <h2 className="day">{day}</h2>}
            {!isThread && it.ts === firstUnread && <p className="new-mark">New</p>}
            <MessageItem message={it} isThread={isThread} />
          </Fragment>
        );
      })}
      <p className="visually-hidden" aria-live="polite">
        {words}
      </p>
    </div>
  );
}

/** Stays at the end while the reader is there; a reader who scrolled up is left alone. */
function useStickToEnd(messages: readonly MessageCard[]) {
  const list = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = () => {
      wasAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    };
    const keep = new ResizeObserver(() => {
      if (wasAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener('scroll', note);
    keep.observe(element);
    return () => {
      element.removeEventListener('scroll', note);
      keep.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    if (messages.length > 0 && list.current && wasAtEnd.current)
      list.current.scrollTop = list.current.scrollHeight;
  }, [messages]);
  return list;
}

/** What a screen reader says of messages that came since the list was opened. */
function useNews(messages: readonly MessageCard[]): string {
  const { state } = useDesk();
  const [words, setWords] = useState('');
  const newest = messages.at(-1);
  const heardTo = useRef(newest?.ts ?? '');
  useEffect(() => {
    if (!newest || newest.ts <= heardTo.current) return;
    heardTo.current = newest.ts;
    if (newest.authorId === state.person.id) return;
    const author = state.people.find((it) => it.id === newest.authorId)?.name ?? 'somebody';
    setWords(`New message from ${author}: ${newest.text}`);
  }, [newest, state]);
  return words;
}

/** Where the reader had got to when they came; the line stays there while they look. */
function useFirstUnread(messages: readonly MessageCard[]): string | undefined {
  const [first] = useState(() => messages.find((it) => it.isUnread)?.ts);
  const isAlone = first === messages[0]?.ts;
  return isAlone ? undefined : first;
}
