// The files.* methods: the bot asks about a file, and uploads its own in three steps.
import { fileOf } from '../files.ts';
import { fieldsOf, listOf, textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import { post } from '../talk.ts';
import { ApiError, channelArg, type Method, textArg } from './call.ts';

const info: Method = (slack, args) => {
  const file = slack.files.find(textArg(args, 'file') ?? '');
  if (!file?.isComplete) throw new ApiError('file_not_found');
  return { file: fileOf(slack, file) };
};

const getUploadUrl: Method = (slack, args) => {
  const name = textArg(args, 'filename');
  const length = Number(args.length);
  if (!name || !(length > 0)) throw new ApiError('invalid_arguments');
  const id = slack.world.nextId('F');
  const bytes = new Uint8Array(length);
  slack.files.add({ id, name, ownerId: slack.identity.botUserId, bytes, isComplete: false });
  return { upload_url: `${slack.origin}/upload/${id}`, file_id: id };
};

/** Takes the bytes; false when they are not as many as were announced. */
export function takeUpload(slack: Slack, id: string, bytes: Uint8Array): boolean {
  const file = slack.files.find(id);
  if (!file || file.isComplete || file.bytes.length !== bytes.length) return false;
  file.bytes = bytes;
  return true;
}

const completeUpload: Method = (slack, args) => {
  const files = listOf(args.files).map((given) => slack.files.find(textOf(fieldsOf(given).id) ?? ''));
  const found = files.filter((file) => file !== undefined);
  if (found.length === 0 || found.length < files.length) throw new ApiError('file_not_found');
  const channel = args.channel_id === undefined ? undefined : channelArg(slack, args, 'channel_id');
  for (const file of found) Object.assign(file, { isComplete: true, sharedIn: channel?.id });
  if (channel) {
    post(slack, channel, {
      authorId: slack.identity.botUserId,
      isFromBot: true,
      text: textArg(args, 'initial_comment') ?? '',
      subtype: 'file_share',
      files: found.map(({ id, name }) => ({ id, name })),
    });
  }
  return { files: found.map((file) => fileOf(slack, file)) };
};

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.info': info,
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
