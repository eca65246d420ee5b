// Changes which lines the scorecard has: added, changed, moved, retired, brought back, chosen for the picture.

import { requireSettings } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { isCurrency } from './currencies.ts';
import {
  kindNamed,
  type Line,
  type LineWishes,
  mostLines,
  rangeOf,
  unitOfScale,
  valueText,
} from './scorecard.ts';
import * as store from './scorecard-store.ts';

const mostNameLength = 60;

/** Refuses whoever may not change settings, and beside its field what a line cannot be. Returns its number. */
export function addLine(db: Database, now: Date, personId: string, wishes: LineWishes): number {
  requireSettings(db, personId);
  requireRoom(db);
  const id = store.addLine(db, checked(db, wishes, null));
  audit(db, now, personId, 'added', subjectOf(id));
  return id;
}

/** As addLine. What its values are measured in stays as long as there are any. */
export function changeLine(
  db: Database,
  now: Date,
  personId: string,
  id: number,
  wishes: Omit<LineWishes, 'kind'>,
): void {
  requireSettings(db, personId);
  const line = requireLine(db, id);
  const next = checked(db, { ...wishes, kind: line.kind }, line);
  requireSameMeasure(db, line, next);
  store.saveLine(db, id, next);
  audit(db, now, personId, 'changed', subjectOf(id));
}

/** It keeps its values, and can be brought back. */
export function retireLine(db: Database, now: Date, personId: string, id: number): void {
  requireSettings(db, personId);
  requireLine(db, id);
  store.setRetired(db, id, now);
  audit(db, now, personId, 'retired', subjectOf(id));
}

export function bringLineBack(db: Database, now: Date, personId: string, id: number): void {
  requireSettings(db, personId);
  const line = store.findLine(db, id);
  if (!line?.isRetired) throw new Refusal('This line is in use already. Open the scorecard again to see it.');
  requireRoom(db);
  requireNewName(db, line.name, null);
  store.setRetired(db, id, null);
  audit(db, now, personId, 'brought back', subjectOf(id));
}

/** One place up among those of its perspective; the first one stays. */
export function moveLineUp(db: Database, now: Date, personId: string, id: number): void {
  requireSettings(db, personId);
  const line = requireLine(db, id);
  const lines = store.listLines(db);
  const above = lines
    .slice(
      0,
      lines.findIndex((one) => one.id === id),
    )
    .findLast(({ perspective }) => perspective === line.perspective);
  if (!above) return;
  const order = lines.map((one) => (one.id === id ? above.id : one.id === above.id ? id : one.id));
  order.forEach((lineId, index) => {
    store.setPlace(db, lineId, index + 1);
  });
  audit(db, now, personId, 'moved', subjectOf(id));
}

/** The digest’s picture draws it, or none when it is chosen already. */
export function chooseLine(db: Database, now: Date, personId: string, id: number): void {
  requireSettings(db, personId);
  const { isChosen } = requireLine(db, id);
  store.setChosen(db, isChosen ? null : id);
  audit(db, now, personId, isChosen ? 'took out of the picture' : 'put into the picture', subjectOf(id));
}

/** How the audit log calls a line. */
export function subjectOf(id: number): string {
  return `scorecard line ${id}`;
}

function requireLine(db: Database, id: number): Line {
  const line = store.findLine(db, id);
  if (!line) throw new Refusal('There is no such line. Open the scorecard again.');
  if (line.isRetired) throw new Refusal(`“${line.name}” has been retired meanwhile. Bring it back first.`);
  return line;
}

function requireRoom(db: Database): void {
  if (store.listLines(db).length < mostLines) return;
  throw new Refusal(
    `${mostLines} lines are as many as anybody can steer by, and as one form takes. Retire one first.`,
  );
}

function checked(db: Database, wishes: LineWishes, line: Line | null): LineWishes {
  const name = wishes.name.trim().replace(/\s+/g, ' ');
  if (!kindNamed(wishes.kind)) throw new Refusal('There is no such kind of line. Open the scorecard again.');
  if (name === '') throw new Refusal('Give the line a name, such as Churn.', 'line_name');
  if (name.length > mostNameLength) {
    throw new Refusal(`Keep the name under ${mostNameLength} characters.`, 'line_name');
  }
  requireNewName(db, name, line);
  const next = { ...wishes, name, currency: currencyOf(wishes) };
  if (next.scale !== null && next.unit !== unitOfScale(next.scale)) {
    throw new Refusal(
      `${next.scale.toUpperCase()} of voices is computed in ${unitOfScale(next.scale)}. Choose that unit.`,
      'line_unit',
    );
  }
  const { least, most } = rangeOf(next);
  if (next.target !== null && (next.target < least || next.target > most)) {
    throw new Refusal(
      `A target lies between ${valueText(next, least)} and ${valueText(next, most)}.`,
      'line_target',
    );
  }
  return next;
}

function requireNewName(db: Database, name: string, line: Line | null): void {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const taken = store
    .listLines(db)
    .some((other) => other.id !== line?.id && plain(other.name) === plain(name));
  if (taken)
    throw new Refusal(
      `There is a line called “${name}” already. Give one of them another name.`,
      'line_name',
    );
}

/** Refuses money without its currency; of anything else there is none. */
function currencyOf({ unit, currency }: LineWishes): string | null {
  if (unit !== 'money') return null;
  const code = currency?.trim().toUpperCase() ?? '';
  if (isCurrency(code)) return code;
  throw new Refusal('Money needs its currency, in three letters such as EUR or USD.', 'line_currency');
}

function requireSameMeasure(db: Database, line: Line, next: LineWishes): void {
  if (!store.hasValues(db, line.id)) return;
  const instead = 'Retire this line, and add a new one.';
  if (next.unit !== line.unit) {
    throw new Refusal(`Its values so far are in ${line.unit}. ${instead}`, 'line_unit');
  }
  if (next.currency !== line.currency) {
    throw new Refusal(`Its values so far are in ${line.currency}. ${instead}`, 'line_currency');
  }
  if (next.scale !== null) throw new Refusal(`It has values that were typed. ${instead}`, 'line_source');
}
