// Opens the direct message between the bot and one or several people, or finds the one there is.
import type { Slack } from '../slack.ts';
import type { Channel } from '../world.ts';
import { ApiError } from './call.ts';

const maxPeople = 8;

export function directMessageWith(slack: Slack, personIds: readonly string[]): Channel {
  if (personIds.length === 0) throw new ApiError('users_list_not_supplied');
  if (personIds.length > maxPeople) throw new ApiError('too_many_users');
  for (const id of personIds) refuseUnreachable(slack, id);
  const members = [slack.identity.botUserId, ...personIds];
  const existing = slack.world.directChannel(members);
  if (existing) return existing;
  const isPair = personIds.length === 1;
  const channel: Channel = {
    id: slack.world.nextId(isPair ? 'D' : 'G'),
    name: isPair ? 'directmessage' : `mpdm-${personIds.join('--').toLowerCase()}-1`,
    kind: isPair ? 'im' : 'mpim',
    members: new Set(members),
    isShared: false,
    isArchived: false,
    createdAt: slack.clock.now(),
    creatorId: slack.identity.botUserId,
  };
  slack.world.channels.set(channel.id, channel);
  return channel;
}

function refuseUnreachable(slack: Slack, id: string): void {
  const person = slack.world.people.get(id);
  if (!person) throw new ApiError('user_not_found');
  if (person.isDeactivated) throw new ApiError('user_disabled');
  if (person.isBot || id === 'USLACKBOT') throw new ApiError('cannot_dm_bot');
}
