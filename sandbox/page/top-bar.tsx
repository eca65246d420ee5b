// The bar on top: which workspace this is, as whom we act, and the inspector's switch.
import { Avatar } from './avatar.tsx';
import { useDesk } from './desk.ts';

export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  const { state, look, go } = useDesk();
  const { trouble } = state;
  return (
    <header className="top-bar">
      <button
        type="button"
        className="menu-switch"
        aria-expanded={isMenuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        <span aria-hidden="true">☰</span>
        <span className="visually-hidden">Channels</span>
      </button>
      <p className="workspace-name">
        <span aria-hidden="true">🪑</span> {state.appName} <span className="tag">sandbox</span>
      </p>
      <PersonSwitch />
      <button
        type="button"
        className={`inspector-switch${trouble > 0 ? ' has-trouble' : ''}`}
        aria-pressed={look.inspects}
        onClick={() => go({ inspects: !look.inspects })}
      >
        Inspector
        {trouble > 0 && (
          <span className="badge">
            {trouble}
            <span className="visually-hidden"> things a real Slack would not have taken</span>
          </span>
        )}
      </button>
    </header>
  );
}

function PersonSwitch() {
  const { state, go } = useDesk();
  const people = state.people.filter((it) => !it.isBot);
  const become = (personId: string) => {
    go({ personId, threadTs: null });
  };
  return (
    <label className="person-switch">
      <span className="acting-as">Acting as</span>
      <Avatar person={state.person} />
      <select value={state.person.id} onChange={(event) => become(event.target.value)}>
        {people.map((it) => (
          <option key={it.id} value={it.id} disabled={it.hasLeft}>
            {it.realName}
            {it.isStranger ? ' · a customer' : it.role ? ` · ${it.role}` : ''}
            {it.hasLeft ? ' · has left' : ''}
            {it.status ? ` · ${it.status}` : ''}
          </option>
        ))}
      </select>
    </label>
  );
}
