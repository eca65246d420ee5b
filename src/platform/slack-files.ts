// Files that people give to the bot through Slack, and files that it gives to them.
import type { Readable } from 'node:stream';
import type { webApi } from '@slack/bolt';
import { minuteMs } from './clock.ts';
import { Refusal } from './refusal.ts';
import { readTrouble } from './slack-errors.ts';

/**
 * A file's content, for the person who uploaded it. Refuses a file that is gone, somebody else's, or larger than
 * `mostBytes` (told by `tooLarge`); anything else that fails can be tried again.
 */
export async function readFile(
  slack: webApi.WebClient,
  fileId: string,
  wishes: { ownerId: string; mostBytes: number; tooLarge: (bytes: number) => Error },
): Promise<Uint8Array> {
  const file = await findFile(slack, fileId);
  // The id came by way of the person's client.
  if (file?.user !== wishes.ownerId) throw new Refusal(gone);
  const address = file.url_private_download ?? file.url_private;
  if (!address) throw new Refusal(gone);
  if ((file.size ?? 0) > wishes.mostBytes) throw wishes.tooLarge(file.size ?? 0);
  const { fetch } = await import('undici');
  const response = await fetch(requireSlack(address, slack.slackApiUrl), {
    headers: { authorization: `Bearer ${slack.token}` },
    signal: AbortSignal.timeout(minuteMs),
  });
  if (!response.ok) throw new Error(`Slack answered ${response.status} instead of a file`);
  // Who may not read a file is shown the page to sign in (slackapi/bolt-js issue 2585).
  if (response.headers.get('content-type')?.startsWith('text/html') && file.filetype !== 'html') {
    throw new Error('Slack showed a page instead of a file: is the scope files:read granted?');
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > wishes.mostBytes) throw wishes.tooLarge(bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const gone = 'Slack does not show me that file any more. Give it to me again.';

async function findFile(slack: webApi.WebClient, file: string) {
  try {
    return (await slack.files.info({ file })).file;
  } catch (error) {
    if (readTrouble(error).kind === 'refused') throw new Refusal(gone);
    throw error;
  }
}

/** The bot's token goes to Slack alone. */
function requireSlack(address: string, apiUrl: string): string {
  const { protocol, hostname, host } = new URL(address);
  const isSlack = protocol === 'https:' && /(?:^|\.)slack(?:-gov|-files|-edge)?\.com$/.test(hostname);
  if (isSlack || host === new URL(apiUrl).host) return address;
  throw new Error('a file stands outside of Slack');
}

export interface OutgoingFile {
  name: string;
  bytes: number;
  /** Read once, from its beginning. */
  content(): Readable;
}

/**
 * Shares files with one person, in one message with the bot (docs.slack.dev, "files.getUploadURLExternal": an address
 * for each, the bytes sent there, then all completed together).
 */
export async function sendFiles(
  slack: webApi.WebClient,
  personId: string,
  files: [OutgoingFile, ...OutgoingFile[]],
  comment: string,
): Promise<void> {
  const { channel } = await slack.conversations.open({ users: personId });
  if (!channel?.id) throw new Error('conversations.open named no channel');
  const [first, ...others] = files;
  const uploaded: [Uploaded, ...Uploaded[]] = [await upload(slack, first)];
  for (const file of others) uploaded.push(await upload(slack, file));
  await slack.files.completeUploadExternal({
    files: uploaded,
    channel_id: channel.id,
    initial_comment: comment,
  });
}

interface Uploaded {
  id: string;
  title: string;
}

async function upload(slack: webApi.WebClient, { name, bytes, content }: OutgoingFile): Promise<Uploaded> {
  const { upload_url: address, file_id: id } = await slack.files.getUploadURLExternal({
    filename: name,
    length: bytes,
  });
  if (!address || !id) throw new Error('files.getUploadURLExternal named no address');
  const { request } = await import('undici');
  const { statusCode, body } = await request(address, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes) },
    body: content(),
    bodyTimeout: 5 * minuteMs,
    headersTimeout: 5 * minuteMs,
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`Slack answered ${statusCode} to an upload`);
  return { id, title: name };
}
