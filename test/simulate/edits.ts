// What the bot sent off to change its messages, in the order in which it did: they may arrive in another one.
import { type Fields, fieldsOf, parsedJson, textOf } from '../../sandbox/json.ts';

export interface Edit {
  /** The channel and the message in it. */
  place: string;
  content: string;
}

/** An edit among the calls of the Web API; null: it is another call. */
export function editOf(address: URL, init: RequestInit): Edit | null {
  if (address.pathname !== '/api/chat.update') return null;
  const fields: Fields = Object.fromEntries(new URLSearchParams(String(init.body ?? '')));
  return editIn({ ...fields, blocks: parsedJson(textOf(fields.blocks) ?? '') });
}

export function editIn(args: unknown): Edit {
  const { channel, ts, text, blocks } = fieldsOf(args);
  return { place: `${channel} ${ts}`, content: JSON.stringify([text, blocks]) };
}
