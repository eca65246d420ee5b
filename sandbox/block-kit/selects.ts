// The menus that people pick one or several things from, with the limits that Slack puts on them.
import { z } from 'zod';
import { conversationFilter, optionGroup, placeholder, plainOption } from './composition.ts';
import { focusable } from './elements.ts';

const single = { ...focusable, placeholder: placeholder.optional() };
const multi = { ...single, max_selected_items: z.number().int().min(1).optional() };
const choices = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

interface Choices {
  options?: { value: string }[] | undefined;
  option_groups?: { options: { value: string }[] }[] | undefined;
}

function hasOneKindOfChoices(menu: Choices): boolean {
  return (menu.options === undefined) !== (menu.option_groups === undefined);
}

function offers(menu: Choices, chosen: readonly { value: string }[]): boolean {
  const offered = menu.options ?? (menu.option_groups ?? []).flatMap((group) => group.options);
  return chosen.every((one) => offered.some((option) => option.value === one.value));
}

const oneKindOfChoices = 'must provide either options or option_groups';
const chosenIsOffered = 'initial options must be among the options';

export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...single,
    ...choices,
    initial_option: plainOption.optional(),
  })
  .refine(hasOneKindOfChoices, oneKindOfChoices)
  .refine((menu) => !menu.initial_option || offers(menu, [menu.initial_option]), {
    path: ['initial_option'],
    message: chosenIsOffered,
  });

export const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...multi,
    ...choices,
    initial_options: z.array(plainOption).min(1).optional(),
  })
  .refine(hasOneKindOfChoices, oneKindOfChoices)
  .refine((menu) => offers(menu, menu.initial_options ?? []), {
    path: ['initial_options'],
    message: chosenIsOffered,
  });

const minQueryLength = { min_query_length: z.number().int().min(0).optional() };

export const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...single,
  ...minQueryLength,
  initial_option: plainOption.optional(),
});

export const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...multi,
  ...minQueryLength,
  initial_options: z.array(plainOption).min(1).optional(),
});

export const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...single,
  initial_user: z.string().optional(),
});

export const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...multi,
  initial_users: z.array(z.string()).min(1).optional(),
});

const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};
const responds = { response_url_enabled: z.boolean().optional() };

export const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...single,
  ...conversations,
  ...responds,
  initial_conversation: z.string().optional(),
});

export const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...multi,
  ...conversations,
  initial_conversations: z.array(z.string()).min(1).optional(),
});

export const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...single,
  ...responds,
  initial_channel: z.string().optional(),
});

export const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...multi,
  initial_channels: z.array(z.string()).min(1).optional(),
});
