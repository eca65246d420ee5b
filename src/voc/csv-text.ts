// Reads the bytes of a file that somebody exported somewhere as text, or says which kind of file it is instead.
import { Refusal } from '../platform/refusal.ts';

const fewControls = 8;
/** Enough to tell text from anything else. */
const lookedAtBytes = 64 * 1024;

/**
 * However it was written: UTF-8 with or without a byte order mark, UTF-16 either way, or Windows-1252 (which holds
 * Latin-1). Line ends come out as \n.
 */
export function readText(bytes: Uint8Array): string {
  const known = kinds.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  if (known) throw new Refusal(`This is ${known.what}, and I read CSV. ${known.mend}`);
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  if (isBinary(text)) {
    throw new Refusal(
      'This file holds no text that I can read. Save the table as CSV (UTF-8), then try again.',
    );
  }
  if (text.trim() === '') throw new Refusal('This file is empty. Choose one with something in it.');
  return text.replace(/\r\n?/g, '\n');
}

const saveAs = 'In Excel choose Save As, then “CSV UTF-8”, and try again with that file.';
const kinds = [
  { begins: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel workbook or an archive', mend: saveAs },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook', mend: saveAs },
  { begins: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', mend: 'Export the table as CSV where it came from.' },
  { begins: [0x1f, 0x8b], what: 'packed with gzip', mend: 'Unpack it first.' },
] as const;

function decoded(bytes: Uint8Array): string {
  const wide = wideEncodingOf(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function wideEncodingOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, lookedAtBytes);
  // Without a mark, UTF-16 gives itself away: of the separators and line ends every second byte is zero.
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 8;
  if (odd > many && odd > 10 * even) return 'utf-16le';
  if (even > many && even > 10 * odd) return 'utf-16be';
  return null;
}

/** Stray control characters are forgiven; a file that has many is none of ours. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, lookedAtBytes);
  const controls = sample.match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0;
  return controls > fewControls && controls * 50 > sample.length;
}
