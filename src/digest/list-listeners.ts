// Slack's door to what stands behind a digest: its lists, its nudges, and past digests.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { type Reply, sentence } from '../platform/reply.ts';
import { listPage } from './list-view.ts';
import { type ListPlace, loadList, readPlace } from './load-list.ts';
import { loadPast, loadPastPage } from './load-past.ts';
import { nudgeOwner, readOwed } from './nudge-owner.ts';
import { nudgedText } from './owed-view.ts';
import { pastDigestPage, pastPage } from './past-view.ts';
import { theSponsor } from './reader.ts';

interface House {
  db: Database;
  doors: Doors;
  /** Where Slack has the workspace, with a slash at its end. */
  workspaceUrl: string;
}

export function listen(house: House): void {
  listenForLists(house);
  listenForPast(house);
}

function listenForLists({ db, doors, workspaceUrl }: House): void {
  const show = (now: Date, personId: string, place: ListPlace) =>
    listPage(loadList(db, now, personId, { ...place, workspaceUrl }));
  doors.click('digest.show', ({ now, personId, value }) => ({
    open: show(now, personId, readPlace(value)),
  }));
  for (const turn of ['digest.page.back', 'digest.page.more']) {
    doors.click(turn, ({ now, personId, value }) => ({ replace: show(now, personId, readPlace(value)) }));
  }
  doors.click('digest.nudge', ({ now, personId, value }): Reply => {
    const { ref, place } = readOwed(value);
    const nudged = nudgeOwner(db, now, personId, ref, workspaceUrl);
    if (place === null) return { say: sentence(nudgedText(nudged)) };
    return { replace: show(now, personId, place) };
  });
}

function listenForPast({ db, doors, workspaceUrl }: House): void {
  doors.click('digest.past', ({ personId }) => ({
    open: pastPage(loadPastPage(db, personId, theSponsor, '')),
  }));
  for (const turn of ['digest.past.newest', 'digest.past.more']) {
    doors.click(turn, ({ personId, value }) => {
      const [reader = '', before = ''] = value.split(' ');
      return { replace: pastPage(loadPastPage(db, personId, reader, before)) };
    });
  }
  doors.click('digest.read', ({ personId, value }) => {
    const [weekOf = '', reader = ''] = value.split(' ');
    return { replace: pastDigestPage(loadPast(db, personId, { weekOf, reader, workspaceUrl })) };
  });
}
