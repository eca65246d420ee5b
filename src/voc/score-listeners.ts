// Slack's door to scores: /voc scores.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { scoresMessage } from './score-view.ts';
import { tellScores } from './tell-scores.ts';
import { wordsOf } from './typed-words.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  doors.subcommand('/voc', {
    word: 'scores',
    usage: 'scores segment:mid',
    tells: 'NPS, CSAT, CES and CSI by segment, source and stage; takes the words and filters of a search',
    run: ({ now, personId, text }) => ({
      say: scoresMessage(tellScores(db, now, personId, text, (typed) => wordsOf(db, typed))),
    }),
  });
}
