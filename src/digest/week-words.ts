// A digest’s week in words.
import { format } from '../platform/date-words.ts';

/** Noon: the calendar day is the same in whichever zone this process runs. */
const at = (date: string) => new Date(`${date}T12:00:00`);

/** "Mar 9": the day is the sponsor’s own already, so no reader’s zone may move it. */
export function dayName(date: string): string {
  return format(at(date), 'MMM d');
}

/** "March 9" */
export function longDayName(date: string): string {
  return format(at(date), 'MMMM d');
}

/** "March 9, 2026" */
export function dayWithYear(date: string): string {
  return format(at(date), 'MMMM d, yyyy');
}

/** Told to whoever asked for the figures of a week in a file. */
export function comingOf(weekOf: string): string {
  return `The figures of the week to ${dayWithYear(weekOf)} come to you in a moment, as a direct message with a file for a spreadsheet.`;
}
