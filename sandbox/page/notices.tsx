// Says for a while what did not work, in Slack's own words.
import { useEffect } from 'react';

export interface Notice {
  readonly number: number;
  readonly text: string;
}

const shownForMs = 10_000;

export function Notices({
  notices,
  onDrop,
}: {
  notices: readonly Notice[];
  onDrop: (number: number) => void;
}) {
  return (
    <div className="notices" role="alert">
      {notices.map((it) => (
        <OneNotice key={it.number} notice={it} onDrop={onDrop} />
      ))}
    </div>
  );
}

function OneNotice({ notice, onDrop }: { notice: Notice; onDrop: (number: number) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => onDrop(notice.number), shownForMs);
    return () => clearTimeout(timer);
  }, [notice.number, onDrop]);
  return (
    <p className="notice">
      {notice.text}
      <button
        type="button"
        className="quiet"
        aria-label="Dismiss this notice"
        onClick={() => onDrop(notice.number)}
      >
        ✕
      </button>
    </p>
  );
}
