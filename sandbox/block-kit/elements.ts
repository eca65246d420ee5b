// The parts of a block that people press, pick from and write in, with the limits that Slack puts on them.
import { z } from 'zod';
import {
  anyText,
  confirm,
  dispatchActionConfig,
  id,
  placeholder,
  plainOption,
  plainText,
  richOption,
} from './composition.ts';

const pressable = { action_id: id.optional(), confirm: confirm.optional() };
export const focusable = { ...pressable, focus_on_load: z.boolean().optional() };
const writable = {
  action_id: id.optional(),
  placeholder: placeholder.optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: dispatchActionConfig.optional(),
};

const realDate = z.string().refine((text) => {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}, 'must be a real date as YYYY-MM-DD');
const realTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm');

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  ...pressable,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...pressable,
  options: z.array(plainOption).min(1).max(5),
});

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).optional(),
  })
  .refine(
    (it) =>
      (it.initial_options ?? []).every((chosen) =>
        it.options.some((option) => option.value === chosen.value),
      ),
    { path: ['initial_options'], message: 'initial options must be among the options' },
  );

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
  })
  .refine(
    (it) => !it.initial_option || it.options.some((option) => option.value === it.initial_option?.value),
    {
      path: ['initial_option'],
      message: 'initial option must be among the options',
    },
  );

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...focusable,
  placeholder: placeholder.optional(),
  initial_date: realDate.optional(),
});

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...focusable,
  placeholder: placeholder.optional(),
  initial_time: realTime.optional(),
  timezone: z.string().optional(),
});

export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...focusable,
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const textLengths = {
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
};

export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...writable,
    ...textLengths,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
  })
  .refine((it) => it.max_length === undefined || (it.initial_value ?? '').length <= it.max_length, {
    path: ['initial_value'],
    message: 'initial value must not be longer than max_length',
  });

export const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...writable,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

export const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...writable,
  initial_value: z.string().optional(),
});

export const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...writable,
  initial_value: z.string().optional(),
});

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...writable,
  initial_value: z.looseObject({ type: z.literal('rich_text') }).optional(),
  min_lines: z.number().int().optional(),
  max_lines: z.number().int().optional(),
});

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: id.optional(),
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
});

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(3000).optional(),
  slack_file: z.looseObject({}).optional(),
  alt_text: z.string().max(2000),
});

export const contextText = anyText(3000);
