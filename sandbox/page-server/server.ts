// Serves the page and its small API on this machine alone: acts come by HTTP, what people see goes out by WebSocket.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { parsedJson } from '../json.ts';
import type { Assets } from './bundle.ts';
import type { Floor } from './floor.ts';
import { giveFile, mostFileBytes, takeFile } from './hand-files.ts';
import { detailOf } from './inspect.ts';
import { perform } from './perform.ts';
import { act } from './protocol.ts';
import { Watcher } from './watcher.ts';

const host = '127.0.0.1';
const mostActBytes = 1_000_000;

export interface PageServer {
  readonly port: number;
  readonly address: string;
  /** Cuts every connection, as a network does; pages come back by themselves. */
  drop(): void;
  close(): Promise<void>;
}

export async function servePage(floor: Floor, assets: Promise<Assets>, port: number): Promise<PageServer> {
  const server = createServer((request, response) => {
    void answer(floor, assets, request, response).catch((error) => {
      if (!response.headersSent) send(response, 500, { failure: String(error) });
      else response.destroy();
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, connection, head) => {
    if (!isOwn(request) || request.url !== '/api/watch') return void connection.destroy();
    sockets.handleUpgrade(request, connection, head, (socket) => new Watcher(floor, socket));
  });
  const taken = await listening(server, port);
  return {
    port: taken,
    address: `http://localhost:${taken}/`,
    drop() {
      for (const socket of sockets.clients) socket.terminate();
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Another site's page must neither act here nor read: its requests name another host or origin. */
function isOwn({ headers }: IncomingMessage): boolean {
  const isLocal = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? '');
  return isLocal && (headers.origin === undefined || headers.origin === `http://${headers.host}`);
}

async function answer(
  floor: Floor,
  assets: Promise<Assets>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (!isOwn(request)) return send(response, 403, { failure: 'This page is for this machine only' });
  if (pathname === '/api/act' && request.method === 'POST') {
    const body = await bodyOf(request, mostActBytes);
    const asked = act.safeParse(parsedJson(body.toString('utf8')));
    if (!asked.success) return send(response, 400, { failure: asked.error.message });
    return send(response, 200, await perform(floor, asked.data.personId, asked.data.deed));
  }
  if (pathname === '/api/file') return handFile(floor, request, searchParams, response);
  if (pathname === '/api/record') {
    return send(response, 200, detailOf(floor.workspace, Number(searchParams.get('number'))));
  }
  const asset = (await assets).get(pathname === '/' ? '/index.html' : pathname);
  if (!asset) return send(response, 404, { failure: 'There is nothing here' });
  const isNamedByContent = pathname.startsWith('/assets/');
  response.writeHead(200, {
    'content-type': asset.type,
    'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  response.end(asset.body);
}

/** A file is given by POST and fetched by GET, by the person whom the address names. */
async function handFile(
  { workspace }: Floor,
  request: IncomingMessage,
  asked: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const personId = asked.get('person') ?? '';
  if (request.method === 'POST') {
    const bytes = await bodyOf(request, mostFileBytes);
    return send(response, 200, takeFile(workspace, personId, asked.get('name') ?? '', bytes));
  }
  const file = giveFile(workspace, personId, asked.get('id') ?? '');
  if (!file) return send(response, 404, { failure: 'There is no such file for you here' });
  response.writeHead(200, file.headers).end(file.bytes);
}

async function bodyOf(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes) throw new Error('The request is too large');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
