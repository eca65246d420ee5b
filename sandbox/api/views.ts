// The views.* methods: the bot opens, stacks and redraws modals, and publishes App Home.
import type { ViewFields } from '../block-kit/surfaces.ts';
import type { Fields } from '../json.ts';
import type { Slack } from '../slack.ts';
import { checkView, type View, viewOf } from '../views.ts';
import { ApiError, type Method, textArg } from './call.ts';

function checked(args: Fields, kind: 'modal' | 'home'): ViewFields {
  if (args.view === undefined) {
    const messages = ['[ERROR] missing required field: view'];
    throw new ApiError('invalid_arguments', { response_metadata: { messages } });
  }
  const result = checkView(args.view, kind);
  if ('fields' in result) return result.fields;
  throw new ApiError(result.error, { response_metadata: { messages: result.messages } });
}

function redeemed(slack: Slack, args: Fields) {
  const trigger = slack.triggers.redeem(textArg(args, 'trigger_id'));
  if ('error' in trigger) throw new ApiError(trigger.error);
  return trigger;
}

function refuseTakenId(slack: Slack, fields: ViewFields, by?: View): void {
  if (slack.views.idIsTaken(fields.external_id, by)) throw new ApiError('duplicate_external_id');
}

const open: Method = (slack, args) => {
  const trigger = redeemed(slack, args);
  const fields = checked(args, 'modal');
  refuseTakenId(slack, fields);
  trigger.spend();
  return { view: viewOf(slack.views.open(trigger.personId, fields), slack.identity) };
};

const push: Method = (slack, args) => {
  const trigger = redeemed(slack, args);
  const fields = checked(args, 'modal');
  refuseTakenId(slack, fields);
  // Only what a person does inside a modal may put another one on top of it.
  if (!trigger.isFromModal) throw new ApiError('invalid_trigger_id');
  const pushed = slack.views.push(trigger.personId, fields);
  if ('error' in pushed) throw new ApiError(pushed.error);
  trigger.spend();
  return { view: viewOf(pushed, slack.identity) };
};

const update: Method = (slack, args) => {
  const view = slack.views.find(textArg(args, 'view_id'), textArg(args, 'external_id'));
  if (!view) throw new ApiError('not_found');
  const fields = checked(args, view.fields.type);
  refuseTakenId(slack, fields, view);
  const hash = textArg(args, 'hash');
  if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
  return { view: viewOf(slack.views.redraw(view, fields), slack.identity) };
};

const publish: Method = (slack, args) => {
  const person = slack.world.people.get(textArg(args, 'user_id') ?? '');
  if (!person) throw new ApiError('user_not_found');
  if (!slack.manifest.hasHomeTab) throw new ApiError('not_enabled');
  const fields = checked(args, 'home');
  const before = slack.views.homes.get(person.id);
  refuseTakenId(slack, fields, before);
  const hash = textArg(args, 'hash');
  if (hash !== undefined && hash !== before?.hash) throw new ApiError('hash_conflict');
  return { view: viewOf(slack.views.publish(person.id, fields), slack.identity) };
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
