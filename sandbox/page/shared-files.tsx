// The files in a message, each a link that keeps it on one's disk.
import type { FileCard } from '../page-server/protocol.ts';
import { useDesk } from './desk.ts';

export function SharedFiles({ files }: { files: readonly FileCard[] }) {
  const { state } = useDesk();
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map(({ id, name, bytes }) => (
        <li className="file" key={id}>
          <span aria-hidden="true">📄</span>{' '}
          {bytes === null ? (
            <strong>{name}</strong>
          ) : (
            <a href={`/api/file?${new URLSearchParams({ person: state.person.id, id })}`} download={name}>
              {name}
            </a>
          )}
          {bytes !== null && <small>{bytesInWords(bytes)}</small>}
        </li>
      ))}
    </ul>
  );
}

/** "640 bytes", "12 kB", "3.4 MB". */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
