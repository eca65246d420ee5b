// A person types a slash command or a plain message into a conversation.
import { ApiError } from '../api/call.ts';
import { escaped } from '../escape.ts';
import { isFields } from '../json.ts';
import { commandPayload } from '../payloads.ts';
import { type Destination, showReply } from '../replies.ts';
import type { Slack } from '../slack.ts';
import { post } from '../talk.ts';
import type { Channel, Message, Person } from '../world.ts';
import { refuseNonMember } from './allowed.ts';
import { type Come, excuseFor } from './seen.ts';

export async function typeCommand(
  slack: Slack,
  person: Person,
  channel: Channel,
  typed: string,
): Promise<Come> {
  refuseNonMember(slack, person, channel);
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
  const known = slack.manifest.commands.find((it) => it.command === command);
  // Somebody from another organization sees the channel, but not the commands of this workspace.
  if (!known || person.isStranger) return { failure: `${command} is not a valid command.` };
  const text = known.shouldEscape ? escaped(rest, slack.world, { withNames: true }) : rest;
  const payload = commandPayload(slack, person, channel, command, text.trim());
  const delivery = await slack.courier.bring('command', payload);
  const excuse = excuseFor(delivery);
  if (excuse) return { delivery, failure: `${command} failed with the error "${excuse}"` };
  const place = { personId: person.id, channelId: channel.id, originalTs: undefined };
  return { delivery, failure: showAck(slack, place, delivery.response, command) };
}

function showAck(slack: Slack, place: Destination, body: unknown, command: string): string | undefined {
  const reply = typeof body === 'string' ? { text: body } : body;
  if (!isFields(reply)) return undefined;
  try {
    showReply(slack, place, reply);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    slack.record.warn(command, `the ack was refused: ${error.code} ${JSON.stringify(error.details)}`);
    return `${command} failed with the error "${error.code}"`;
  }
}

export function typeMessage(
  slack: Slack,
  person: Person,
  channel: Channel,
  text: string,
  thread?: Message,
): Message {
  refuseNonMember(slack, person, channel);
  const threadTs = thread ? (thread.threadTs ?? thread.ts) : undefined;
  return post(slack, channel, {
    authorId: person.id,
    text: escaped(text, slack.world, { withNames: false }),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}
