// The blocks that messages, modals and App Home are built of, with Slack's limits on each.
import { z } from 'zod';
import { anyText, id, plainText } from './composition.ts';
import * as element from './elements.ts';
import { dataVisualization, header, richText, table } from './rich.ts';
import * as select from './selects.ts';

const blockId = { block_id: id.optional() };

const menus = [
  select.staticSelect,
  select.multiStaticSelect,
  select.externalSelect,
  select.multiExternalSelect,
  select.usersSelect,
  select.multiUsersSelect,
  select.conversationsSelect,
  select.multiConversationsSelect,
  select.channelsSelect,
  select.multiChannelsSelect,
] as const;

const pickers = [element.checkboxes, element.radioButtons, element.datepicker, element.timepicker] as const;

const accessory = z.discriminatedUnion('type', [
  element.button,
  element.overflow,
  element.imageElement,
  ...pickers,
  ...menus,
]);

const actionElement = z.discriminatedUnion('type', [
  element.button,
  element.overflow,
  element.datetimepicker,
  element.richTextInput,
  ...pickers,
  ...menus,
]);

const inputElement = z.discriminatedUnion('type', [
  element.plainTextInput,
  element.numberInput,
  element.emailInput,
  element.urlInput,
  element.richTextInput,
  element.fileInput,
  element.datetimepicker,
  ...pickers,
  ...menus,
]);

const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
    ...blockId,
  })
  .refine((block) => block.text || block.fields, 'missing required field: text');

const actions = z
  .strictObject({
    type: z.literal('actions'),
    elements: z.array(actionElement).min(1).max(25),
    ...blockId,
  })
  .superRefine((block, context) => {
    const seen = new Set<string>();
    block.elements.forEach((one, index) => {
      if (one.action_id === undefined) return;
      if (seen.has(one.action_id)) {
        const message = `action_id already exists in this block: ${one.action_id}`;
        context.addIssue({ code: 'custom', path: ['elements', index, 'action_id'], message });
      }
      seen.add(one.action_id);
    });
  });

const context = z.strictObject({
  type: z.literal('context'),
  elements: z
    .array(z.discriminatedUnion('type', [element.contextText, element.imageElement]))
    .min(1)
    .max(10),
  ...blockId,
});

const input = z.strictObject({
  type: z.literal('input'),
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
  ...blockId,
});

const image = z
  .strictObject({
    type: z.literal('image'),
    image_url: z.string().max(3000).optional(),
    slack_file: z.looseObject({}).optional(),
    alt_text: z.string().max(2000),
    title: plainText(2000).optional(),
    ...blockId,
  })
  .refine((block) => block.image_url || block.slack_file, 'missing required field: image_url');

const divider = z.strictObject({ type: z.literal('divider'), ...blockId });

const markdown = z.strictObject({
  type: z.literal('markdown'),
  text: z.string().min(1).max(12_000),
  ...blockId,
});

const everywhere = [section, actions, context, input, image, divider, header, richText] as const;

export const messageBlock = z.discriminatedUnion('type', [...everywhere, markdown, table, dataVisualization]);
export const viewBlock = z.discriminatedUnion('type', everywhere);

export type Block = z.infer<typeof messageBlock>;
export type ViewBlock = z.infer<typeof viewBlock>;
export type SectionBlock = z.infer<typeof section>;
export type InputBlock = z.infer<typeof input>;
export type Element =
  | z.infer<typeof accessory>
  | z.infer<typeof actionElement>
  | z.infer<typeof inputElement>;
