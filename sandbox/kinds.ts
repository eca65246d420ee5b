// Which kinds of conversation a call is about, since that decides the scopes it needs.
import { type Fields, textOf } from './json.ts';
import type { ConversationKind } from './method-scopes.ts';
import type { Slack } from './slack.ts';

const kindByType: Readonly<Record<string, ConversationKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** The kinds that a list asks for; public channels unless it says otherwise. */
export function conversationKinds(args: Fields): ConversationKind[] {
  const types = textOf(args.types) || 'public_channel';
  return types.split(',').flatMap((type) => kindByType[type.trim()] ?? []);
}

export function kindsAskedFor(slack: Slack, method: string, args: Fields): ConversationKind[] {
  if (method === 'conversations.list' || method === 'users.conversations') return conversationKinds(args);
  const users = textOf(args.users);
  if (method === 'conversations.open' && users) return [users.includes(',') ? 'mpim' : 'im'];
  const channel = slack.world.channels.get(textOf(args.channel) ?? '');
  return channel ? [channel.kind] : [];
}
