// A channel in front: what was written there, and the composer below it.
import { Composer } from './composer.tsx';
import { useDesk } from './desk.ts';
import { MessageList } from './message-list.tsx';

export function ChannelPane() {
  const { state, look, does } = useDesk();
  const { shown } = state;
  if (look.place.kind !== 'channel' || shown.kind !== 'messages') return null;
  const { channelId } = look.place;
  const channel = state.channels.find((it) => it.id === channelId);
  const names = channel?.memberNames ?? [];
  return (
    <>
      <header className="pane-head">
        <h1>
          <span aria-hidden="true">{channel?.isPrivate ? '🔒' : '#'}</span> {shown.title}
        </h1>
        <p className="members" title={names.join(', ')}>
          {names.length} {names.length === 1 ? 'member' : 'members'}
          <span className="names">: {names.join(', ')}</span>
        </p>
        {shown.huddles !== null && (
          <button
            type="button"
            className="plain at-end"
            onClick={() => void does({ does: 'huddle', channelId })}
          >
            {shown.huddles ? 'End the huddle' : 'Start a huddle'}
          </button>
        )}
      </header>
      {channel?.isShared && (
        <p className="banner">Shared with another company: customers may be reading here.</p>
      )}
      <MessageList
        key={`${look.personId} ${channelId}`}
        messages={shown.messages}
        hasEarlier={shown.hasEarlier}
      />
      {shown.closedBecause === null ? (
        <Composer key={`composer ${channelId}`} channelId={channelId} label={`Message #${shown.title}`} />
      ) : (
        <p className="closed">
          {shown.closedBecause}{' '}
          {shown.canJoin && (
            <button type="button" className="plain" onClick={() => void does({ does: 'join', channelId })}>
              Join #{shown.title}
            </button>
          )}
        </p>
      )}
    </>
  );
}
