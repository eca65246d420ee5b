// Time travel: shows the bot's clock in the acting person's zone, and moves it to what comes next.
import type { Destination } from '../page-server/protocol.ts';
import { cityOf, clockIn } from './dates.ts';
import { useDesk } from './desk.ts';

const destinations: readonly { to: Destination; words: string; title: string }[] = [
  { to: 'next', words: 'Next thing that happens', title: 'To when the bot says something new' },
  { to: 'hour', words: '+1 hour', title: 'An hour passes' },
  { to: 'day', words: '+1 day', title: 'A day passes' },
  {
    to: 'meeting',
    words: 'Next meeting’s end',
    title: 'To when a meeting ends and the chair asks: this channel’s, where it has one',
  },
  {
    to: 'close',
    words: 'Round’s close',
    title: 'To when a round closes and its answers show: this channel’s, where one is open',
  },
  { to: 'digest', words: 'Monday’s digest', title: 'To when the sponsor is told the week' },
];

export function TimeStrip() {
  const { state, look, does } = useDesk();
  const here = look.place.kind === 'channel' ? { channelId: look.place.channelId } : {};
  const { timeZone } = state.person;
  const at = new Date(state.now);
  return (
    <section className="time-strip" aria-label="Time travel">
      <p className="clock">
        <span aria-hidden="true">🕰</span> <time dateTime={state.now}>{clockIn(timeZone, at)}</time>{' '}
        <span className="zone">{cityOf(timeZone)}</span>
      </p>
      <div className="destinations">
        {destinations.map(({ to, words, title }) => (
          <button
            key={to}
            type="button"
            className="travel"
            title={title}
            disabled={state.busy !== null}
            onClick={() => void does({ does: 'travel', to, ...here })}
          >
            {words}
          </button>
        ))}
      </div>
      <p className="busy" role="status">
        {state.busy && (
          <>
            {state.busy.share !== null && <progress aria-hidden="true" value={state.busy.share} />}
            {state.busy.words}
          </>
        )}
      </p>
    </section>
  );
}
