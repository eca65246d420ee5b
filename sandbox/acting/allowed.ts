// Refuses what no person could do in a real Slack: act where they are not, or on what they cannot see.
import type { Slack } from '../slack.ts';
import type { Channel, Message, Person } from '../world.ts';

export function refuseAbsent(person: Person): void {
  if (person.isDeactivated) throw new Error(`${person.name} is deactivated and cannot do anything here`);
}

export function refuseOutsider(slack: Slack, person: Person, channel: Channel): void {
  refuseAbsent(person);
  if (!slack.world.channels.has(channel.id)) throw new Error(`#${channel.name} is gone`);
  if (channel.kind === 'public' && !person.isGuest && !person.isStranger) return;
  if (channel.members.has(person.id)) return;
  throw new Error(`${person.name} is not a member of #${channel.name} and cannot see it`);
}

export function refuseNonMember(slack: Slack, person: Person, channel: Channel): void {
  refuseOutsider(slack, person, channel);
  if (!channel.members.has(person.id)) {
    throw new Error(`${person.name} has to join #${channel.name} before writing there`);
  }
  if (channel.isArchived) throw new Error(`#${channel.name} is archived: nobody can write there`);
  if (channel.kind === 'im' && slack.manifest.messagesTabIsReadOnly) {
    throw new Error(`The app's messages tab is read-only: ${person.name} cannot write there`);
  }
}

export function refuseUnseen(slack: Slack, person: Person, message: Message): void {
  if (message.isDeleted) throw new Error('That message was deleted');
  refuseOutsider(slack, person, slack.world.channel(message.channelId));
  if (message.visibleTo !== undefined && message.visibleTo !== person.id) {
    throw new Error(`${person.name} does not see that message: it was shown to somebody else alone`);
  }
}
