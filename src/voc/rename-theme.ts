// Gives a theme another name, or joins it to another theme, on every voice that carries it.
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { setAlarm } from '../platform/ticker.ts';
import { aliasTheme, carriersAfter, currentTheme, currentThemes, setThemes } from './theme-store.ts';

/** The alarm at which the next voices get a theme's new name. */
export const themeRenamed = 'theme renamed';

/** So few at once that nobody's click waits for them. */
const atOnce = 50;

/** Refuses anyone but the sponsor: a theme stands on voices that no one else can read. */
export function renameTheme(db: Database, now: Date, personId: string, from: string, into: string): void {
  requireMayRename(db, personId);
  aliasTheme(db, from, into);
  setAlarm(db, themeRenamed, `${from} 0`, now);
  audit(db, now, personId, 'renamed a theme', `theme ${from} to ${into}`);
}

export function requireMayRename(db: Database, personId: string): void {
  const sponsor = sponsorId(db);
  if (personId === sponsor) return;
  throw new Refusal(
    `Only the sponsor${sponsor ? `, ${mention(sponsor)},` : ''} can rename a theme, since it stands on everybody’s voices. Ask them, or change your own voices with \`/voc edit\`.`,
  );
}

/**
 * Renames on the next voices. No message that is kept in Slack shows a voice’s themes, only answers to whoever asks: nothing
 * has to be drawn anew, and nobody is told of it voice by voice.
 * `key` is the theme's old name and the number of the last voice that was looked at.
 */
export function goOnRenaming(db: Database, now: Date, key: string): void {
  const [from = '', after = '0'] = key.split(' ');
  // It may have got its name back meanwhile.
  if (currentTheme(db, from) === from) return;
  const carriers = carriersAfter(db, from, Number(after), atOnce);
  for (const { id, themes } of carriers) setThemes(db, { id, themes: currentThemes(db, themes) });
  const last = carriers.at(-1);
  if (last) setAlarm(db, themeRenamed, `${from} ${last.id}`, now);
}
