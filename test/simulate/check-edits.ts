// An edit that was long on its way does not leave an older content on a message, where a newer one was sent after it.
import type { Seen } from './checker.ts';
import { editIn } from './edits.ts';

/** What stands on each message at the end is what the bot sent for it last. */
export function checkEdits({ edits, workspace, ledger }: Seen): string[] {
  const sent = new Map(edits.map(({ place, content }) => [place, content]));
  const arrived = workspace.calls.filter(({ method, ok }) => method === 'chat.update' && ok);
  const standing = new Map(arrived.map(({ args }) => editIn(args)).map((it) => [it.place, it.content]));
  return [...sent].flatMap(([place, content]) => {
    const [channelId = '', ts = ''] = place.split(' ');
    if (ledger.troubledChannels.has(channelId) || ledger.deletedTs.has(ts)) return [];
    const stands = standing.get(place);
    return stands === content
      ? []
      : [`message ${place} shows ${stands ? 'what was sent earlier' : 'no edit at all'}`];
  });
}
