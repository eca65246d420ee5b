// The inspector: what went over the wire, a line each, with what broke a limit marked as bad.
import { type Fields, fieldsOf, textOf } from '../json.ts';
import type { Call, Delivery, Entry } from '../record.ts';
import type { Workspace } from '../workspace.ts';
import type { RecordLine } from './protocol.ts';

const mostLines = 150;
/** Slack shows an error to the person after this long. */
const patienceMs = 3000;

export function recordLines({ timeline }: Workspace): RecordLine[] {
  const first = Math.max(0, timeline.length - mostLines);
  return timeline.slice(first).map((entry, index) => lineOf(entry, first + index));
}

/** How many calls, acks and answers a real Slack would not have taken. */
export function troubles({ timeline }: Workspace): number {
  return timeline.filter(isBad).length;
}

/** What one line carried, whole. */
export function detailOf({ timeline }: Workspace, number: number): unknown {
  const entry = timeline[number];
  if (!entry) return null;
  if ('call' in entry) return { method: entry.call.method, args: entry.call.args, answer: entry.call.answer };
  if ('delivery' in entry) return { payload: entry.delivery.payload, response: entry.delivery.response };
  return entry.warning;
}

function isBad(entry: Entry): boolean {
  if ('call' in entry) return entry.call.error !== undefined;
  if ('warning' in entry) return true;
  const { outcome, ackMs } = entry.delivery;
  return (outcome !== 'acked' && outcome !== 'pending') || (ackMs ?? 0) > patienceMs;
}

function lineOf(entry: Entry, number: number): RecordLine {
  if ('call' in entry) return callLine(entry.call, number);
  if ('delivery' in entry) return deliveryLine(entry.delivery, number);
  const { about, text } = entry.warning;
  return { number, kind: 'warning', name: about, at: null, result: text, ackMs: null, isBad: true };
}

function callLine(call: Call, number: number): RecordLine {
  return {
    number,
    kind: 'call',
    name: call.method,
    at: call.at.toISOString(),
    result: call.ok ? 'ok' : (call.error ?? 'under way'),
    ackMs: null,
    isBad: isBad({ call }),
  };
}

function deliveryLine(delivery: Delivery, number: number): RecordLine {
  return {
    number,
    kind: 'request',
    name: nameOf(delivery),
    at: delivery.at.toISOString(),
    result: delivery.outcome,
    ackMs: delivery.ackMs === null ? null : Math.round(delivery.ackMs * 10) / 10,
    isBad: isBad({ delivery }),
  };
}

function nameOf({ kind, payload }: Delivery): string {
  if (kind === 'command') return `${textOf(payload.command)} ${textOf(payload.text) ?? ''}`.trim();
  if (kind === 'event') return textOf(fieldsOf(payload.event).type) ?? 'event';
  const what = callbackOf(payload);
  return `${textOf(payload.type) ?? kind}${what ? ` ${what}` : ''}`;
}

function callbackOf(payload: Fields): string | undefined {
  const [action] = Array.isArray(payload.actions) ? payload.actions : [];
  return (
    textOf(fieldsOf(action).action_id) ??
    textOf(payload.callback_id) ??
    textOf(fieldsOf(payload.view).callback_id) ??
    textOf(payload.action_id)
  );
}
