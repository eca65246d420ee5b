// What a failed Web API call means for what we owe: not done, perhaps done, or never to be done.
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from './bolt.ts';

export type SendTrouble =
  /** Slack did nothing and named its pause. */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** Slack did nothing, and will once the operator has mended the token. */
  | { kind: 'unauthorized'; problem: string }
  /** Slack could not be reached: nothing went out. */
  | { kind: 'unreached'; problem: string }
  /** Perhaps Slack did it: there was no answer. */
  | { kind: 'unanswered'; problem: string }
  /** Perhaps Slack did it: it answers that something went wrong. */
  | { kind: 'unclear'; problem: string }
  /** The fault is ours, before Slack was asked or after it has answered. */
  | { kind: 'bug'; problem: string }
  /** Slack did nothing: what the message says is malformed or too long, which is a fault of ours. */
  | { kind: 'unfit'; problem: string }
  /** Slack did nothing and never will. */
  | { kind: 'refused'; problem: string };

/** Why a message will never be sent. */
export type Loss = Extract<SendTrouble, { kind: 'refused' | 'unfit' }>;

const unauthorized = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
]);
const unfit = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'too_many_attachments',
  'metadata_too_large',
]);
// Slack's own words for "unexpected": its pages warn that part of the work may have been done.
const unclear = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** What fails in one of these, before a connection stands, has sent nothing. */
const connecting = new Set(['getaddrinfo', 'connect']);

/** Of several addresses each was tried, or `fetch` tells of the one. */
function isUnreached({ cause }: Error): boolean {
  const failures: unknown[] =
    cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors : [cause];
  return failures.every(
    (failure) => failure instanceof Error && 'syscall' in failure && connecting.has(String(failure.syscall)),
  );
}

export function readTrouble(error: unknown): SendTrouble {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'limited', retryAfterSeconds: error.retryAfter };
  }
  if (error instanceof WebAPIPlatformError) {
    const problem = error.data.error;
    if (problem === 'ratelimited') return { kind: 'limited', retryAfterSeconds: 30 };
    if (unauthorized.has(problem)) return { kind: 'unauthorized', problem };
    if (unfit.has(problem)) return { kind: 'unfit', problem };
    return { kind: unclear.has(problem) ? 'unclear' : 'refused', problem };
  }
  if (error instanceof WebAPIHTTPError) return { kind: 'unclear', problem: `http_${error.statusCode}` };
  if (error instanceof WebAPIRequestError) {
    const { original } = error;
    return { kind: isUnreached(original) ? 'unreached' : 'unanswered', problem: original.message };
  }
  return { kind: 'bug', problem: error instanceof Error ? error.message : String(error) };
}
