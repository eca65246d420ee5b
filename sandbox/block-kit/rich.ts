// Rich text, tables and charts: the blocks that hold formatted words and figures.
import { z } from 'zod';
import { id, plainText } from './composition.ts';

const blockId = { block_id: id.optional() };

const inline = z.looseObject({
  type: z.enum([
    'text',
    'link',
    'user',
    'channel',
    'emoji',
    'date',
    'broadcast',
    'usergroup',
    'team',
    'color',
  ]),
  text: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  name: z.string().optional(),
  timestamp: z.number().optional(),
  format: z.string().optional(),
  fallback: z.string().optional(),
  range: z.string().optional(),
});

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

const richTextPart = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section),
    indent: z.number().int().optional(),
    offset: z.number().int().optional(),
    border: z.number().int().optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: z.array(inline),
    border: z.number().int().optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(inline),
    border: z.number().int().optional(),
    language: z.string().optional(),
  }),
]);

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(richTextPart),
  ...blockId,
});

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  richText,
]);

export const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
  ...blockId,
});

const label = z.string().min(1).max(20);
const series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(20),
});
const axisConfig = z.strictObject({
  categories: z.array(label).min(1).max(20),
  x_label: z.string().max(50).optional(),
  y_label: z.string().max(50).optional(),
});
const plotted = { series: z.array(series).min(1).max(6), axis_config: axisConfig };
const chart = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pie'),
    segments: z
      .array(z.strictObject({ label, value: z.number().positive() }))
      .min(1)
      .max(6),
  }),
  z.strictObject({ type: z.literal('bar'), ...plotted }),
  z.strictObject({ type: z.literal('area'), ...plotted }),
  z.strictObject({ type: z.literal('line'), ...plotted }),
]);

export const dataVisualization = z
  .strictObject({
    type: z.literal('data_visualization'),
    title: z.string().min(1).max(50),
    chart,
    ...blockId,
  })
  .superRefine((block, context) => {
    if (block.chart.type === 'pie') return;
    const { categories } = block.chart.axis_config;
    const names = block.chart.series.map((one) => one.name);
    if (new Set(names).size !== names.length) {
      context.addIssue({ code: 'custom', path: ['chart', 'series'], message: 'series names must be unique' });
    }
    block.chart.series.forEach((one, index) => {
      const matches =
        one.data.length === categories.length && one.data.every((it) => categories.includes(it.label));
      if (matches) return;
      const path = ['chart', 'series', index, 'data'];
      context.addIssue({ code: 'custom', path, message: 'labels must match the axis categories' });
    });
  });

export const header = z.strictObject({ type: z.literal('header'), text: plainText(150), ...blockId });

export type Inline = z.infer<typeof inline>;
export type RichText = z.infer<typeof richText>;
export type RichTextPart = z.infer<typeof richTextPart>;
export type Table = z.infer<typeof table>;
export type Chart = z.infer<typeof dataVisualization>;
