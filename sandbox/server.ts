// The stand-in's front door: Web API calls, answers to response_urls, and what goes wrong with them on demand.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerCall } from './api/answer.ts';
import { takeUpload } from './api/files.ts';
import type { Fault } from './faults.ts';
import { mimeTypeOf } from './files.ts';
import { type Fields, fieldsOf, parsedJson, textOf } from './json.ts';
import { methodScopes } from './method-scopes.ts';
import type { Call } from './record.ts';
import { takeReply } from './replies.ts';
import type { Slack } from './slack.ts';

export async function serve(slack: Slack, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', slack.origin);
  const body = await bodyOf(request);
  if (pathname.startsWith('/api/')) {
    const args = { ...Object.fromEntries(searchParams), ...fieldsFrom(request, body) };
    await serveCall(slack, pathname.slice('/api/'.length), args, request, response);
  } else if (pathname.startsWith('/response/')) {
    const answer = takeReply(slack, pathname.slice('/response/'.length), fieldsFrom(request, body));
    send(response, answer.ok === true ? 200 : 404, answer);
  } else if (pathname.startsWith('/upload/')) {
    const isTaken = takeUpload(slack, pathname.slice('/upload/'.length), body);
    response.writeHead(isTaken ? 200 : 400).end(isTaken ? `OK - ${body.length}` : 'refused');
  } else if (pathname.startsWith('/files/')) {
    sendFile(slack, pathname.split('/')[2] ?? '', request, response);
  } else {
    send(response, 404, { ok: false, error: 'not_found' });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function fieldsFrom(request: IncomingMessage, body: Buffer): Fields {
  const text = body.toString('utf8');
  if (request.headers['content-type']?.startsWith('application/json')) return fieldsOf(parsedJson(text));
  return Object.fromEntries(new URLSearchParams(text));
}

async function serveCall(
  slack: Slack,
  method: string,
  args: Fields,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call: Call = { method, args: shown(args), at: slack.clock.now(), status: 200, ok: false };
  slack.record.keepCall(call);
  const fault = slack.faults.take(method);
  if (fault && 'delayMs' in fault) await wait(fault.delayMs);
  if (fault && 'losesRequest' in fault) return lose(call, 'request_lost', request);
  if (fault && ('status' in fault || 'error' in fault)) return refuse(call, fault, response);
  const answer = answerCall(slack, method, tokenOf(request, args), args);
  Object.assign(call, { ok: answer.ok === true, answer });
  if (typeof answer.error === 'string') call.error = answer.error;
  if (fault && 'losesReply' in fault) return lose(call, 'reply_lost', request);
  response.setHeader('x-oauth-scopes', slack.manifest.botScopes.join(','));
  response.setHeader('x-accepted-oauth-scopes', (methodScopes[method]?.always ?? []).join(','));
  send(response, 200, answer);
}

function tokenOf(request: IncomingMessage, args: Fields): string | undefined {
  return request.headers.authorization?.replace(/^Bearer /, '') ?? textOf(args.token);
}

/** The arguments for the record: read where the client wrote JSON into a form, and without the token. */
function shown(args: Fields): Fields {
  const read = Object.entries(args).map(([key, value]) => {
    const isJson = typeof value === 'string' && /^[[{]/.test(value);
    return [key, isJson ? (parsedJson(value) ?? value) : value];
  });
  const { token: _token, ...rest } = fieldsOf(Object.fromEntries(read));
  return rest;
}

/** Whoever may not read a file is shown the page to sign in, as Slack does. */
function sendFile(slack: Slack, id: string, request: IncomingMessage, response: ServerResponse): void {
  const file = slack.files.find(id);
  const fault = slack.faults.take('download');
  const isAllowed =
    request.headers.authorization === `Bearer ${slack.identity.botToken}` &&
    slack.manifest.botScopes.includes('files:read');
  if (fault) response.writeHead(503).end();
  else if (!file || !isAllowed) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!DOCTYPE html>Sign in');
  } else response.writeHead(200, { 'content-type': mimeTypeOf(file.name) }).end(file.bytes);
}

function lose(call: Call, error: string, request: IncomingMessage): void {
  Object.assign(call, { error, status: 0 });
  request.socket.destroy();
}

function refuse(call: Call, fault: Fault, response: ServerResponse): void {
  const status = 'status' in fault ? fault.status : 200;
  const error = 'error' in fault ? fault.error : status === 429 ? 'ratelimited' : 'service_unavailable';
  Object.assign(call, { status, error });
  if ('retryAfterSeconds' in fault) response.setHeader('retry-after', String(fault.retryAfterSeconds));
  send(response, status, { ok: false, error });
}

function send(response: ServerResponse, status: number, answer: Fields): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer));
}
