// One event with all its repetitions: node-ical reads it, and here it is told when it is held.
import ical, { type VEvent } from 'node-ical';
import { addDays } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import { dayOf, daySpan, faceOf, firstOf, type Moment, type Span, timedSpan } from './spans.ts';
import type { EventText, Property } from './text.ts';
import type { CalendarZones } from './zones.ts';

/** What is wanted of a calendar. */
export interface Frame {
  zones: CalendarZones;
  from: Date;
  until: Date;
  isWanted: (title: string) => boolean;
}

/** A time at which an event is held. `name` tells it from the event's other times, wherever it is moved. */
export interface Held {
  name: string;
  span: Span;
}

interface Series {
  base: VEvent;
  /** Dates that the series names one by one, besides its rule. */
  extras: VEvent[];
  zone: string;
  isSeveralADay: boolean;
}

/** When an event whose parts (itself, and its repetitions that differ) are given is held within a frame. Throws for nonsense. */
export function heldWithin(parts: EventText[], frame: Frame): Held[] {
  const series = readSeries(parts, frame);
  const held = new Map<string, Held>();
  if (isCancelled(series.base)) return [];
  const isOrphan = series.base.recurrenceid !== undefined;
  if (!isOrphan) for (const one of regular(series, frame)) held.set(one.face, one);
  for (const changed of changesOf(series.base)) {
    const face = faceOf(instanceOf(changed.recurrenceid), series.zone);
    // A whole day, or a repetition of a whole-day event, is named by its day alone.
    for (const known of held.keys()) if (dayOf(known) === face) held.delete(known);
    if (isAllDay(series.base)) held.delete(dayOf(face));
    held.delete(face);
    if (isCancelled(changed) || changed.summary !== wanted) continue;
    held.set(face, { name: nameOf(series, face), span: spanOf(changed, series, frame) });
  }
  return [...held.values()].filter(({ span }) => span.endsAt >= frame.from && span.startsAt <= frame.until);
}

function* regular(series: Series, frame: Frame): Generator<Held & { face: string }> {
  const { base, extras, zone } = series;
  if (base.summary !== wanted) return;
  const span = spanOf(base, series, frame);
  const left = excludedFaces(series);
  const isLeft = (face: string) => left.has(face) || left.has(dayOf(face));
  for (const start of startsOf(base, span, frame)) {
    const face = faceOf(start, zone);
    const name = base.rrule || extras.length > 0 || base.recurrences ? nameOf(series, face) : '';
    if (!isLeft(face)) yield { face, name, span: moved(span, start, series, frame) };
  }
  for (const extra of extras) {
    const face = faceOf(extra.start, zone);
    const own = spanOf(extra, series, frame);
    const isPeriod = extra.end && extra.end.getTime() > extra.start.getTime() && !isAllDay(extra);
    const shown = isPeriod ? own : moved(span, extra.start, series, frame);
    if (!isLeft(face)) yield { face, name: face, span: shown };
  }
}

/** The starts that the rule makes within the frame (a day more on both sides), or the only one. */
function startsOf(base: VEvent, span: Span, { from, until }: Frame): Moment[] {
  if (!base.rrule) return [base.start];
  const lengthMs = span.endsAt.getTime() - span.startsAt.getTime();
  return base.rrule.between(later(from, -lengthMs - dayMs), later(until, dayMs), true);
}

function excludedFaces({ base, zone }: Series): Set<string> {
  return new Set(Object.values(base.exdate ?? {}).map((moment) => faceOf(moment, zone)));
}

function spanOf({ start, end }: VEvent, series: Series, { zones }: Frame): Span {
  const home = zones.floating.zone;
  if (start.dateOnly) {
    const first = faceOf(start, home);
    return daySpan(first, end ? addDays(faceOf(end, home), -1) : first, home);
  }
  const zone = start.tz ? zones.named(start.tz).zone : series.zone;
  return timedSpan(firstOf(start, zone), firstOf(end ?? start, zone), zone, home);
}

/** The same span at another start. */
function moved(span: Span, start: Moment, series: Series, { zones }: Frame): Span {
  const home = zones.floating.zone;
  if (span.isAllDay) {
    const first = dayOf(faceOf(start, series.zone));
    const days = Math.round((Date.parse(span.lastDay) - Date.parse(span.firstDay)) / dayMs);
    return daySpan(first, addDays(first, days), home);
  }
  const startsAt = firstOf(start, series.zone);
  const lengthMs = span.endsAt.getTime() - span.startsAt.getTime();
  return timedSpan(startsAt, later(startsAt, lengthMs), series.zone, home);
}

/** By its day, so that a series moved to another hour keeps its names; by its time where a day holds several. */
function nameOf({ extras, isSeveralADay, zone }: Series, face: string): string {
  const isExtra = extras.some((extra) => faceOf(extra.start, zone) === face);
  return isSeveralADay || isExtra ? face : dayOf(face);
}

const wanted = 'wanted';

function readSeries(parts: EventText[], frame: Frame): Series {
  const [rule = ''] = parts.map((part) => valueIn(part, 'RRULE')).filter(Boolean);
  const often = timesADay(rule);
  // To find out by counting that no meeting is held so often would take the parser long.
  if (often > mostTimesADay) throw new Error('an event that repeats all the time');
  // The newest version comes last, as the parser likes it.
  const inOrder = parts.toSorted((one, other) => sequenceOf(one) - sequenceOf(other));
  const lines = inOrder.flatMap((part) => written(part, frame));
  const data = ical.sync.parseICS(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'));
  const events = Object.entries(data).filter(([, value]) => value?.type === 'VEVENT') as [string, VEvent][];
  const base = events.find(([id]) => id === 'event')?.[1];
  if (!base) throw new Error('an event without a beginning');
  const extras = events.filter(([id]) => id !== 'event').map(([, event]) => event);
  for (const { start } of [base, ...extras, ...changesOf(base)]) instanceOf(start);
  return {
    base,
    extras,
    zone: base.start.tz ? frame.zones.named(base.start.tz).zone : frame.zones.floating.zone,
    isSeveralADay: base.recurrenceid !== undefined || often > 1,
  };
}

const mostTimesADay = 48;

/** How often a rule can come up on one day. */
function timesADay(rule: string): number {
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]*)`, 'i').exec(rule)?.[1]?.toUpperCase();
  const listed = (name: string) => part(name)?.split(',').length ?? 1;
  const perFrequency: Record<string, number> = { HOURLY: 24, MINUTELY: 24 * 60, SECONDLY: 24 * 3600 };
  const frequent = perFrequency[part('FREQ') ?? ''] ?? listed('BYHOUR');
  return frequent * listed('BYMINUTE') * listed('BYSECOND');
}

function valueIn({ properties }: EventText, name: string): string {
  return properties.find((property) => property.name === name)?.value ?? '';
}

const sequenceOf = (part: EventText) => Number(valueIn(part, 'SEQUENCE')) || 0;

/** The parser leaves what it cannot read as text. */
function instanceOf(moment: Moment | undefined): Moment {
  if (moment instanceof Date && !Number.isNaN(moment.getTime())) return moment;
  throw new Error('a date that is none');
}

/** The repetitions that differ from the rule, each once: the parser keeps them under several names. */
function changesOf({ recurrences }: VEvent): VEvent[] {
  return [...new Set(Object.values(recurrences ?? {}))] as VEvent[];
}

const isCancelled = (event: VEvent) => String(event.status ?? '').toUpperCase() === 'CANCELLED';
const isAllDay = ({ start }: VEvent) => start.dateOnly === true;

/** An event as the parser is to see it: every time in a zone that it knows, and of the title only whether it counts. */
function written({ properties, title }: EventText, { zones, isWanted }: Frame): string[] {
  const plain = properties.filter(({ name }) => !['UID', 'SUMMARY', 'RDATE'].includes(name));
  const lines = plain.map((property) => writtenLine(property, zones));
  const summary = `SUMMARY:${isWanted(title) ? wanted : 'other'}`;
  const extras = properties
    .filter(({ name }) => name === 'RDATE')
    .flatMap((property) => property.value.split(',').map((value) => ({ ...property, value })))
    .map((date, index) => ['BEGIN:VEVENT', `UID:extra ${index}`, ...extraLines(date, zones), 'END:VEVENT']);
  return ['BEGIN:VEVENT', 'UID:event', summary, ...lines, 'END:VEVENT', ...extras.flat()];
}

/** node-ical does not know RDATE: each of its dates, or periods, is given to it as an event of its own. */
function extraLines({ parameters, value }: Property, zones: CalendarZones): string[] {
  const [start = '', end] = value.split('/');
  const startLine = writtenLine({ name: 'DTSTART', parameters, value: start }, zones);
  if (end === undefined) return [startLine];
  if (/^\+?P/i.test(end)) return [startLine, `DURATION:${end}`];
  return [startLine, writtenLine({ name: 'DTEND', parameters, value: end }, zones)];
}

function writtenLine({ name, parameters, value }: Property, zones: CalendarZones): string {
  if (!['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE'].includes(name)) return `${name}:${value}`;
  if (/;VALUE=DATE(;|$)/i.test(parameters) || /^\d{8}$/.test(value)) return `${name};VALUE=DATE:${value}`;
  if (value.split(',').every((one) => one.endsWith('Z'))) return `${name}:${value}`;
  const zone = /;TZID=("[^"]*"|.*?)(?=;[A-Z-]+=|$)/i.exec(parameters)?.[1]?.replaceAll('"', '');
  return `${name};TZID=${zones.named(zone || null).written}:${value}`;
}
