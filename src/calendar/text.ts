// Takes an iCalendar text (RFC 5545) apart into events, each with the few properties that say when it is.

/** A calendar that was read but makes no sense. The message is the end of a sentence. */
export class UnreadableCalendar extends Error {}

export interface Property {
  name: string;
  /** As written, from the first semicolon on; '' for none. */
  parameters: string;
  value: string;
}

export interface EventText {
  uid: string;
  title: string;
  properties: Property[];
}

export interface CalendarText {
  events: EventText[];
  /** The lines that define each of the calendar's own time zones. */
  zones: Map<string, string[]>;
}

const dates = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE'];
const kept = new Set([...dates, 'UID', 'SUMMARY', 'DURATION', 'RRULE', 'STATUS', 'SEQUENCE']);

/** Throws UnreadableCalendar for what is no calendar, or not a whole one. */
export function readCalendarText(text: string): CalendarText {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) {
    throw new UnreadableCalendar(
      /^\s*</.test(text) ? 'it is a web page and not a calendar' : 'it is not a calendar',
    );
  }
  // A copy that breaks off would look as if the events after it were gone.
  if (!/END:VCALENDAR\s*$/i.test(text.slice(-200)))
    throw new UnreadableCalendar('it breaks off in the middle');
  const found: CalendarText = { events: [], zones: new Map() };
  const open: Component[] = [];
  for (const line of unfolded(text)) {
    const [, verb, component = ''] = /^(BEGIN|END):(\S*)/i.exec(line) ?? [];
    if (verb?.toUpperCase() === 'BEGIN') open.push({ name: component.toUpperCase(), lines: [] });
    const top = open.at(-1);
    if (!top) continue;
    top.lines.push(line);
    if (verb?.toUpperCase() === 'END') close(open, found);
  }
  return found;
}

interface Component {
  name: string;
  lines: string[];
}

function close(open: Component[], found: CalendarText): void {
  const ended = open.pop();
  if (ended?.name === 'VEVENT') found.events.push(readEvent(ended.lines));
  else if (ended?.name === 'VTIMEZONE') {
    const id = ended.lines.map(readProperty).find((property) => property?.name === 'TZID');
    if (id) found.zones.set(id.value, ended.lines);
  }
  // A zone's definition holds its rules; nothing that stands inside an event (an alarm) says when the event is.
  else if (open.at(-1)?.name === 'VTIMEZONE') open.at(-1)?.lines.push(...(ended?.lines ?? []));
}

/** Long lines are folded: a line that begins with a blank goes on where the one before it stopped. */
function* unfolded(text: string): Generator<string> {
  let line: string | null = null;
  for (const [next] of text.matchAll(/[^\r\n]+/g)) {
    if (/^[ \t]/.test(next) && line !== null) line += next.slice(1);
    else {
      if (line !== null) yield line;
      line = next;
    }
  }
  if (line !== null) yield line;
}

function readEvent(lines: string[]): EventText {
  const properties = lines
    .map(readProperty)
    .filter((property) => property !== null && kept.has(property.name));
  const all = properties.filter((property) => property !== null);
  const textOf = (name: string) => all.find((property) => property.name === name)?.value ?? '';
  const title = unescaped(textOf('SUMMARY'));
  // Without an id of its own an event is known by what it says.
  const uid = textOf('UID') || `${textOf('DTSTART')} ${title}`;
  return { uid, title, properties: all };
}

function readProperty(line: string): Property | null {
  const name = /^[A-Za-z0-9-]+/.exec(line)?.[0];
  if (!name) return null;
  const upper = name.toUpperCase();
  // A date holds no colon, but Outlook's unquoted zone names do.
  const end = dates.includes(upper) ? line.lastIndexOf(':') : colonOutsideQuotes(line);
  if (end < 0) return null;
  return { name: upper, parameters: line.slice(name.length, end), value: line.slice(end + 1).trim() };
}

function colonOutsideQuotes(line: string): number {
  let isQuoted = false;
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '"') isQuoted = !isQuoted;
    else if (line[index] === ':' && !isQuoted) return index;
  }
  return -1;
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_whole, sign: string) => (/n/i.test(sign) ? '\n' : sign));
}
