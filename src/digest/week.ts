// Which week a digest tells, and when it falls due.
import type { Settings } from '../people/workspace.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../people/zone.ts';
import { dayMs, hourMs } from '../platform/clock.ts';

/** The kind of alarm at which a digest falls due. */
export const digestDue = 'digest due';

/** The kind of alarm at which the weeks that are to be told are counted. */
export const digestWanted = 'digest wanted';

/** How far hit rates look back. */
export const yearMs = 52 * 7 * dayMs;

/** A digest noticed within this time is caught up; an older one is recorded as missed. */
const digestCatchUpMs = 48 * hourMs;

export interface Week {
  /** The calendar day on which the digest falls due, in the sponsor's zone: the week's name. */
  weekOf: string;
  from: Date;
  until: Date;
}

/** It fell due too long ago to be told. */
export function isTooLate({ until }: Week, now: Date): boolean {
  return now.getTime() - until.getTime() > digestCatchUpMs;
}

/** The first time after `after` at which the digest falls due: on its weekday and local time, in a zone. */
export function nextDigest(settings: Settings, zone: string, after: Date): Date {
  const today = localTime(after, zone).date;
  for (let days = 0; days <= 7; days += 1) {
    const date = addDays(today, days);
    const due = instantOf(date, settings.digestTime, zone);
    if (weekdayOf(date) === settings.digestWeekday && due > after) return due;
  }
  throw new Error(`no weekday ${settings.digestWeekday} in a week`);
}

/** The week up to an instant: from where the last digest ended, or from the same local time seven days earlier. */
export function weekUntil(until: Date, zone: string, lastUntil: Date | null): Week {
  const { date } = localTime(until, zone);
  return { weekOf: date, from: lastUntil ?? weekEarlier(until, zone), until };
}

/** The seven days, by the calendar of a zone, before a week. */
export function weekBefore(week: Week, zone: string): Week {
  return { weekOf: addDays(week.weekOf, -7), from: weekEarlier(week.from, zone), until: week.from };
}

/**
 * The weeks before a week, newest first: those of earlier digests, one of which ended where the next began, and where
 * there was none the seven days before.
 */
export function weeksBefore(week: Week, told: readonly Week[], zone: string, count: number): Week[] {
  const weeks: Week[] = [];
  for (let next = week; weeks.length < count; ) {
    const { from } = next;
    next = told.find(({ until }) => until.getTime() === from.getTime()) ?? weekBefore(next, zone);
    weeks.push(next);
  }
  return weeks;
}

/** The most by which a change of the clocks makes a week longer or shorter (Troll, Antarctica: two hours). */
const clockChangeMs = 2 * hourMs;

/** Whether what is counted in two weeks can stand beside each other: not a part of a week beside a whole one. */
export function isAsLong(week: Week, other: Week): boolean {
  const lengthOf = ({ from, until }: Week) => until.getTime() - from.getTime();
  return Math.abs(lengthOf(week) - lengthOf(other)) <= clockChangeMs;
}

/** The same local time seven days earlier: clock changes make it an hour more or less than 168. */
function weekEarlier(instant: Date, zone: string): Date {
  const { date, time } = localTime(instant, zone);
  return instantOf(addDays(date, -7), time, zone);
}
