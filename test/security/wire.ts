// Slack's wire in the hands of whoever forges: well-signed requests of any shape, and all that anybody is shown of them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  homeView,
  lengthOfBlocks,
  maxBlocksLength,
  messageBlocks,
  modalView,
} from '../../sandbox/block-kit/surfaces.ts';
import { signatureOf } from '../../src/platform/signature.ts';
import type { Scene } from '../stories/scene.ts';

export type Json = Record<string, unknown>;

/** Something that left the bot: who could read it, and what it says. */
export interface Shown {
  /** A person, a conversation, or 'actor': whoever acted. */
  to: string;
  /** The Web API method, 'ack' or 'response_url'. */
  by: string;
  what: unknown;
}

export interface Answered {
  status: number;
  shown: Shown[];
}

/** Who acts, and where: what Slack vouches for and no client can change. */
export interface Actor {
  id: string;
  teamId: string;
  channelId: string;
}

export class Wire {
  readonly scene: Scene;
  readonly #server: Server;
  readonly #replies: Json[] = [];
  #count = 0;

  private constructor(scene: Scene) {
    this.scene = scene;
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      this.#replies.push(JSON.parse(Buffer.concat(chunks).toString()) as Json);
      response.end('ok');
    });
  }

  static async to(scene: Scene): Promise<Wire> {
    const wire = new Wire(scene);
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get replyAddress(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/reply`;
  }

  /** A trigger_id, or the hash of a view, that was never used before. */
  fresh(): string {
    this.#count += 1;
    return `forged.${this.#count}`;
  }

  unixNow(): string {
    return String(Math.floor(this.scene.clock.now().getTime() / 1000));
  }

  /** Sends a body with a signature that is right, or the one that is given, and waits until all is done. */
  async post(
    body: string,
    { contentType = form, timestamp = this.unixNow(), signature = '' } = {},
  ): Promise<Answered> {
    const { workspace, chair } = this.scene;
    const since = { calls: workspace.calls.length, replies: this.#replies.length };
    const signed = signature || signatureOf(workspace.signingSecret, timestamp, Buffer.from(body));
    const headers = {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signed,
    };
    const address = `http://127.0.0.1:${chair.port()}/slack/events`;
    const response = await fetch(address, { method: 'POST', headers, body });
    const text = await response.text();
    await chair.settled();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const acked: Shown[] =
      text === '' ? [] : [{ to: 'actor', by: 'ack', what: isJson ? JSON.parse(text) : text }];
    const replied = this.#replies
      .slice(since.replies)
      .map((what) => ({ to: 'actor', by: 'response_url', what }));
    const called = workspace.calls.slice(since.calls).flatMap(({ method, args }) => shownBy(method, args));
    return { status: response.status, shown: [...acked, ...replied, ...called] };
  }

  command(actor: Actor, command: string, text: string, more: Json = {}): Promise<Answered> {
    const fields = { ...this.commandOf(actor, command, text), ...more };
    const written = Object.entries(fields).map(([key, value]) => [key, String(value)]);
    return this.post(new URLSearchParams(Object.fromEntries(written)).toString());
  }

  commandOf({ id, teamId, channelId }: Actor, command: string, text: string): Json {
    return {
      command,
      text,
      user_id: id,
      team_id: teamId,
      channel_id: channelId,
      channel_name: 'somewhere',
      trigger_id: this.fresh(),
      response_url: this.replyAddress,
    };
  }

  payload(payload: unknown): Promise<Answered> {
    return this.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
  }

  event(event: unknown): Promise<Answered> {
    const envelope = {
      type: 'event_callback',
      event_id: this.fresh(),
      team_id: this.scene.workspace.teamId,
      event,
    };
    return this.post(JSON.stringify(envelope), { contentType: 'application/json' });
  }

  clickOf(actor: Actor, action: string, value: string): Json {
    const { channelId } = actor;
    return {
      type: 'block_actions',
      ...this.#sender(actor),
      container: { type: 'message', message_ts: '1.2', channel_id: channelId },
      channel: { id: channelId, name: 'somewhere' },
      response_url: this.replyAddress,
      actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: '1.3' }],
    };
  }

  submissionOf(actor: Actor, form: string, metadata: string, entries: Json = {}): Json {
    const values = Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [name, { [name]: entry }]),
    );
    return { type: 'view_submission', ...this.#sender(actor), view: this.#view(form, metadata, values) };
  }

  suggestionOf(actor: Actor, action: string, value: string, form = '', metadata = ''): Json {
    const { trigger_id: _none, ...sender } = this.#sender(actor);
    const view = this.#view(form, metadata, {});
    return { type: 'block_suggestion', ...sender, block_id: action, action_id: action, value, view };
  }

  shortcutOf(actor: Actor, name: string, message?: Json): Json {
    const { channelId } = actor;
    const place = { channel: { id: channelId, name: 'somewhere' }, message, response_url: this.replyAddress };
    return {
      type: message ? 'message_action' : 'shortcut',
      ...this.#sender(actor),
      callback_id: name,
      ...(message ? place : {}),
    };
  }

  #sender({ id, teamId }: Actor): Json {
    const team = { id: teamId, domain: 'x' };
    return {
      team,
      user: { id, name: 'x', team_id: teamId },
      api_app_id: 'A',
      token: 't',
      trigger_id: this.fresh(),
    };
  }

  #view(form: string, metadata: string, values: Json): Json {
    const id = 'V0FORGED';
    const above = { previous_view_id: null, root_view_id: id };
    return {
      ...{ id, type: 'modal', callback_id: form, private_metadata: metadata, hash: this.fresh(), ...above },
      state: { values },
      blocks: [],
    };
  }
}

const form = 'application/x-www-form-urlencoded';

export function shownBy(method: string, args: Json): Shown[] {
  const what = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      ['view', 'blocks'].includes(key) ? parsed(value) : value,
    ]),
  );
  if (method === 'views.publish' || method === 'chat.postEphemeral')
    return [{ to: String(args.user_id ?? args.user), by: method, what }];
  if (method.startsWith('views.')) return [{ to: 'actor', by: method, what }];
  if (method.startsWith('chat.') && method !== 'chat.getPermalink')
    return [{ to: String(args.channel), by: method, what }];
  return [];
}

const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

/** What Slack would complain of in something shown; '' when it takes it. */
export function complaintOf({ by, what }: Shown): string {
  if (typeof what !== 'object' || what === null) return '';
  const { view, blocks, options, errors, response_action: action } = what as Json;
  const said: string[] = [];
  if (view !== undefined) {
    const read = (by === 'views.publish' ? homeView : modalView).safeParse(view);
    said.push(
      ...(read.error?.issues ?? []).map(({ path, message }) => `${by} ${path.join('/')}: ${message}`),
    );
  }
  if (blocks !== undefined) {
    const read = messageBlocks.safeParse(blocks);
    said.push(
      ...(read.error?.issues ?? []).map(({ path, message }) => `${by} ${path.join('/')}: ${message}`),
    );
    if (read.success && lengthOfBlocks(read.data) > maxBlocksLength) said.push(`${by}: too long`);
    if (typeof (what as Json).text !== 'string') said.push(`${by}: blocks without a text`);
  }
  if (Array.isArray(options)) {
    for (const { text, value } of options as { text: { text: string }; value: string }[]) {
      if (text.text.length > 75 || text.text === '' || value.length > 150 || value === '')
        said.push(`${by}: an option of ${text.text}`);
    }
    if (options.length > 100) said.push(`${by}: more than 100 options`);
  }
  if (
    action === 'errors' &&
    Object.values(errors as Json).some((one) => typeof one !== 'string' || one === '')
  ) {
    said.push(`${by}: an error without words`);
  }
  return said.join('\n');
}
