// Which scopes each Web API method needs, by kind of token and of conversation, as Slack documents it.
export type ConversationKind = 'public' | 'private' | 'im' | 'mpim';

export type TokenKind = 'bot' | 'app';

export interface MethodNeeds {
  readonly token: TokenKind;
  /** Always needed, whatever the conversation. */
  readonly always: readonly string[];
  /** Needed besides, by the kind of conversation that is asked about. */
  readonly byConversation?: Readonly<Record<ConversationKind, string>>;
}

const reading = { public: 'channels:read', private: 'groups:read', im: 'im:read', mpim: 'mpim:read' };
const history = {
  public: 'channels:history',
  private: 'groups:history',
  im: 'im:history',
  mpim: 'mpim:history',
};
const opening = { public: 'channels:manage', private: 'groups:write', im: 'im:write', mpim: 'mpim:write' };

const bot = (...always: string[]): MethodNeeds => ({ token: 'bot', always });
const about = (byConversation: Readonly<Record<ConversationKind, string>>): MethodNeeds => ({
  token: 'bot',
  always: [],
  byConversation,
});

export const methodScopes: Readonly<Record<string, MethodNeeds>> = {
  'apps.connections.open': { token: 'app', always: ['connections:write'] },
  'auth.test': bot(),
  'chat.delete': bot('chat:write'),
  'chat.getPermalink': bot(),
  'chat.postEphemeral': bot('chat:write'),
  'chat.postMessage': bot('chat:write'),
  'chat.update': bot('chat:write'),
  'conversations.history': about(history),
  'conversations.info': about(reading),
  'conversations.join': bot('channels:join'),
  'conversations.list': about(reading),
  'conversations.members': about(reading),
  'conversations.open': about(opening),
  'conversations.replies': about(history),
  'files.completeUploadExternal': bot('files:write'),
  'files.getUploadURLExternal': bot('files:write'),
  'files.info': bot('files:read'),
  'functions.completeError': bot(),
  'functions.completeSuccess': bot(),
  'team.info': bot('team:read'),
  'users.conversations': about(reading),
  'users.info': bot('users:read'),
  'users.list': bot('users:read'),
  'users.profile.get': bot('users.profile:read'),
  'views.open': bot(),
  'views.publish': bot(),
  'views.push': bot(),
  'views.update': bot(),
};

/** The scopes one call needs; a list method names the kinds it asks for, other methods have one kind or none. */
export function scopesNeeded(method: string, kinds: readonly ConversationKind[] = []): readonly string[] {
  const needs = methodScopes[method];
  if (!needs) return [];
  const byKind = needs.byConversation;
  return [...needs.always, ...(byKind ? kinds.map((kind) => byKind[kind]) : [])];
}
