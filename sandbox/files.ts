// The files of the fake workspace: what people put into forms, and what the bot uploads.
import type { Fields } from './json.ts';
import type { Slack } from './slack.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  bytes: Uint8Array;
  /** An upload counts only once it was completed. */
  isComplete: boolean;
}

/** A file as a person picks it from their disk. */
export interface Picked {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export function isPicked(value: unknown): value is Picked {
  return typeof value === 'object' && value !== null && 'fileName' in value && 'bytes' in value;
}

export class Files {
  readonly #files = new Map<string, StoredFile>();

  /** Those that are there for somebody to open. */
  get all(): StoredFile[] {
    return [...this.#files.values()].filter((file) => file.isComplete);
  }

  add(file: StoredFile): StoredFile {
    this.#files.set(file.id, file);
    return file;
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  remove(id: string): void {
    this.#files.delete(id);
  }
}

/** The entry that Slack keeps for a file_input; undefined where the input takes no such file. */
export function fileEntry(
  slack: Slack,
  ownerId: string,
  picked: Picked,
  types: readonly string[] | undefined,
): Fields | undefined {
  const { fileName: name, bytes } = picked;
  if (types && !types.includes(name.split('.').at(-1)?.toLowerCase() ?? '')) return undefined;
  const file = slack.files.add({ id: slack.world.nextId('F'), name, ownerId, bytes, isComplete: true });
  return { type: 'file_input', files: [fileOf(slack, file)] };
}

/** A file as Slack tells of it (docs.slack.dev, "File object"). */
export function fileOf(slack: Slack, { id, name, ownerId, bytes }: StoredFile): Fields {
  const address = `${slack.origin}/files/${id}`;
  return {
    id,
    name,
    title: name,
    user: ownerId,
    user_team: slack.identity.teamId,
    filetype: name.split('.').at(-1) ?? 'text',
    mimetype: 'text/csv',
    size: bytes.length,
    mode: 'hosted',
    is_external: false,
    url_private: address,
    url_private_download: `${address}/download`,
  };
}
