// A person's or the app's picture: a letter on a colour of their own.
import type { PersonCard } from '../page-server/protocol.ts';

const colours = 8;

export function Avatar({ person, isApp = false }: { person: PersonCard | undefined; isApp?: boolean }) {
  if (isApp) {
    return (
      <span className="avatar app" aria-hidden="true">
        🪑
      </span>
    );
  }
  const name = person?.name ?? '?';
  const colour = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % colours;
  return (
    <span className={`avatar colour-${colour}`} aria-hidden="true">
      {name.charAt(0)}
    </span>
  );
}
