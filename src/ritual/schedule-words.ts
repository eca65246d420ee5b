// How schedules and days read in a sentence.

import type { Days } from '../people/days.ts';
import { format } from '../platform/date-words.ts';
import type { Ritual } from './ritual.ts';
import type { Rhythm, Schedule } from './schedule.ts';

export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const weekdayName = (weekday: number): string => weekdayNames[weekday - 1] ?? '';

const ordinals: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
};

/** “on Tuesdays and Thursdays at 10:30”, “every 2 weeks on Fridays at 16:00”, “on the last Friday of the month at 9:00”. */
export function scheduleWords({ weekdays, endTime, rhythm }: Schedule): string {
  const names = weekdays.map(weekdayName);
  if ('nth' in rhythm)
    return `on the ${ordinals[rhythm.nth]} ${joined(names, 'and')} of the month at ${endTime}`;
  const every = rhythm.everyWeeks === 1 ? '' : `every ${rhythm.everyWeeks} weeks `;
  return `${every}on ${joined(
    names.map((name) => `${name}s`),
    'and',
  )} at ${endTime}`;
}

/** All of a ritual's schedules with their zone; undefined where it has none. */
export function schedulesWords({ schedules, timeZone }: Ritual): string | undefined {
  if (schedules.length === 0) return undefined;
  return `${joined(schedules.map(scheduleWords), 'and')} (${timeZone})`;
}

function joined(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** “Thu 24 Dec 2026”, or “Thu 24 Dec 2026 – Fri 1 Jan 2027”. */
export function daysWords({ first, last }: Days): string {
  return first === last ? dayWords(first) : `${dayWords(first)} – ${dayWords(last)}`;
}

function dayWords(day: string): string {
  return format(new Date(`${day}T12:00:00`), 'EEE d MMM yyyy');
}

/** The choices of “How often”, as the value of an option and its text. */
export const rhythms: readonly { readonly value: string; readonly text: string }[] = [
  { value: 'weeks 1', text: 'Every week' },
  ...[2, 3, 4, 6, 8, 12].map((weeks) => ({ value: `weeks ${weeks}`, text: `Every ${weeks} weeks` })),
  ...[1, 2, 3, 4, -1].map((nth) => ({ value: `nth ${nth}`, text: `Monthly, the ${ordinals[nth]} such day` })),
];

export function rhythmValue(rhythm: Rhythm): string {
  return 'nth' in rhythm ? `nth ${rhythm.nth}` : `weeks ${rhythm.everyWeeks}`;
}

/** `from`: a day of a week in which it is held, which only every two or more weeks asks for. */
export function readRhythm(value: string | null, from: string): Rhythm {
  const known = rhythms.some((rhythm) => rhythm.value === value) ? value : null;
  const [kind, number = '1'] = (known ?? 'weeks 1').split(' ');
  return kind === 'nth' ? { nth: Number(number) } : { everyWeeks: Number(number), from };
}
