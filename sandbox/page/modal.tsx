// The modal on top: a form or something to read, kept in focus until it is closed or submitted.
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FormState } from '../form.ts';
import type { ViewCard } from '../page-server/protocol.ts';
import { Blocks } from './blocks.tsx';
import { useDesk } from './desk.ts';
import { entriesOf, type Surface, SurfaceContext } from './surface.tsx';

export function Modals() {
  const { state } = useDesk();
  const top = state.modals.at(-1);
  return top ? <Modal key={top.id} view={top} depth={state.modals.length} /> : null;
}

/** What the person entered stays, also when the bot redraws the form around it. */
function merged(drawn: FormState, own: FormState): FormState {
  const all: FormState = {};
  for (const [blockId, byAction] of Object.entries(drawn)) all[blockId] = { ...byAction, ...own[blockId] };
  return all;
}

function Modal({ view, depth }: { view: ViewCard; depth: number }) {
  const { does, state } = useDesk();
  const [own, setOwn] = useState<FormState>({});
  const [isSending, setIsSending] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const held = useMemo(() => merged(view.state, own), [view.state, own]);
  const surface = useFormSurface(view, held, setOwn);
  useOpened(dialog);
  useFirstWrong(dialog, view.errors);
  const close = () => void does({ does: 'close', viewId: view.id });
  const submit = async () => {
    if (isSending) return;
    setIsSending(true);
    await does({ does: 'submit', viewId: view.id, entries: entriesOf(held) });
    setIsSending(false);
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      className="modal"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header className="modal-head">
          <h2 id={title}>
            <span aria-hidden="true">🪑</span> {view.title}
          </h2>
          {depth > 1 && <span className="tag">{depth} open</span>}
          <button type="button" className="quiet" aria-label={`Close: ${view.title}`} onClick={close}>
            ✕
          </button>
        </header>
        <div className="modal-body">
          <SurfaceContext value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext>
        </div>
        <footer className="modal-foot">
          <span className="modal-app">{state.appName}</span>
          <button type="button" className="plain" onClick={close}>
            {view.close}
          </button>
          {view.submit && (
            <button type="submit" className="primary" aria-busy={isSending}>
              {isSending ? 'Sending…' : view.submit}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

function useFormSurface(
  view: ViewCard,
  held: FormState,
  setOwn: (change: (before: FormState) => FormState) => void,
): Surface {
  const { does } = useDesk();
  const on = { viewId: view.id };
  return {
    entryAt: (blockId, actionId) => held[blockId]?.[actionId],
    press: async (blockId, actionId) => {
      await does({ does: 'press', on, blockId, actionId, entries: entriesOf(held) });
    },
    enter: (blockId, actionId, entry, waits) => {
      setOwn((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: entry } }));
      if (!waits) void does({ does: 'enter', on, blockId, actionId, entry, entries: entriesOf(held) });
    },
    ask: async (blockId, actionId, text) =>
      (await does({ does: 'ask', on, blockId, actionId, text })).options,
    errorFor: (label) => view.errors[label],
  };
}

/** The browser keeps the focus inside, and gives it back to where it was. */
function useOpened(dialog: React.RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('.modal-body :is(input, textarea, select)')?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [dialog]);
}

function useFirstWrong(
  dialog: React.RefObject<HTMLDialogElement | null>,
  errors: Readonly<Record<string, string>>,
): void {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    dialog.current?.querySelector<HTMLElement>('.wrong :is(input, textarea, select)')?.focus();
  }, [dialog, errors]);
}
