// What Slack itself checks in a form before the app hears of a submission.
import type { Element } from '../block-kit/blocks.ts';
import { actionIdOf } from '../block-kit/walk.ts';
import { isTaken } from '../files.ts';
import { isEmptyEntry } from '../form.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json.ts';
import type { View } from '../views.ts';
import { inputsOf } from './find.ts';

export function complaintsAbout(view: View): Record<string, string> {
  const complaints: Record<string, string> = {};
  for (const block of inputsOf(view.fields.blocks)) {
    const entry = view.state[block.block_id ?? '']?.[actionIdOf(block.element) ?? ''];
    if (isEmptyEntry(entry)) {
      if (!block.optional) complaints[block.label.text] = 'Please complete this required field.';
      continue;
    }
    const complaint = complaintAbout(block.element, entry ?? {});
    if (complaint) complaints[block.label.text] = complaint;
  }
  return complaints;
}

function complaintAbout(element: Element, entry: Fields): string | undefined {
  const text = String(entry.value ?? '');
  switch (element.type) {
    case 'plain_text_input':
      if (text.length > (element.max_length ?? 3000))
        return `Please enter ${element.max_length ?? 3000} characters or fewer.`;
      if (text.length < (element.min_length ?? 0))
        return `Please enter at least ${element.min_length} characters.`;
      return undefined;
    case 'number_input': {
      const number = Number(text);
      if (!Number.isFinite(number)) return 'Please enter a valid number.';
      if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Please enter a whole number.';
      if (element.min_value !== undefined && number < Number(element.min_value)) {
        return `Please enter a number of at least ${element.min_value}.`;
      }
      if (element.max_value !== undefined && number > Number(element.max_value)) {
        return `Please enter a number of at most ${element.max_value}.`;
      }
      return undefined;
    }
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    case 'file_input':
      return complaintAboutFiles(element, entry);
    default:
      return undefined;
  }
}

function complaintAboutFiles(
  { filetypes, max_files: most = 10 }: Extract<Element, { type: 'file_input' }>,
  entry: Fields,
): string | undefined {
  const names = listOf(entry.files).map((it) => textOf(fieldsOf(it).name) ?? '');
  if (names.length > most) return `Please choose at most ${most === 1 ? 'one file' : `${most} files`}.`;
  const other = names.find((name) => !isTaken(name, filetypes));
  return other === undefined ? undefined : `“${other}” is not one of: ${filetypes?.join(', ')}.`;
}
