// The bodies of commands, clicks, shortcuts and submissions, with everything that Slack puts into them.
import type { FormState } from './form.ts';
import { copyOf, type Fields } from './json.ts';
import { messageOf } from './shapes.ts';
import type { Slack } from './slack.ts';
import { type View, viewOf } from './views.ts';
import type { Channel, Message, Person } from './world.ts';

function channelNameFor(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

function replyUrl(slack: Slack, person: Person, channel: Channel, originalTs?: string): string {
  return `${slack.origin}/response/${slack.replies.issue(person.id, channel.id, originalTs)}`;
}

function sender(slack: Slack, person: Person): Fields {
  const name = person.name.toLowerCase();
  return {
    team: { id: slack.identity.teamId, domain: slack.identity.teamDomain },
    user: { id: person.id, username: name, name, team_id: person.teamId },
    api_app_id: slack.identity.appId,
    token: slack.identity.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function commandPayload(
  slack: Slack,
  person: Person,
  channel: Channel,
  command: string,
  text: string,
): Fields {
  const { identity } = slack;
  return {
    token: identity.verificationToken,
    team_id: identity.teamId,
    team_domain: identity.teamDomain,
    channel_id: channel.id,
    channel_name: channelNameFor(channel),
    user_id: person.id,
    user_name: person.name.toLowerCase(),
    command,
    text,
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    response_url: replyUrl(slack, person, channel),
    trigger_id: slack.triggers.issue(person.id, false),
  };
}

function messagePlace(slack: Slack, person: Person, message: Message): Fields {
  const channel = slack.world.channel(message.channelId);
  const isEphemeral = message.visibleTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: channel.id, name: channelNameFor(channel) },
    // Slack does not keep what only one person saw, so it cannot tell it again.
    ...(isEphemeral ? {} : { message: messageOf(message, slack.world, slack.identity, true) }),
    response_url: replyUrl(slack, person, channel, message.ts),
  };
}

function viewPlace(slack: Slack, view: View): Fields {
  return {
    container: { type: 'view', view_id: view.id },
    view: viewOf(view, slack.identity),
  };
}

export type Place = { readonly message: Message; readonly state: FormState } | { readonly view: View };

function placed(slack: Slack, person: Person, place: Place): Fields {
  if ('view' in place) return viewPlace(slack, place.view);
  return { ...messagePlace(slack, person, place.message), state: { values: copyOf(place.state) } };
}

export function actionPayload(slack: Slack, person: Person, place: Place, action: Fields): Fields {
  const isModal = 'view' in place && place.view.fields.type === 'modal';
  return {
    type: 'block_actions',
    ...sender(slack, person),
    trigger_id: slack.triggers.issue(person.id, isModal),
    ...placed(slack, person, place),
    actions: [{ ...action, action_ts: slack.world.nextTs() }],
  };
}

/** What a person types into a type-ahead; alone among them it brings no trigger_id. */
export function suggestionPayload(
  slack: Slack,
  person: Person,
  place: Place,
  asked: { blockId: string; actionId: string; value: string },
): Fields {
  const { response_url: _unused, ...where } = placed(slack, person, place);
  return {
    type: 'block_suggestion',
    ...sender(slack, person),
    ...where,
    block_id: asked.blockId,
    action_id: asked.actionId,
    value: asked.value,
  };
}

export function submissionPayload(slack: Slack, person: Person, view: View): Fields {
  return {
    type: 'view_submission',
    ...sender(slack, person),
    trigger_id: slack.triggers.issue(person.id, true),
    view: viewOf(view, slack.identity),
    response_urls: [],
  };
}

export function closedPayload(slack: Slack, person: Person, view: View, isCleared: boolean): Fields {
  return {
    type: 'view_closed',
    ...sender(slack, person),
    view: viewOf(view, slack.identity),
    is_cleared: isCleared,
  };
}

export function shortcutPayload(slack: Slack, person: Person, callbackId: string, message?: Message): Fields {
  const shared = {
    ...sender(slack, person),
    callback_id: callbackId,
    trigger_id: slack.triggers.issue(person.id, false),
    action_ts: slack.world.nextTs(),
  };
  if (!message) return { type: 'shortcut', ...shared };
  const channel = slack.world.channel(message.channelId);
  return {
    type: 'message_action',
    ...shared,
    message_ts: message.ts,
    channel: { id: channel.id, name: channelNameFor(channel) },
    message: messageOf(message, slack.world, slack.identity, true),
    response_url: replyUrl(slack, person, channel, message.ts),
  };
}
