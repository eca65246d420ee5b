// Shows a whole message, modal or App Home as the lines that a person reads.
import { stateOf } from '../form.ts';
import type { View } from '../views.ts';
import type { Message, World } from '../world.ts';
import { blockLines } from './blocks.ts';
import { type Reader, readMrkdwn } from './mrkdwn.ts';

export function isView(shown: Message | View): shown is View {
  return 'rootId' in shown;
}

export function readable(shown: Message | View, world: World, timeZone = 'UTC'): string {
  const reader: Reader = { world, timeZone };
  return (isView(shown) ? viewLines(shown, reader) : messageLines(shown, reader)).join('\n');
}

function messageLines(message: Message, reader: Reader): string[] {
  if (message.isDeleted) return ['This message was deleted.'];
  const files = (message.files ?? []).map(({ name }) => `📎 ${name}`);
  if (message.blocks.length === 0) return [...readMrkdwn(message.text, reader).split('\n'), ...files];
  const held = { state: message.state ?? stateOf(message.blocks), errors: {} };
  return [...message.blocks.flatMap((block) => blockLines(block, held, reader)), ...files];
}

function viewLines(view: View, reader: Reader): string[] {
  const { fields } = view;
  const body = fields.blocks.flatMap((block) => blockLines(block, view, reader));
  if (fields.type === 'home') return body;
  const buttons = [fields.close?.text ?? 'Cancel', ...(fields.submit ? [fields.submit.text] : [])];
  return [`= ${fields.title.text} =`, ...body, buttons.map((it) => `[ ${it} ]`).join(' ')];
}
