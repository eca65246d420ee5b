// How requests travel from Slack to the bot: over its WebSocket, or as signed HTTP requests.
import type { Fields } from '../json.ts';
import type { DeliveryKind, Outcome } from '../record.ts';

export interface Parcel {
  readonly kind: DeliveryKind;
  readonly payload: Fields;
  readonly retryNum: number;
  readonly retryReason: string;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly body: unknown;
}

export interface Link {
  /** Resolves with the bot's answer, or with what went wrong once Slack would have stopped waiting. */
  send(parcel: Parcel, onLateAck: () => void): Promise<Answer>;
  /** Whether a bot has ever been there: before that, nobody is told what happens. */
  readonly hasHadBot: boolean;
  close(): void;
}
