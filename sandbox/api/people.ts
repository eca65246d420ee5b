// The auth, users, team and apps methods: who the bot is, and who works here.
import { profileOf, userOf } from '../shapes.ts';
import type { Slack } from '../slack.ts';
import type { Person } from '../world.ts';
import { ApiError, type Method, pageOf, textArg } from './call.ts';

const authTest: Method = ({ identity, manifest }) => ({
  url: `https://${identity.teamDomain}.slack.com/`,
  team: identity.teamName,
  user: manifest.botName.toLowerCase().replaceAll(' ', '_'),
  team_id: identity.teamId,
  user_id: identity.botUserId,
  bot_id: identity.botId,
  is_enterprise_install: false,
});

function personArg(slack: Slack, id: string | undefined): Person {
  const person = slack.world.people.get(id ?? '');
  if (!person) throw new ApiError('user_not_found');
  return person;
}

const usersInfo: Method = (slack, args) => ({
  user: userOf(personArg(slack, textArg(args, 'user')), slack.clock.now()),
});

const usersList: Method = (slack, args) => {
  const page = pageOf([...slack.world.people.values()], args, 1000);
  return {
    members: page.items.map((it) => userOf(it, slack.clock.now())),
    cache_ts: Math.floor(slack.clock.now().getTime() / 1000),
    response_metadata: { next_cursor: page.nextCursor },
  };
};

const usersProfileGet: Method = (slack, args) => ({
  profile: profileOf(personArg(slack, textArg(args, 'user') ?? slack.identity.botUserId)),
});

const teamInfo: Method = ({ identity }) => ({
  team: {
    id: identity.teamId,
    name: identity.teamName,
    url: `https://${identity.teamDomain}.slack.com/`,
    domain: identity.teamDomain,
    email_domain: '',
    is_verified: false,
  },
});

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'users.list': usersList,
  'users.profile.get': usersProfileGet,
  'team.info': teamInfo,
};
