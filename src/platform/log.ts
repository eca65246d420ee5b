// The operator's log: JSON lines that never hold a token or what people wrote.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

const secret = /xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|\bv0=[0-9a-f]{64}\b/g;
const peoplesWords = [
  'text',
  'words',
  'statement',
  'why',
  'reason',
  'blocks',
  'body',
  'payload',
  'view',
  'values',
];

/** A log at `level`, written to standard output unless a stream is given. */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    mixin: () => (requests.getStore() ? { reference: currentReference() } : {}),
    redact: { paths: peoplesWords.flatMap((name) => [name, `*.${name}`]), censor: '[not logged]' },
    serializers: { err: describeError },
    hooks: {
      streamWrite: (line: string) => line.replace(secret, '[secret]'),
    },
  };
  return stream ? pino(options, stream) : pino(options);
}

/** An error for the log: its kind, message and stack, but none of the request that it may carry along. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, message: error.message, ...code, stack: error.stack };
}

/** A request that is being served; it has no reference before a line is logged for it, as for most of them none is. */
const requests = new AsyncLocalStorage<{ reference?: string } | undefined>();

/** Gives every line that is logged for one request, also after its answer, one reference. */
export function underReference<Result>(work: () => Result): Result {
  return requests.run({}, work);
}

/** As underReference, where the request may have come in under one already. */
export function underSomeReference<Result>(work: () => Result): Result {
  return requests.getStore() ? work() : underReference(work);
}

/** The work, to be done later among the works of others, under the reference of the request that asks for it now. */
export function keepingReference<Result>(work: () => Result): () => Result {
  const request = requests.getStore();
  return () => requests.run(request, work);
}

/** The reference of the request that is being served, else a new one. */
export function currentReference(): string {
  const request = requests.getStore();
  if (!request) return newReference();
  request.reference ??= newReference();
  return request.reference;
}

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A short reference that a person can read out and the operator can search the log for. */
function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('');
}
