// Slack's door to searching from the App Home: one form for customers' words and for decisions.
import { logPage } from '../decision/log-view.ts';
import { lookUpLog } from '../decision/search-log.ts';
import type { Submission } from '../platform/asked.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ModalView } from '../platform/reply.ts';
import { escaped } from '../platform/slack-text.ts';
import { findVoices } from '../voc/find-voices.ts';
import { foundPage } from '../voc/found-view.ts';
import { wordsOf } from '../voc/typed-words.ts';
import { searchForm } from './search-view.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  doors.click('search.form', () => ({ open: searchForm() }));
  doors.submission('search', (submission) => ({ replace: besideWords(() => found(db, submission)) }));
}

function found(db: Database, { now, personId, fields }: Submission): ModalView {
  // Commands come escaped from Slack and forms do not; the button to the next page carries what commands have.
  const typed = escaped(fields.text('search_words'));
  if (fields.option('search_where') === 'decisions') {
    return logPage(lookUpLog(db, now, personId, { text: typed, offset: 0 }));
  }
  const readWords = (text: string) => wordsOf(db, text);
  return foundPage(findVoices(db, now, personId, { typed, page: 0, readWords }));
}

/** Whatever cannot be understood is mended in the one field there is. */
function besideWords<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.message, 'search_words');
    throw error;
  }
}
