// The files of the fake workspace: what people put into forms, and what the bot uploads.
import { type Fields, fieldsOf, listOf, textOf } from './json.ts';
import type { Slack } from './slack.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  bytes: Uint8Array;
  /** An upload counts only once it was completed. */
  isComplete: boolean;
  /** The conversation whose members may open it besides its owner. */
  sharedIn?: string;
}

/** A file as a person picks it from their disk. */
export interface Picked {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** By the end of a name; whatever else it is, Slack hands it out as bytes. */
const mimeTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
};

function endOf(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
}

/** Whether an input of these filetypes takes a file of this name; no filetypes: it takes any. */
export function isTaken(name: string, types: readonly string[] | undefined): boolean {
  return types === undefined || types.includes(endOf(name));
}

export function isPicked(value: unknown): value is Picked {
  return typeof value === 'object' && value !== null && 'fileName' in value && 'bytes' in value;
}

export class Files {
  #files = new Map<string, StoredFile>();

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

  memory(): FilesMemory {
    return this.#files;
  }

  remember(memory: FilesMemory): void {
    this.#files = memory;
  }
}

/** All of them, as plain data that can be kept in a file. */
export type FilesMemory = Map<string, StoredFile>;

/** Slack takes a file as soon as somebody picks it, before they submit what they pick it for. */
export function takePicked(slack: Slack, ownerId: string, { fileName, bytes }: Picked): StoredFile {
  return slack.files.add({
    id: slack.world.nextId('F'),
    name: fileName,
    ownerId,
    bytes,
    isComplete: true,
  });
}

export function mimeTypeOf(name: string): string {
  return mimeTypes[endOf(name)] ?? 'application/octet-stream';
}

/** The entry that Slack keeps for a file_input; undefined where the input takes no such file. */
export function fileEntry(
  slack: Slack,
  ownerId: string,
  picked: Picked,
  types: readonly string[] | undefined,
): Fields | undefined {
  if (!isTaken(picked.fileName, types)) return undefined;
  return { type: 'file_input', files: [fileOf(slack, takePicked(slack, ownerId, picked))] };
}

/** An entry with files that were handed over before: of what it says only the ids count, and only of one's own. */
export function ownFiles(slack: Slack, ownerId: string, entry: Fields): Fields {
  const files = listOf(entry.files).map((given) => {
    const file = slack.files.find(textOf(fieldsOf(given).id) ?? '');
    if (file?.ownerId !== ownerId) throw new Error('This file is gone: choose it again');
    return fileOf(slack, file);
  });
  return { type: 'file_input', files };
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
    filetype: endOf(name) || 'text',
    mimetype: mimeTypeOf(name),
    size: bytes.length,
    mode: 'hosted',
    is_external: false,
    url_private: address,
    url_private_download: `${address}/download`,
  };
}
