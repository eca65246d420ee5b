// One message: who wrote it and when, what it says, what can be done with it, and the thread below it.
import { memo } from 'react';
import type { MessageCard } from '../page-server/protocol.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { clockIn, instantOf, timeIn } from './dates.ts';
import { useDesk } from './desk.ts';
import { MessageTools } from './message-tools.tsx';
import { SharedFiles } from './shared-files.tsx';
import { LiveSurface } from './surface.tsx';

interface Props {
  message: MessageCard;
  isThread: boolean;
}

export const MessageItem = memo(function MessageItem({ message, isThread }: Props) {
  const { state, look, go } = useDesk();
  const { timeZone } = state.person;
  const author = state.people.find((it) => it.id === message.authorId);
  const at = instantOf(message.ts);
  const blocks =
    message.blocks.length > 0
      ? message.blocks
      : [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: message.text || ' ' } }];
  const isOpen = look.threadTs === message.ts && !isThread;
  return (
    <article
      className={`message${message.isPrivate ? ' private' : ''}${isOpen ? ' open' : ''}`}
      aria-label={`${author?.name ?? 'Somebody'} at ${timeIn(timeZone, at)}`}
      data-ts={message.ts}
    >
      <Avatar person={author} isApp={message.isFromBot} />
      <div className="message-body">
        {message.isPrivate && (
          <p className="only-you">
            <span aria-hidden="true">👁</span> Only visible to you
          </p>
        )}
        <p className="message-head">
          <strong>{author?.realName ?? 'Somebody'}</strong>
          {message.isFromBot && <span className="app-tag">APP</span>}
          <time dateTime={at.toISOString()} title={clockIn(timeZone, at)}>
            {timeIn(timeZone, at)}
          </time>
          {message.isEdited && !message.isFromBot && <span className="edited">(edited)</span>}
        </p>
        <LiveSurface on={{ channelId: message.channelId, ts: message.ts }} state={message.state}>
          <Blocks blocks={blocks} />
        </LiveSurface>
        <SharedFiles files={message.files} />
        {!isThread && message.replies > 0 && (
          <button
            type="button"
            className="replies"
            aria-expanded={isOpen}
            onClick={() => go({ threadTs: isOpen ? null : message.ts })}
          >
            {message.repliers.slice(0, 3).map((id) => (
              <Avatar key={id} person={state.people.find((it) => it.id === id)} isApp={id === state.botId} />
            ))}
            {message.replies} {message.replies === 1 ? 'reply' : 'replies'}
          </button>
        )}
      </div>
      {!message.isPrivate && <MessageTools message={message} isThread={isThread} />}
    </article>
  );
});
