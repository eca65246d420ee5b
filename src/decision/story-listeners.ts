// Slack's door to the story of a decision, and to what it offers: correcting its words, withdrawing it.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { notice } from '../platform/reply.ts';
import { rewordForm, withdrawForm } from './history-view.ts';
import { storyMessage, storyPage } from './owner-view.ts';
import { requireRewordable, rewordDecision } from './reword-decision.ts';
import { findStory } from './show-decision.ts';
import { requireWithdrawable, withdrawDecision } from './withdraw-decision.ts';

interface House {
  db: Database;
  doors: Doors;
  /** Where Slack has the workspace, with a slash at its end. */
  workspaceUrl: string;
}

export function listen({ db, doors, workspaceUrl }: House): void {
  doors.subcommand('/decided', {
    word: 'show',
    usage: 'show 12',
    tells: 'the whole story of a decision',
    run: ({ now, personId, text }) => {
      const { told, place } = findStory(db, personId, text, workspaceUrl);
      return { say: storyMessage(told, place, now) };
    },
  });
  doors.click('decision.story', ({ now, personId, value }) => {
    const { told, place } = findStory(db, personId, value, workspaceUrl);
    return { open: storyPage(told, place, now) };
  });
  listenForChanges(db, doors);
}

function listenForChanges(db: Database, doors: Doors): void {
  doors.click('decision.reword', ({ personId, value }) => ({
    open: rewordForm(requireRewordable(db, personId, Number(value))),
  }));
  doors.submission('reword_decision', ({ now, personId, fields, metadata }) => {
    rewordDecision(db, now, personId, Number(metadata), fields.text('statement'));
    return { replace: notice('Saved', 'The words are corrected, in the channel as well.') };
  });
  doors.click('decision.withdraw', ({ personId, value }) => ({
    open: withdrawForm(requireWithdrawable(db, personId, Number(value))),
  }));
  doors.submission('withdraw_decision', ({ now, personId, fields, metadata }) => {
    withdrawDecision(db, now, personId, Number(metadata), fields.text('reason'));
    return { replace: notice('Withdrawn', 'The team can read why in the channel.') };
  });
}
