// The rows of an import that were refused, on a page to read or copy.
import type { ModalView } from '@slack/types';
import { cut, escaped } from '../platform/slack-text.ts';
import { context, page, section } from '../platform/view-parts.ts';
import type { RefusedRow } from './import.ts';

/** Even if every character is escaped (& is five), a part fits a section. */
const partLength = 550;
const mostParts = 95;

/** What was refused, as CSV to read or copy. */
export function refusalsPage(refused: RefusedRow[], all: number): ModalView {
  const csv = [
    'line,reason',
    ...refused.map(({ line, reason }) => `${line},"${reason.replaceAll('"', '""')}"`),
  ];
  const parts: string[] = [];
  for (const line of csv) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < partLength)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(cut(line, partLength));
  }
  const rest =
    parts.length > mostParts || all > refused.length
      ? [context(`… of ${all.toLocaleString('en')} rows in all.`)]
      : [];
  return page('Refused rows', [...parts.slice(0, mostParts).map((part) => section(escaped(part))), ...rest]);
}
