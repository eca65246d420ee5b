// How a voice looks where it is cited: its words, cut, with who said them and where they stand.
import { cut, day, escaped, escapedWithin } from '../platform/slack-text.ts';
import type { Voice } from './voice.ts';

/** In one line: “The export fails…” Acme · NPS 3 · voice 42. At most `most` characters of words, twice that escaped. */
export function citation(voice: Voice, most: number): string {
  const words = escapedWithin(cut(voice.words.replace(/\s+/g, ' '), most), 2 * most);
  return `“${words}” ${[...sayer(voice, 40), reference(voice)].join(' · ')}`;
}

/** Below the words, with all that helps to weigh them: "Acme · NPS 3 · High value · said 5 Oct · voice 42". */
export function provenance(voice: Voice): string {
  const segment = voice.segmentLabel ?? voice.segment;
  const said = `said ${day(voice.saidAt)}`;
  return [...sayer(voice, 80), ...(segment ? [escapedWithin(segment, 80)] : []), said, reference(voice)].join(
    ' · ',
  );
}

function sayer({ customer, score }: Voice, most: number): string[] {
  return [
    ...(customer === null ? [] : [escapedWithin(customer, most)]),
    ...(score === null ? [] : [`${score.scale.toUpperCase()} ${score.value}`]),
  ];
}

/** Its number, which leads to the message that it was saved from. */
function reference({ id, permalink }: Voice): string {
  return permalink === null ? `voice ${id}` : `<${escaped(permalink)}|voice ${id}>`;
}

/** Plain text, for a choice in a type-ahead: Slack shows 75 characters of it. */
export function choiceText({ id, words, customer }: Voice): string {
  const sayerText = customer === null ? '' : ` ${cut(customer, 20)}`;
  const end = `${sayerText} (${id})`;
  return `${cut(words.replace(/\s+/g, ' '), 75 - end.length)}${end}`;
}
