// What can be done with a message, shown while it is pointed at or holds the focus.
import type { MessageCard } from '../page-server/protocol.ts';
import { useDesk } from './desk.ts';
import { Menu } from './menu.tsx';

export function MessageTools({ message, isThread }: { message: MessageCard; isThread: boolean }) {
  const { state, look, go, does } = useDesk();
  const shortcuts = state.shortcuts.filter((it) => it.type === 'message');
  const { channelId, ts } = message;
  const items = shortcuts.map((it) => ({
    words: it.name,
    hint: it.description,
    does: () => void does({ does: 'shortcut', callbackId: it.callbackId, message: { channelId, ts } }),
  }));
  return (
    <div className="tools">
      {!isThread && look.place.kind === 'channel' && (
        <button
          type="button"
          className="tool"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => go({ threadTs: ts })}
        >
          💬
        </button>
      )}
      <Menu label="More actions" face="⋯" items={items} />
    </div>
  );
}
