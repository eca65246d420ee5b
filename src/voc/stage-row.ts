// Turns one row of a file into a voice that waits to be put in place: checked, masked, dated, and told apart.
import { hash } from 'node:crypto';
import { findCare } from '../people/care-store.ts';
import type { Segment } from '../people/segment.ts';
import { listSegments } from '../people/segments-store.ts';
import { instantOf, localTime } from '../people/zone.ts';
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Columns } from './columns.ts';
import type { Row } from './csv-rows.ts';
import type { Draft } from './draft.ts';
import type { Import, StagedVoice } from './import.ts';
import { maskedWith, zoneOf } from './keep-voice.ts';
import type { Masked } from './mask.ts';
import { maskerOf } from './masking.ts';
import { type DayOrder, readRow } from './read-row.ts';
import { capturerOnly } from './voice.ts';

export class RowReader {
  readonly #masks: (words: string) => Masked;
  readonly #columns: Columns;
  readonly #order: DayOrder;
  readonly #segments: Segment[];
  readonly #zone: string;
  readonly #now: Date;
  readonly #today: string;
  /** The first day of which voices are still kept; '' where they are kept for ever. */
  readonly #firstDay: string;
  readonly #noons = new Map<string, string>();
  /** For whom its voices are: the same words for others are other voices. */
  readonly #readers: string;
  readonly #repeats = new Map<string, number>();

  constructor(db: Database, now: Date, from: Import, columns: Columns, order: DayOrder) {
    const { keptDays } = findCare(db);
    this.#masks = maskerOf(db);
    this.#columns = columns;
    this.#order = order;
    this.#segments = listSegments(db);
    this.#zone = zoneOf(db, from.personId);
    this.#now = now;
    this.#today = localTime(now, this.#zone).date;
    this.#firstDay = keptDays === null ? '' : localTime(later(now, (1 - keptDays) * dayMs), this.#zone).date;
    this.#readers = from.audience === capturerOnly ? `${capturerOnly} ${from.personId}` : from.audience;
  }

  /** Refuses what cannot be kept. */
  read({ cells }: Row): { voice: StagedVoice; masked: number } {
    const draft = readRow(cells, this.#columns, this.#order, this.#segments);
    const saidAt = this.#saidAt(draft.saidOn);
    const { said, masked } = maskedWith(this.#masks, draft);
    return { voice: { ...said, saidAt, hash: this.#hashOf(said, draft.saidOn) }, masked };
  }

  /** Days count from their noon, as they do where one is typed. */
  #saidAt(day: string | null): string | null {
    if (day === null) return null;
    if (day > this.#today) throw new Refusal('Its day is yet to come.');
    if (day < this.#firstDay) throw new Refusal('It is older than voices are kept here.');
    const known = this.#noons.get(day);
    if (known !== undefined) return known;
    const noon = instantOf(day, '12:00', this.#zone);
    const instant = stored(noon < this.#now ? noon : this.#now);
    this.#noons.set(day, instant);
    return instant;
  }

  /**
   * The same row again is the same voice, however it is spaced or capitalized. Where nobody says whose words they are,
   * two equal rows of one file are two people: only the same file again brings the same two.
   */
  #hashOf(said: Omit<Draft, 'saidOn'>, saidOn: string | null): string {
    const { words, customer, segment, source, stage, score, themes } = said;
    const content = [words, customer, segment, source, stage, saidOn, score, ...themes.toSorted()];
    const named = hash('sha256', `${this.#readers} ${plain(JSON.stringify(content))}`, 'hex').slice(0, 32);
    // The day in front: what is imported together then lies together in the index of hashes, not all over it.
    const day = (saidOn ?? '').replaceAll('-', '');
    if (customer !== null) return day + named;
    const nth = (this.#repeats.get(named) ?? 0) + 1;
    this.#repeats.set(named, nth);
    return day + (nth === 1 ? named : hash('sha256', `${named} ${nth}`, 'hex').slice(0, 32));
  }
}

/** JSON writes a line end as a letter. Most texts have single blanks only, and replacing each by itself is slow. */
function plain(json: string): string {
  const text = json.normalize('NFKC').toLowerCase();
  return /[^\S ]| {2}|\\[nrt]/.test(text) ? text.replace(/(?:\s|\\[nrt])+/g, ' ') : text;
}
