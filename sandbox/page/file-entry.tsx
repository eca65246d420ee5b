// A file_input: the browser's own picker, and below it what was chosen, to be taken away again.
import { useEffect, useRef, useState } from 'react';
import type { Element } from '../block-kit/blocks.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json.ts';
import { useDesk } from './desk.ts';
import type { Held } from './entry.tsx';
import { bytesInWords } from './shared-files.tsx';

interface Props {
  element: Extract<Element, { type: 'file_input' }>;
  held: Held;
  label: string;
}

/** Slack's own limit where the form names none. */
const usualMost = 10;

export function FileEntry({ element, held, label }: Props) {
  const { gives } = useDesk();
  const most = element.max_files ?? usualMost;
  const types = element.filetypes;
  const files = listOf(held.entry.files).map(fieldsOf);
  const [problem, setProblem] = useState('');
  const [isSending, setIsSending] = useState(false);
  const group = useFocusThatStays(files.length);
  const choose = async (chosen: readonly File[]) => {
    const other = chosen.find(
      ({ name }) => types && !types.some((it) => name.toLowerCase().endsWith(`.${it}`)),
    );
    if (other) return setProblem(`“${other.name}” is none of these: ${types?.join(', ')}.`);
    if (files.length + chosen.length > most) return setProblem(`At most ${most} can be chosen.`);
    setIsSending(true);
    const given = (await Promise.all(chosen.map(gives))).filter((it) => it !== undefined);
    setIsSending(false);
    setProblem(given.length < chosen.length ? 'Not every file could be handed over: try again.' : '');
    held.keep({ files: [...files, ...given] });
  };
  const drop = (id: unknown) => held.keep({ files: files.filter((it) => it.id !== id) });
  return (
    <div className="file-entry" ref={group}>
      {files.map((file) => (
        <Chosen key={textOf(file.id)} file={file} onRemove={() => drop(file.id)} />
      ))}
      {files.length < most && (
        <input
          {...held.attributes}
          type="file"
          aria-label={label}
          aria-busy={isSending}
          accept={types?.map((it) => `.${it}`).join(',')}
          multiple={most > 1}
          onChange={({ target }) => {
            const chosen = [...(target.files ?? [])];
            // The same file can be chosen again after it was taken away.
            target.value = '';
            void choose(chosen);
          }}
        />
      )}
      <p className="field-error" role="status">
        {problem}
      </p>
    </div>
  );
}

function Chosen({ file, onRemove }: { file: Fields; onRemove: () => void }) {
  const name = textOf(file.name);
  return (
    <p className="file">
      <span aria-hidden="true">📄</span> <strong>{name}</strong>
      <small>{bytesInWords(Number(file.size))}</small>
      <button type="button" className="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
        ✕
      </button>
    </p>
  );
}

/** What had the focus goes when a file comes or goes; its neighbour takes it over. */
function useFocusThatStays(count: number): React.RefObject<HTMLDivElement | null> {
  const group = useRef<HTMLDivElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (before.current !== count) group.current?.querySelector<HTMLElement>('input, button')?.focus();
    before.current = count;
  }, [count]);
  return group;
}
