// Where messages and slash commands are written; commands are completed from what the app offers.
import { useId, useRef, useState } from 'react';
import type { CommandCard } from '../page-server/protocol.ts';
import { useDesk } from './desk.ts';
import { Menu } from './menu.tsx';

interface Props {
  channelId: string;
  threadTs?: string;
  label: string;
}

function completionsFor(text: string, commands: readonly CommandCard[]): readonly CommandCard[] {
  if (!/^\/\S*$/.test(text)) return [];
  return commands.filter((it) => it.command.startsWith(text.toLowerCase()));
}

/** What is written, what completes it, and what keys do about both. */
function useWriting({ channelId, threadTs }: Props) {
  const { state, does } = useDesk();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLTextAreaElement>(null);
  const offered = threadTs === undefined ? completionsFor(text, state.commands) : [];
  const write = (written: string) => {
    setText(written);
    setChosen(0);
  };
  const complete = (command: CommandCard) => {
    write(`${command.command} `);
    input.current?.focus();
  };
  const send = async () => {
    const said = text.trim();
    if (said === '') return;
    setText('');
    const outcome = await does({ does: 'type', channelId, text: said, ...(threadTs ? { threadTs } : {}) });
    if (outcome.failure) setText((now) => (now === '' ? said : now));
  };
  const press = (event: React.KeyboardEvent) => {
    const command = offered[Math.min(chosen, offered.length - 1)];
    const isWhole = command?.command === text;
    if (event.key === 'ArrowDown' && command) setChosen((chosen + 1) % offered.length);
    else if (event.key === 'ArrowUp' && command) setChosen((chosen - 1 + offered.length) % offered.length);
    else if ((event.key === 'Tab' || event.key === 'Enter') && command && !isWhole) complete(command);
    else if (event.key === 'Enter' && !event.shiftKey) void send();
    else return;
    event.preventDefault();
  };
  return { text, chosen, input, offered, write, complete, send, press };
}

export function Composer(props: Props) {
  const { threadTs, label } = props;
  const { text, chosen, input, offered, write, complete, send, press } = useWriting(props);
  const id = useId();
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {offered.length > 0 && <Completions id={id} offered={offered} chosen={chosen} onChoose={complete} />}
      <textarea
        ref={input}
        rows={1}
        value={text}
        aria-label={label}
        placeholder={threadTs ? 'Reply…' : `${label}, or / for commands`}
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={offered.length > 0 ? `${id}-${chosen}` : undefined}
        onChange={(event) => write(event.target.value)}
        onKeyDown={press}
      />
      <div className="composer-tools">
        {threadTs === undefined && <Shortcuts />}
        <button type="submit" className="send" disabled={text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}

function Completions(props: {
  id: string;
  offered: readonly CommandCard[];
  chosen: number;
  onChoose: (command: CommandCard) => void;
}) {
  return (
    <div className="completions" id={props.id} role="listbox" aria-label="Commands">
      {props.offered.map((it, index) => (
        <div
          key={it.command}
          id={`${props.id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.chosen}
          onPointerDown={(event) => {
            event.preventDefault();
            props.onChoose(it);
          }}
        >
          <strong>{it.command}</strong> <span className="usage">{it.usageHint}</span>
          <small>{it.description}</small>
        </div>
      ))}
    </div>
  );
}

/** The shortcuts that can be used from anywhere. */
function Shortcuts() {
  const { state, does } = useDesk();
  const items = state.shortcuts
    .filter((it) => it.type === 'global')
    .map((it) => ({
      words: it.name,
      hint: it.description,
      does: () => void does({ does: 'shortcut', callbackId: it.callbackId }),
    }));
  return <Menu label="Shortcuts" face="⚡" items={items} />;
}
