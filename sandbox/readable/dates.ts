// Shows a date of Slack's markup in the reader's zone.
export function dateWords(seconds: string, format: string, timeZone: string): string {
  const at = new Date(Number(seconds) * 1000);
  const shown = (options: Intl.DateTimeFormatOptions) => at.toLocaleString('en-US', { timeZone, ...options });
  const tokens: Record<string, () => string> = {
    date_num: () => at.toLocaleDateString('sv-SE', { timeZone }),
    date_slash: () => shown({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date: () => shown({ year: 'numeric', month: 'long', day: 'numeric' }),
    date_pretty: () => shown({ year: 'numeric', month: 'long', day: 'numeric' }),
    date_short: () => shown({ year: 'numeric', month: 'short', day: 'numeric' }),
    date_short_pretty: () => shown({ year: 'numeric', month: 'short', day: 'numeric' }),
    date_long: () => shown({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    date_long_pretty: () => shown({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    day_divider_pretty: () => shown({ weekday: 'long', month: 'long', day: 'numeric' }),
    time: () => shown({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => shown({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => shown({ dateStyle: 'medium', timeStyle: 'short' }),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => tokens[token]?.() ?? whole);
}
