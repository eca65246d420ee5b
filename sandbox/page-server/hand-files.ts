// Hands files over between the page and the workspace: what somebody picks goes in, what was shared with them comes out.
import type { Fields } from '../json.ts';
import type { Workspace } from '../workspace.ts';

/** What the page may pick: more than the bot takes, so that it is the bot who refuses. */
export const mostFileBytes = 50_000_000;

export function takeFile(
  workspace: Workspace,
  personId: string,
  fileName: string,
  bytes: Uint8Array,
): Fields {
  return workspace.as(workspace.person(personId)).picks({ fileName, bytes });
}

export interface Handed {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** A file to keep on one's disk; undefined where there is none, or where this person may not open it. */
export function giveFile(workspace: Workspace, personId: string, fileId: string): Handed | undefined {
  const file = workspace.files.all.find(({ id }) => id === fileId);
  if (!file) return undefined;
  const { name, ownerId, sharedIn, bytes } = file;
  const isTheirs = ownerId === personId;
  if (!isTheirs && !(sharedIn && workspace.channel(sharedIn).members.has(personId))) return undefined;
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
  return { headers, bytes };
}
