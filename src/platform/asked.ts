// What people ask through Slack's doors, read from its payloads into our own words.
import type {
  BlockAction,
  BlockSuggestion,
  MessageShortcut,
  SlashCommand,
  ViewSubmitAction,
} from '@slack/bolt';
import { Fields } from './fields.ts';

export interface Asked {
  personId: string;
  now: Date;
}

export interface Command extends Asked {
  /** What stands after the command (and after its subcommand), trimmed, escaped as Slack sends it. */
  text: string;
  conversationId: string;
  conversationName: string;
}

export interface Click extends Asked {
  /** A button's value, or the chosen option's. */
  value: string;
}

export interface Submission extends Asked {
  fields: Fields;
  metadata: string;
}

/** What somebody types into a type-ahead. The form's name and metadata are '' outside of forms. */
export interface Lookup extends Asked {
  typed: string;
  form: string;
  metadata: string;
}

/** One choice of a type-ahead; Slack shows 75 characters of the text, and takes 150 of the value. */
export interface Choice {
  text: string;
  value: string;
}

export interface MessagePick extends Asked {
  channelId: string;
  channelName: string;
  ts: string;
  text: string;
  authorId: string | null;
  /** The files in it, as Slack describes them. */
  files: unknown;
}

export function readCommand(command: SlashCommand, now: Date): Command {
  return {
    personId: command.user_id,
    now,
    text: command.text.trim(),
    conversationId: command.channel_id,
    conversationName: command.channel_name,
  };
}

export function readClick(body: BlockAction, now: Date): Click {
  const action = body.actions[0];
  let value: string | undefined;
  if (action?.type === 'button') value = action.value;
  else if (action?.type === 'static_select' || action?.type === 'overflow')
    value = action.selected_option?.value;
  return { personId: body.user.id, now, value: value ?? '' };
}

export function readSubmission(body: ViewSubmitAction, now: Date): Submission {
  return {
    personId: body.user.id,
    now,
    fields: new Fields(body.view.state.values),
    metadata: body.view.private_metadata,
  };
}

/** Slack sends the whole view along with a block_suggestion (docs.slack.dev, "block_suggestion payloads"). */
export function readLookup({ user, value, view }: BlockSuggestion, now: Date): Lookup {
  const { callback_id: form = '', private_metadata: metadata = '' } = view ?? {};
  return { personId: user.id, now, typed: value, form, metadata };
}

const slackId = /^[A-Z0-9]{1,20}$/;
const messageTs = /^\d{1,12}\.\d{1,9}$/;

export function readPick({ channel, message, user }: MessageShortcut, now: Date): MessagePick {
  // All of these travel on in the metadata of a form, which has room for what Slack sends and not for anything else.
  if (!slackId.test(channel.id) || !messageTs.test(message.ts)) throw new Error('a shortcut on no message');
  return {
    personId: user.id,
    now,
    channelId: channel.id,
    channelName: channel.name,
    ts: message.ts,
    text: message.text ?? '',
    authorId: message.user !== undefined && slackId.test(message.user) ? message.user : null,
    files: message.files,
  };
}
