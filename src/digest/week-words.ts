// A digest’s week in words.
const monthAndDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const whole = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
const withYear = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

const at = (date: string) => new Date(`${date}T00:00:00.000Z`);

/** "Mar 9": the day is the sponsor’s own already, so no reader’s zone may move it. */
export function dayName(date: string): string {
  return monthAndDay.format(at(date));
}

/** "March 9" */
export function longDayName(date: string): string {
  return whole.format(at(date));
}

/** "March 9, 2026" */
export function dayWithYear(date: string): string {
  return withYear.format(at(date));
}

/** Told to whoever asked for the figures of a week in a file. */
export function comingOf(weekOf: string): string {
  return `The figures of the week to ${dayWithYear(weekOf)} come to you in a moment, as a direct message with a file for a spreadsheet.`;
}
