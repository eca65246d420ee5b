// Zones, days and instants for property tests, and the clock faces that Node's own calendar shows.
import fc from 'fast-check';

/** Both hemispheres, odd offsets, half-hour changes, Ramadan, and zones that never change. */
export const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Riga',
  'Europe/Chisinau',
  'Atlantic/Azores',
  'America/New_York',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/Sao_Paulo',
  'America/Nuuk',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Lagos',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Asia/Gaza',
  'Asia/Almaty',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
];

/** Those of them whose clocks were never changed in the years that are looked at. */
export const unchanging = [
  'UTC',
  'America/Phoenix',
  'America/Sao_Paulo',
  'Africa/Lagos',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
];

export const zoneName = fc.constantFrom(...zones);

const from = Date.parse('2024-01-01T00:00:00Z');
const minutes = 5 * 365 * 24 * 60;

/** Any minute of five years. */
export const instant = fc.integer({ min: 0, max: minutes }).map((minute) => new Date(from + minute * 60_000));

export const date = instant.map((at) => at.toISOString().slice(0, 10));
export const time = instant.map((at) => at.toISOString().slice(11, 16));

const known = new Map<string, (at: number) => string>();

/** Shows the face of a zone's clock at an instant, as 2026-03-29T02:30, by Node's own calendar alone. */
export function facesOf(zone: string): (at: number) => string {
  const made = known.get(zone);
  if (made) return made;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shows = (at: number) => format.format(at).replace(', ', 'T');
  known.set(zone, shows);
  return shows;
}
