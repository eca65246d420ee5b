// Shows rich text, tables and charts as plain lines.
import type { Chart, Inline, RichText, RichTextPart, Table } from '../block-kit/rich.ts';
import { type Reader, readMrkdwn } from './mrkdwn.ts';

function inlineWords(part: Inline, reader: Reader): string {
  switch (part.type) {
    case 'user':
      return readMrkdwn(`<@${part.user_id}>`, reader);
    case 'channel':
      return readMrkdwn(`<#${part.channel_id}>`, reader);
    case 'emoji':
      return `:${part.name}:`;
    case 'date':
      return readMrkdwn(`<!date^${part.timestamp}^${part.format}|${part.fallback ?? ''}>`, reader);
    case 'broadcast':
      return `@${part.range}`;
    default:
      return part.text ?? part.url ?? '';
  }
}

function words(parts: readonly Inline[], reader: Reader): string {
  return parts.map((it) => inlineWords(it, reader)).join('');
}

function partLines(part: RichTextPart, reader: Reader): string[] {
  switch (part.type) {
    case 'rich_text_list':
      return part.elements.map((item, index) => {
        const mark = part.style === 'ordered' ? `${(part.offset ?? 0) + index + 1}.` : '•';
        return `${'  '.repeat(part.indent ?? 0)}${mark} ${words(item.elements, reader)}`;
      });
    case 'rich_text_quote':
      return words(part.elements, reader)
        .split('\n')
        .map((line) => `> ${line}`);
    default:
      return words(part.elements, reader).split('\n');
  }
}

export function richTextLines(block: RichText, reader: Reader): string[] {
  return block.elements.flatMap((it) => partLines(it, reader));
}

export function tableLines(block: Table, reader: Reader): string[] {
  return block.rows.map((row) =>
    row
      .map((cell) => {
        if (cell.type === 'rich_text') return richTextLines(cell, reader).join(' ');
        return cell.type === 'raw_number' ? (cell.text ?? String(cell.value)) : cell.text;
      })
      .join(' | '),
  );
}

export function chartLines(block: Chart): string[] {
  const { chart } = block;
  if (chart.type === 'pie') {
    return [`(pie) ${block.title}`, ...chart.segments.map((it) => `  ${it.label}: ${it.value}`)];
  }
  const series = chart.series.map((it) => `  ${it.name}: ${it.data.map((one) => one.value).join(', ')}`);
  return [`(${chart.type}) ${block.title}`, `  ${chart.axis_config.categories.join(', ')}`, ...series];
}
