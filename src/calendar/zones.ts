// Which time zone a calendar means by a name of its own: IANA's, Windows's, an offset, or one that it defines.
import ical from 'node-ical';
import { isTimeZone } from '../people/zones.ts';

/** A zone as the parser takes it in a TZID, and as the rest of the house knows it. */
export interface ZoneName {
  written: string;
  zone: string;
}

const custom = 'Customized Time Zone';

export class CalendarZones {
  readonly #definitions: Map<string, string[]>;
  readonly #year: number;
  readonly #known = new Map<string, ZoneName>();
  /** The zone of times that name none. */
  readonly floating: ZoneName;

  /** `year` picks among the rules that a zone has had over time. */
  constructor(definitions: Map<string, string[]>, floating: string, year: number) {
    this.#definitions = definitions;
    this.#year = year;
    this.floating = { written: floating, zone: floating };
  }

  /** A name that nobody can make sense of is read as no name. */
  named(name: string | null): ZoneName {
    if (name === null) return this.floating;
    const known = this.#known.get(name) ?? this.#find(name);
    this.#known.set(name, known);
    return known;
  }

  #find(name: string): ZoneName {
    const definition = this.#definitions.get(name) ?? [];
    // Written by libical, and so by most servers on Linux.
    const location = definition.map((line) => /^X-LIC-LOCATION:(\S+)/i.exec(line)?.[1]).find(Boolean);
    const parts = name.split('/');
    // Olson names with a prefix, such as /mozilla.org/20050126_1/Europe/Berlin.
    const endings = [parts.length, 3, 2, 1].map((most) => parts.slice(-most).join('/'));
    const iana = [location ?? '', ...endings].find((candidate) => candidate !== '' && isTimeZone(candidate));
    if (iana) return { written: iana, zone: iana };
    const answer = this.#ask(name, []) ?? offsetIn(name) ?? this.#askDefinition(definition);
    return answer ?? this.floating;
  }

  /** The parser knows Windows's names, and matches a definition's rules to a zone; it tells by the zone of a date. */
  #ask(name: string, definition: string[]): ZoneName | null {
    const lines = [
      'BEGIN:VCALENDAR',
      ...definition,
      'BEGIN:VEVENT',
      'UID:event',
      `DTSTART;TZID="${name.replaceAll('"', '')}":${this.#year}0303T100000`,
      'END:VEVENT',
      'END:VCALENDAR',
    ];
    const event = ical.sync.parseICS(lines.join('\r\n')).event;
    const zone = event?.type === 'VEVENT' && event.start instanceof Date ? event.start.tz : undefined;
    return zone && isTimeZone(zone) ? { written: zone, zone } : null;
  }

  #askDefinition(definition: string[]): ZoneName | null {
    if (!definition.some((line) => line.startsWith('TZOFFSETTO'))) return null;
    const renamed = definition.map((line) => (/^TZID[;:]/i.test(line) ? `TZID:${custom}` : line));
    return this.#ask(custom, renamed);
  }
}

/** A name such as UTC+5:30, GMT-0400, +0200 or (UTC+01:00) Somewhere. */
function offsetIn(name: string): ZoneName | null {
  const [, sign, hours, minutes = '00'] =
    /^\(?(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?(?:\)|$)/i.exec(name.trim()) ?? [];
  if (!sign || !hours || Number(hours) > 14 || Number(minutes) > 59) return null;
  const digits = hours.padStart(2, '0');
  return { written: `UTC${sign}${digits}${minutes}`, zone: `${sign}${digits}:${minutes}` };
}
