// The inspector: every request to the bot with its ack, every call of the bot's, and what Slack would object to.
import { useEffect, useState } from 'react';
import type { RecordLine } from '../page-server/protocol.ts';
import { timeIn } from './dates.ts';
import { useDesk } from './desk.ts';

const marks = { request: '→', call: '←', warning: '!' } as const;
const kinds = { request: 'to the bot', call: 'by the bot', warning: 'objection' } as const;

export function Inspector() {
  const { state, go } = useDesk();
  const [onlyBad, setOnlyBad] = useState(false);
  const [chosen, setChosen] = useState<RecordLine | null>(null);
  const lines = (state.records ?? []).filter((it) => !onlyBad || it.isBad).toReversed();
  return (
    <section className="inspector" aria-label="Inspector">
      <header className="pane-head">
        <h2>Inspector</h2>
        <label>
          <input type="checkbox" checked={onlyBad} onChange={(event) => setOnlyBad(event.target.checked)} />{' '}
          Only trouble ({state.trouble})
        </label>
        <button
          type="button"
          className="quiet"
          aria-label="Close the inspector"
          onClick={() => go({ inspects: false })}
        >
          ✕
        </button>
      </header>
      <div className="inspector-body">
        <Lines lines={lines} chosen={chosen} onChoose={setChosen} />
        {chosen && <Detail key={chosen.number} line={chosen} />}
      </div>
    </section>
  );
}

interface LinesProps {
  lines: readonly RecordLine[];
  chosen: RecordLine | null;
  onChoose: (line: RecordLine) => void;
}

function Lines({ lines, chosen, onChoose }: LinesProps) {
  const { timeZone } = useDesk().state.person;
  return (
    <table className="lines">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">What</th>
          <th scope="col">Result</th>
          <th scope="col">Ack</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((it) => (
          <tr
            key={it.number}
            className={`${it.isBad ? 'bad' : ''}${chosen?.number === it.number ? ' chosen' : ''}`}
          >
            <td>{it.at ? timeIn(timeZone, new Date(it.at)) : ''}</td>
            <td>
              <button type="button" className="line" onClick={() => onChoose(it)}>
                <span aria-hidden="true">{marks[it.kind]}</span>
                <span className="visually-hidden">{kinds[it.kind]}: </span> {it.name}
              </button>
            </td>
            <td>{it.result}</td>
            <td>{it.ackMs === null ? '' : `${it.ackMs} ms`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Detail({ line }: { line: RecordLine }) {
  const [words, setWords] = useState('…');
  useEffect(() => {
    void fetch(`/api/record?number=${line.number}`)
      .then((response) => response.json())
      .then((detail) => setWords(JSON.stringify(detail, null, 2)))
      .catch(() => setWords('The sandbox does not answer.'));
  }, [line.number]);
  return <pre className="detail">{words}</pre>;
}
