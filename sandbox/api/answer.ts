// Answers one Web API call: who asks, may they, what happens, and in which words it is refused.
import type { Fields } from '../json.ts';
import { kindsAskedFor } from '../kinds.ts';
import { methodScopes, scopesNeeded } from '../method-scopes.ts';
import type { Slack } from '../slack.ts';
import { ApiError, decoded, type Method } from './call.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { functionMethods } from './functions.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

const openConnection: Method = (slack) => {
  if (!slack.socket) throw new ApiError('socket_mode_not_enabled');
  const url = `${slack.origin.replace('http', 'ws')}/link/?ticket=${slack.socket.issueTicket()}&app_id=${slack.identity.appId}`;
  return { url };
};

const methods: Readonly<Record<string, Method>> = {
  'apps.connections.open': openConnection,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...functionMethods,
  ...peopleMethods,
  ...viewMethods,
};

export function answerCall(slack: Slack, method: string, token: string | undefined, args: Fields): Fields {
  try {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!run) throw new ApiError('unknown_method', { req_method: method });
    refuseToken(slack, method, token);
    const read = decoded(args);
    refuseWithoutScope(slack, method, read);
    return { ok: true, ...run(slack, read) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ok: false, error: error.code, ...error.details };
  }
}

function refuseToken(slack: Slack, method: string, token: string | undefined): void {
  const { botToken, appToken } = slack.identity;
  if (!token) throw new ApiError('not_authed');
  if (slack.revokedTokens.has(token)) throw new ApiError('token_revoked');
  const worth = slack.executions.worthOf(token, slack.clock.now());
  if (worth === 'dead') throw new ApiError('token_revoked');
  if (worth === 'alive' && methodScopes[method]?.token !== 'app') return;
  if (token !== botToken && token !== appToken) throw new ApiError('invalid_auth');
  const wanted = methodScopes[method]?.token === 'app' ? appToken : botToken;
  if (token !== wanted && method !== 'auth.test') throw new ApiError('not_allowed_token_type');
}

function refuseWithoutScope(slack: Slack, method: string, args: Fields): void {
  if (methodScopes[method]?.token === 'app') return;
  const provided = slack.manifest.botScopes;
  const missing = scopesNeeded(method, kindsAskedFor(slack, method, args)).filter(
    (it) => !provided.includes(it),
  );
  if (missing.length > 0) {
    throw new ApiError('missing_scope', { needed: missing.join(','), provided: provided.join(',') });
  }
}
