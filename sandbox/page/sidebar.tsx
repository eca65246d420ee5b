// The sidebar: the channels and the app, with what is unread in them.
import type { ChannelCard, Look } from '../page-server/protocol.ts';
import { useDesk } from './desk.ts';

export function Sidebar({ onChosen }: { onChosen: () => void }) {
  const { state, look, go, does } = useDesk();
  const choose = (place: Look['place']) => {
    go({ place, threadTs: null, mostMessages: 30 });
    if (place.kind === 'home') void does({ does: 'open home' });
    onChosen();
  };
  const mine = state.channels.filter((it) => it.isMember && !it.isArchived);
  const others = state.channels.filter((it) => !it.isMember || it.isArchived);
  const list = (channels: readonly ChannelCard[]) => (
    <ul>
      {channels.map((it) => (
        <ChannelItem
          key={it.id}
          channel={it}
          isChosen={look.place.kind === 'channel' && look.place.channelId === it.id}
          onChoose={() => choose({ kind: 'channel', channelId: it.id })}
        />
      ))}
    </ul>
  );
  return (
    <nav className="sidebar" id="sidebar" aria-label="Channels and direct messages">
      <h2>Channels</h2>
      {list(mine)}
      {others.length > 0 && (
        <>
          <h2>Not joined</h2>
          {list(others)}
        </>
      )}
      <h2>Apps and direct messages</h2>
      <ul>
        <li>
          <SideButton
            isChosen={look.place.kind === 'home'}
            isUnread={false}
            onChoose={() => choose({ kind: 'home' })}
          >
            <span aria-hidden="true">⌂</span> {state.appName} · Home
          </SideButton>
        </li>
        <li>
          <SideButton
            isChosen={look.place.kind === 'app'}
            isUnread={state.appUnread > 0}
            onChoose={() => choose({ kind: 'app' })}
          >
            <span aria-hidden="true">🪑</span> {state.appName}
            <Badge count={state.appUnread} />
          </SideButton>
        </li>
      </ul>
    </nav>
  );
}

interface SideButtonProps {
  isChosen: boolean;
  isUnread: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}

function SideButton({ isChosen, isUnread, onChoose, children }: SideButtonProps) {
  return (
    <button
      type="button"
      className={`side-item${isUnread ? ' unread' : ''}`}
      aria-current={isChosen ? 'page' : undefined}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}

function ChannelItem({
  channel,
  isChosen,
  onChoose,
}: {
  channel: ChannelCard;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const kinds = [
    channel.isPrivate && 'private',
    channel.isShared && 'shared with another company',
    channel.isArchived && 'archived',
    !channel.isMember && 'not joined',
    channel.unread > 0 && `${channel.unread} unread`,
  ].filter(Boolean);
  return (
    <li className={channel.isMember && !channel.isArchived ? '' : 'outside'}>
      <SideButton isChosen={isChosen} isUnread={channel.unread > 0} onChoose={onChoose}>
        <span aria-hidden="true">{channel.isPrivate ? '🔒' : '#'}</span> {channel.name}
        {channel.isShared && <span className="tag">shared</span>}
        {channel.isArchived && <span className="tag">archived</span>}
        <span className="visually-hidden">{kinds.join(', ')}</span>
        <Badge count={channel.mentions} />
      </SideButton>
    </li>
  );
}

function Badge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="badge">
      {count}
      <span className="visually-hidden"> for you</span>
    </span>
  );
}
