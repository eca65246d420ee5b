// Dates and times as the acting person's own clock shows them.
export function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

export function timeIn(timeZone: string, at: Date): string {
  return at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
}

export function dayIn(timeZone: string, at: Date): string {
  return at.toLocaleDateString('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
}

export function clockIn(timeZone: string, at: Date): string {
  return at.toLocaleString('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A zone's city, as people call it. */
export function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
