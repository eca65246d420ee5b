// People's words on their way into and out of Slack's markup.

/** Words as Slack shows them unchanged: exactly & < > are escaped (docs.slack.dev, "Formatting message text"). */
export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** At most `most` characters, ended with … where something was left out, and never half of a surrogate pair. */
export function cut(words: string, most: number): string {
  if (words.length <= most) return words;
  const kept = words.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** Escaped words whose escaped form is at most `most` characters long. */
export function escapedWithin(words: string, most: number): string {
  let length = Math.min(words.length, most);
  let shown = escaped(cut(words, length));
  while (shown.length > most) {
    length -= Math.max(1, Math.ceil((shown.length - most) / 5));
    shown = escaped(cut(words, length));
  }
  return shown;
}

export const mostQuotedLines = 20;

/** Escaped words as a quotation, at most twenty lines and `most` characters of it. */
export function quote(words: string, most = 600): string {
  // All the line breaks that Slack and JavaScript know, so that none escapes the quotation.
  const lines = words.split(/\r\n|[\n\r\u2028\u2029]/);
  const kept = lines.length > mostQuotedLines ? [...lines.slice(0, mostQuotedLines), '…'] : lines;
  return escapedWithin(kept.join('\n'), most - 2 * kept.length).replace(/^/gm, '> ');
}

/** A name or another label in one line, whatever line breaks a client sent along. */
export function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}

/** A person in a sentence; Slack shows the name. */
export function mention(personId: string): string {
  return `<@${personId}>`;
}

export function channelLink(conversationId: string): string {
  return `<#${conversationId}>`;
}

/** "1 decision", "2 decisions". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** An instant in the reader's own zone, with UTC for readers that cannot draw it. */
export function dateTime(instant: Date): string {
  const seconds = Math.floor(instant.getTime() / 1000);
  const fallback = `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${seconds}^{date_short_pretty} at {time}|${fallback}>`;
}

/** The day of an instant in the reader's own zone. */
export function day(instant: Date): string {
  const seconds = Math.floor(instant.getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty}|${instant.toISOString().slice(0, 10)}>`;
}

const token = /<([@#!])?([^<>|]*)(?:\|([^<>]*))?>/g;

/**
 * Reads typed text back from how Slack escapes it (`should_escape`): `<@U1|ana>` becomes @ana, `<#C1|export>` becomes
 * #export, links become what was typed (with the address, where the link hid it), and &amp; &lt; &gt; become
 * themselves. `nameOf` names what came without a label.
 */
export function readBack(text: string, nameOf: (id: string) => string | undefined): string {
  return text
    .replace(token, (whole, kind: string | undefined, id: string, label: string | undefined) => {
      if (kind === '@' || kind === '#') return `${kind}${label || nameOf(id) || id}`;
      if (kind === '!') return /^(here|channel|everyone)$/.test(id) ? `@${id}` : label || `@${id}`;
      return linkWords(id, label) ?? whole;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What a link reads like in plain words; null for what is no link. */
function linkWords(address: string, label: string | undefined): string | null {
  const [, scheme, rest = ''] = /^(https?|mailto|tel):(?:\/\/)?(.*)$/s.exec(address) ?? [];
  if (scheme === undefined) return null;
  if (scheme === 'mailto' || scheme === 'tel') return label || rest;
  // Slack makes links of typed addresses, with what was typed as their label.
  const isTyped = !label || label === address || label.replace(/\/$/, '') === rest.replace(/\/$/, '');
  return isTyped ? label || address : `${label} (${address})`;
}

/** Where a message stands, built as Slack builds it (docs.slack.dev, "chat.getPermalink"); the address ends in a slash. */
export function messageLink(
  workspaceUrl: string,
  { channelId, ts }: { channelId: string; ts: string },
): string {
  return `${workspaceUrl}archives/${channelId}/p${ts.replace('.', '')}`;
}
