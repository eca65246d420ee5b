// Reads a number as people type it and spreadsheets write it: 12.5, 12,5, 1,204.50, 1.204,50, −3 %, € 1 200.

import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { isCurrency } from './currencies.ts';
import { type Line, rangeOf, valueText } from './scorecard.ts';

const around = /^(?:[\p{Sc}%]|[a-z]{3}\s|\s)+|(?:[\p{Sc}%\s]|\s?(?:points?|days?|[a-z]{3}))+$/giu;

/** More decimals are nobody's measure. */
const mostDecimals = 4;

/** To four decimals; null for what is empty. Refuses what is no number, and what could be two. */
export function readNumber(typed: string): number | null {
  const text = typed.trim().replaceAll('−', '-');
  if (text === '') return null;
  const sign = /^\D*-/.test(text) ? -1 : 1;
  const bare = text
    .replace(/^(\D*?)[+-]/, '$1')
    .replace(around, '')
    .replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/gu, '');
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(bare)) throw new Refusal(noNumber(typed));
  const value = Number(withPoint(bare, typed));
  if (Number.isNaN(value)) throw new Refusal(noNumber(typed));
  const rounded = Number(value.toFixed(mostDecimals));
  // Nought has no sign.
  return rounded === 0 ? 0 : sign * rounded;
}

/** With a point before the decimals and nothing between the thousands. */
function withPoint(bare: string, typed: string): string {
  const marks = [...bare.matchAll(/[.,]/g)].map(([mark]) => mark);
  const last = marks.at(-1);
  if (last === undefined) return bare;
  const isMixed = new Set(marks).size === 2;
  if (isMixed) return grouped(bare, last === '.' ? ',' : '.').replace(',', '.');
  if (marks.length > 1) return grouped(bare, last);
  // "1,234" is a thousand to some and a bit more than one to others; "0,125" and "12,5" are the same to all.
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) {
    const [whole = '', rest = ''] = bare.split(/[.,]/);
    // Three decimals would be asked about again, so a nought is added where none can be left out.
    const decimals = rest.endsWith('0') ? rest.replace(/0+$/, '') : `${rest}0`;
    throw new Refusal(
      `“${cut(typed.trim(), 30)}” can be read in two ways. Write ${whole}${rest}, or ${whole}${decimals ? `.${decimals}` : ''}.`,
    );
  }
  return bare.replace(',', '.');
}

/** Takes the marks between the thousands away; what they do not part into threes is left, and is no number. */
function grouped(bare: string, mark: string): string {
  const pattern = mark === ',' ? /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/ : /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/;
  return pattern.test(bare) ? bare.replaceAll(mark, '') : 'none';
}

function noNumber(typed: string): string {
  return `“${cut(typed.trim(), 30)}” is no number that I can read. Write it as 12.5 or 12,5.`;
}

/** A line's value; null for what is empty. Refuses what lies outside of what the line can be. */
export function readValue(line: Pick<Line, 'kind' | 'unit' | 'currency'>, typed: string): number | null {
  const value = readNumber(typed);
  if (value === null) return null;
  requireUnit(line, typed);
  const { least, most } = rangeOf(line);
  if (value < least || value > most) {
    throw new Refusal(`It lies between ${valueText(line, least)} and ${valueText(line, most)}.`);
  }
  return value;
}

/** A percentage of a line that is no percentage was meant for another line; so was money of another currency. */
export function requireUnit({ unit, currency }: Pick<Line, 'unit' | 'currency'>, typed: string): void {
  if (typed.includes('%') && unit !== '%') throw new Refusal('This line is not in %. Type the number alone.');
  const money = moneyIn(typed);
  if (unit !== 'money') {
    if (money.length > 0) throw new Refusal('This line is not in money. Type the number alone.');
    return;
  }
  // What is no currency is refused where the line is checked.
  if (currency === null || !isCurrency(currency)) return;
  const other = money.find((one) => !isOf(currency, one));
  if (other) throw new Refusal(`This line is in ${currency}, not in ${other}. Type the number alone.`);
}

/** The signs and the ISO 4217 codes of money. */
function moneyIn(typed: string): string[] {
  const words = typed.toUpperCase().match(/\p{Sc}|[A-Z]+/gu) ?? [];
  return words.filter((word) => isCurrency(word) || /\p{Sc}/u.test(word));
}

/** Several currencies share a sign: $ is as good for CAD as for USD. */
function isOf(currency: string, money: string): boolean {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  return money === currency || new Intl.NumberFormat('en', style).format(0).includes(money);
}
