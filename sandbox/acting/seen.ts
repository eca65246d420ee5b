// What a person saw come of one act: messages only they see, a modal, errors in it, or Slack's own excuse.

import { readable } from '../readable/page.ts';
import type { Delivery, Outcome } from '../record.ts';
import type { Slack } from '../slack.ts';
import type { View } from '../views.ts';
import type { Message, Person } from '../world.ts';

export interface Seen {
  /** How long the bot took to acknowledge; null where it did not, or was not asked. */
  readonly ackMs: number | null;
  /** What Slack told the person when the bot did not answer well; null when all went well. */
  readonly failure: string | null;
  /** Messages that only this person sees, which appeared or changed during the act. */
  readonly notices: readonly Message[];
  /** The newest of those as read, or an empty text. */
  readonly text: string;
  /** The modal that is on top now. */
  readonly modal: View | undefined;
  /** Errors below the inputs of that modal, by the input's label. */
  readonly errors: Readonly<Record<string, string>>;
  /** What a type-ahead offered. */
  readonly options: readonly string[];
  readonly delivery: Delivery | undefined;
}

export interface Come {
  readonly delivery?: Delivery | undefined;
  readonly failure?: string | undefined;
  readonly options?: readonly string[];
}

const excuses: Partial<Record<Outcome, string>> = {
  timeout: 'operation_timeout',
  late: 'operation_timeout',
  refused: 'http_service_error',
  lost: 'dispatch_failed',
  unreachable: 'dispatch_failed',
};

/** Slack's word for a delivery that went wrong; undefined where it was acknowledged in time. */
export function excuseFor(delivery: Delivery): string | undefined {
  return excuses[delivery.outcome];
}

export async function seen(
  slack: Slack,
  person: Person,
  settle: () => Promise<unknown>,
  act: () => Promise<Come>,
): Promise<Seen> {
  const before = new Set(noticesOf(slack, person).map(versionOf));
  const come = await act();
  await settle();
  const notices = noticesOf(slack, person).filter((it) => !before.has(versionOf(it)));
  const newest = notices.at(-1);
  const modal = slack.views.stackOf(person.id).at(-1);
  return {
    ackMs: come.delivery?.ackMs ?? null,
    failure: come.failure ?? null,
    notices,
    text: newest ? readable(newest, slack.world, person.timeZone) : '',
    modal,
    errors: { ...modal?.errors },
    options: come.options ?? [],
    delivery: come.delivery,
  };
}

function noticesOf(slack: Slack, person: Person): Message[] {
  return slack.world.ephemerals.filter((it) => it.visibleTo === person.id && !it.isDeleted);
}

function versionOf(message: Message): string {
  return `${message.ts} ${message.editedTs ?? ''}`;
}
