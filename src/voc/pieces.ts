// Takes a typed line apart: #themes, key:value pairs, and what is neither.
import { readTheme } from './draft.ts';

export interface Piece {
  text: string;
  /** Where it starts in the line. */
  at: number;
}

export interface Pair {
  /** In lower case. */
  key: string;
  value: string;
}

// Keyboards turn straight quotes into curly ones, so either kind holds a value of several words.
const pieceShape = /[\p{L}_-]+:["“”„][^"“”„]*["“”„]|\S+/gu;
const themeShape = /^#([^\s,;.]+)[,;.]?$/u;
// Not "http://…", not "std::vector", not ":smile:".
const pairShape = /^([\p{L}_-]{2,}):(?![/:])(.*[^:\s])$/su;

export function piecesOf(line: string): Piece[] {
  return [...line.matchAll(pieceShape)].map((match) => ({ text: match[0], at: match.index }));
}

/** The theme that "#export" names, or null: "#1" and "#!" are words. */
export function themeIn(piece: string): string | null {
  const name = themeShape.exec(piece)?.[1];
  return name === undefined ? null : readTheme(name);
}

export function pairIn(piece: string): Pair | null {
  const match = pairShape.exec(piece);
  if (!match) return null;
  const [, key = '', value = ''] = match;
  return { key: key.toLowerCase(), value: unquoted(value) };
}

/** Without the quotation marks around it, straight or curly. */
export function unquoted(text: string): string {
  return /^["“”„][^"“”„]*["“”„]$/.test(text) ? text.slice(1, -1).trim() : text;
}
