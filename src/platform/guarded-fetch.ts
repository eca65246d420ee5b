// Reads an outside feed whose address somebody typed: public addresses only, within a size and a time.
import type { Agent, Response } from 'undici';
import { secondMs } from './clock.ts';
import {
  FeedFailure,
  publicLookup,
  type Resolve,
  requirePublicHost,
  resolveHost,
} from './guarded-address.ts';

export interface FeedWishes {
  /** Allows http and addresses inside one's own network: for tests and the sandbox. */
  allowLocal: boolean;
  /** What the feed said of itself when it was last read: unchanged, it sends nothing. */
  etag?: string | null;
  lastModified?: string | null;
  resolve?: Resolve;
  mostBytes?: number;
  mostMs?: number;
}

export type Feed =
  | { status: 'new'; body: Uint8Array; etag: string | null; lastModified: string | null }
  | { status: 'unchanged' };

const mostRedirects = 5;
const mostFeedBytes = 5 * 1024 * 1024;
const mostFeedMs = 10 * secondMs;
const tooSlow = 'it did not answer within ten seconds';
const tooLarge = 'it is larger than 5 MB';
const redirects = [301, 302, 303, 307, 308];

/** Throws a FeedFailure for what is no address of a feed at all. webcal:// is read as https. */
export function feedAddress(text: string, allowLocal: boolean): URL {
  const address = URL.parse(text.trim().replace(/^webcals?:/i, 'https:'));
  if (!address || !/^https?:$/.test(address.protocol)) throw new FeedFailure('it is not a web address');
  if (address.protocol === 'http:' && !allowLocal) {
    throw new FeedFailure('its address does not begin with https://');
  }
  // A name and password would go wherever the feed redirects to.
  if (address.username || address.password) throw new FeedFailure('its address holds a name or password');
  if (!allowLocal) requirePublicHost(address);
  return address;
}

/**
 * One GET, without cookies or credentials. Throws a FeedFailure, and nothing else, when the feed cannot be read within
 * 5 MB and ten seconds in all, redirects included.
 */
export async function guardedFetch(text: string, wishes: FeedWishes): Promise<Feed> {
  const { allowLocal, mostMs = mostFeedMs } = wishes;
  const connect = allowLocal ? {} : { lookup: publicLookup(wishes.resolve ?? resolveHost) };
  // A hundred modules, which nobody needs who follows no feed.
  const { Agent, fetch } = await import('undici');
  const agent = new Agent({ connect, allowH2: false, pipelining: 0 });
  const signal = AbortSignal.timeout(mostMs);
  try {
    const response = await follow(feedAddress(text, allowLocal), { fetch, agent, signal, wishes });
    if (response.status === 304) return { status: 'unchanged' };
    if (!response.ok) throw new FeedFailure(answered(response.status));
    return {
      status: 'new',
      body: await readBody(response, wishes.mostBytes ?? mostFeedBytes),
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    };
  } catch (error) {
    throw signal.aborted ? new FeedFailure(tooSlow) : failureOf(error);
  } finally {
    await agent.destroy();
  }
}

interface Trip {
  fetch: typeof import('undici').fetch;
  agent: Agent;
  signal: AbortSignal;
  wishes: FeedWishes;
}

/** Redirects are followed by hand, so that each is held to the same rules as the first address. */
async function follow(first: URL, { fetch, agent, signal, wishes }: Trip): Promise<Response> {
  const headers = {
    accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
    'user-agent': 'Empty Chair',
    ...(wishes.etag ? { 'if-none-match': wishes.etag } : {}),
    ...(wishes.lastModified ? { 'if-modified-since': wishes.lastModified } : {}),
  };
  let address = first;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await fetch(address.href, { dispatcher: agent, signal, headers, redirect: 'manual' });
    const onwards = redirects.includes(response.status) ? response.headers.get('location') : null;
    if (onwards === null) return response;
    await response.body?.cancel();
    if (!URL.canParse(onwards, address.href)) throw new FeedFailure('it redirects to nowhere');
    address = feedAddress(new URL(onwards, address.href).href, wishes.allowLocal);
  }
  throw new FeedFailure('it redirects too often');
}

/** Counts what comes out of the unpacking, so that a small archive cannot become a large text. */
async function readBody(response: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (Number(response.headers.get('content-length')) > mostBytes) throw new FeedFailure(tooLarge);
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > mostBytes) throw new FeedFailure(tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answered(status: number): string {
  if (status === 401 || status === 403) return 'its server refuses to show it';
  if (status === 404 || status === 410) return 'its server says that it is not there';
  return `its server answered with the error ${status}`;
}

/** Errors of the network carry names and addresses, so only their codes are read. */
function failureOf(error: unknown): FeedFailure {
  let inner = error;
  while (inner instanceof Error) {
    if (inner instanceof FeedFailure) return inner;
    if ('code' in inner && typeof inner.code === 'string') return new FeedFailure(saidBy(inner.code));
    inner = inner.cause;
  }
  return new FeedFailure('the connection to its server failed');
}

function saidBy(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its server cannot be found';
  if (code === 'ECONNREFUSED') return 'its server lets nobody connect';
  if (/CERT|TLS|SSL|ISSUER|SELF_SIGNED/.test(code)) return 'its server’s certificate cannot be trusted';
  if (/^Z_|ZLIB|BROTLI|ZSTD/i.test(code)) return 'it cannot be unpacked';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return tooSlow;
  return 'the connection to its server failed';
}
