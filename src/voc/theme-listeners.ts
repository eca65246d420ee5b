// Slack's door to themes: what customers talk about, and giving a theme another name.
import { viewerOf } from '../people/store.ts';
import type { Command } from '../platform/asked.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import { count } from '../platform/slack-text.ts';
import type { Ticker } from '../platform/ticker.ts';
import { readTheme } from './draft.ts';
import { goOnRenaming, renameTheme, requireMayRename, themeRenamed } from './rename-theme.ts';
import { countCarrying, countThemes } from './theme-store.ts';
import { askToJoinThemes, themesMessage } from './theme-view.ts';
import { wordsOf } from './typed-words.ts';

interface House {
  db: Database;
  doors: Doors;
  ticker: Ticker;
}

const spanMs = 28 * dayMs;

export function listen({ db, doors, ticker }: House): void {
  doors.subcommand('/voc', {
    word: 'themes',
    usage: 'themes',
    tells: 'what customers talk about, and what is rising',
    run: ({ now, personId, text }) => {
      if (text !== '')
        throw new Refusal(`\`/voc themes\` lists all themes and takes nothing after it. ${form}`);
      const turn = later(now, -spanMs);
      return { say: themesMessage(countThemes(db, later(turn, -spanMs), turn, viewerOf(db, personId))) };
    },
  });
  doors.subcommand('/voc', {
    word: 'theme',
    usage: 'theme rename exports export',
    tells: 'give a theme another name on every voice (the sponsor)',
    run: (command) => rename(db, command),
  });
  doors.click('theme.join', ({ now, personId, value }) => {
    const [from = '', into = ''] = value.split(' ');
    return { ...renamed(db, now, personId, from, into), instead: true };
  });
  ticker.on(themeRenamed, (key, now) => goOnRenaming(db, now, key));
}

const form = '(To save words that begin with “theme”, use the form: `/voc` alone.)';

function rename(db: Database, { now, personId, text }: Command): Reply {
  const [, typed = '', wished = '', ...more] = wordsOf(db, text).split(/\s+/);
  const from = readTheme(typed.replace(/^#/, ''));
  const into = readTheme(wished.replace(/^#/, ''));
  if (!/^rename\s/i.test(text) || !from || !into || more.length > 0 || from === into || into.length > 40) {
    throw new Refusal(
      `To rename a theme, type its old name and its new one: \`/voc theme rename exports export\`. ${form}`,
    );
  }
  requireMayRename(db, personId);
  const carriers = countCarrying(db, from);
  if (carriers === 0) throw new Refusal(`No voice carries #${from}. \`/voc themes\` lists those in use.`);
  if (countCarrying(db, into) > 0) return { say: askToJoinThemes(from, into, carriers) };
  return renamed(db, now, personId, from, into);
}

function renamed(db: Database, now: Date, personId: string, from: string, into: string): Reply {
  const carriers = countCarrying(db, from);
  renameTheme(db, now, personId, from, into);
  return {
    say: sentence(
      `${count(carriers, 'voice')} of #${from} now ${carriers === 1 ? 'carries' : 'carry'} #${into} (many take me a moment), and so does whatever is typed with #${from} from now on.`,
    ),
  };
}
