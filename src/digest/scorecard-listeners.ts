// Slack's door to the scorecard: its lines, a week's values, and twelve weeks of each line.
import { requireSettings } from '../people/roles.ts';
import { viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reply } from '../platform/reply.ts';
import { page } from '../platform/view-parts.ts';
import * as change from './change-scorecard.ts';
import { loadLines, loadLineWeeks, loadValues, runningWeek } from './load-scorecard.ts';
import { readLine, readValues } from './read-line.ts';
import { kindNamed } from './scorecard.ts';
import { lineForm, linesPage, valuesForm } from './scorecard-form-views.ts';
import { findLine } from './scorecard-store.ts';
import { lineWeeksBlocks } from './scorecard-view.ts';
import { setWeekValues } from './set-values.ts';

interface House {
  db: Database;
  doors: Doors;
}

export function listen({ db, doors }: House): void {
  listenForValues(db, doors);
  listenForLines(db, doors);
}

function listenForValues(db: Database, doors: Doors): void {
  const openWeek = (personId: string, weekOf: string): Reply => {
    requireSettings(db, personId);
    return { open: valuesForm(loadValues(db, weekOf)) };
  };
  // The App Home may have been drawn in another week than that in which it is clicked.
  doors.click('scorecard.values', ({ now, personId }) => openWeek(personId, runningWeek(db, now)));
  doors.click('scorecard.week', ({ personId, value }) => openWeek(personId, readDay(value)));
  doors.click('scorecard.show', ({ personId, value }) => {
    requireSettings(db, personId);
    const weeks = loadLineWeeks(db, readDay(value), viewerOf(db, personId));
    return { open: page('Twelve weeks', lineWeeksBlocks(weeks)) };
  });
  doors.submission('scorecard_values', ({ now, personId, fields, metadata }) => {
    const { weekOf, values } = readValues(metadata, fields);
    setWeekValues(db, now, personId, weekOf, values);
    return {};
  });
}

function listenForLines(db: Database, doors: Doors): void {
  const lines = () => linesPage(loadLines(db));
  doors.click('scorecard.lines', ({ personId }) => {
    requireSettings(db, personId);
    return { open: lines() };
  });
  doors.click('scorecard.add', ({ personId, value }) => {
    requireSettings(db, personId);
    const kind = kindNamed(value);
    if (!kind) throw new Refusal('There is no such kind of line. Open the scorecard again.');
    const name = kind.name === 'own' ? '' : kind.label;
    return {
      open: lineForm(`kind ${kind.name}`, 'Add a line', {
        ...kind,
        kind: kind.name,
        name,
        currency: null,
        target: null,
      }),
      replace: lines(),
    };
  });
  doors.click('scorecard.change', ({ personId, value }) => {
    requireSettings(db, personId);
    const line = findLine(db, Number(value));
    if (!line) throw new Refusal('There is no such line. Open the scorecard again.');
    return { open: lineForm(`line ${line.id}`, 'Change a line', line) };
  });
  const changes = {
    'scorecard.up': change.moveLineUp,
    'scorecard.choose': change.chooseLine,
    'scorecard.retire': change.retireLine,
    'scorecard.back': change.bringLineBack,
  };
  for (const [action, run] of Object.entries(changes)) {
    doors.click(action, ({ now, personId, value }) => {
      run(db, now, personId, Number(value));
      return { replace: lines() };
    });
  }
  doors.submission('scorecard_line', ({ now, personId, fields, metadata }) => {
    const [, what, which = ''] = /^(kind|line) (.+)$/.exec(metadata) ?? [];
    if (what === 'line') change.changeLine(db, now, personId, Number(which), readLine(fields));
    else change.addLine(db, now, personId, { ...readLine(fields), kind: which });
    return { refresh: lines() };
  });
}

/** The day comes by way of the client. */
function readDay(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw new Refusal('I cannot tell which week this is. Open the App Home again.');
}
