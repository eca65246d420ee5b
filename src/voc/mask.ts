// Takes e-mail addresses and phone numbers out of words before they are stored.
import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';

export interface Masked {
  words: string;
  /** How many addresses and numbers were taken out. */
  found: number;
}

// The bounds keep a long line without an @ from being read again and again.
const eMail = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/** Masks what is surely an address or a number; dates, prices and order numbers stay. */
export function mask(words: string): Masked {
  let found = 0;
  const noMail = words.replace(eMail, () => {
    found += 1;
    return '[e-mail]';
  });
  let masked = '';
  let from = 0;
  for (const { startsAt, endsAt } of findPhoneNumbersInText(noMail)) {
    masked += `${noMail.slice(from, startsAt)}[phone]`;
    // The library takes what follows a comma for an extension; people go on with another number, or a time of day.
    const comma = noMail.slice(startsAt, endsAt).search(/[,;]/);
    from = comma === -1 ? endsAt : startsAt + comma;
    found += 1;
  }
  masked += noMail.slice(from);
  for (const { shape, countries } of homeShapes) {
    masked = masked.replace(shape, (number) => {
      if (!isValidIn(number, countries)) return number;
      found += 1;
      return '[phone]';
    });
  }
  return { words: masked, found };
}

type Country = 'US' | 'GB' | 'DE' | 'FR';

/**
 * Numbers written without their country, in the shapes that hardly anything but a telephone number has: grouped, never
 * a bare row of digits. (The edges: no digit, letter or sign that would make it a piece of something longer.)
 */
const homeShapes: { shape: RegExp; countries: (Country | null)[] }[] = [
  // 0049 30 901820: the country, dialled.
  {
    shape: /(?<![\p{L}\p{N}.,/#+-])(?<!\d )00[1-9]\d?(?:[ ./-]?\d){7,12}(?![\p{L}\p{N}])/gu,
    countries: [null],
  },
  // (415) 555-2671, 415-555-2671, 415.555.2671
  {
    shape: /(?<![\p{L}\p{N}.,/#+-])(?<!\d )\(\d{3}\) ?\d{3}[-. ]\d{4}(?![-\p{L}\p{N}])/gu,
    countries: ['US'],
  },
  { shape: /(?<![\p{L}\p{N}.,/#+-])(?<!\d )\d{3}([-. ])\d{3}\1\d{4}(?![-\p{L}\p{N}])/gu, countries: ['US'] },
  // 020 7946 0958, 0171/1234567, 01 23 45 67 89
  {
    shape:
      /(?<![\p{L}\p{N}.,/#+-])(?<!\d )\(?0[1-9]\d{0,4}\)?[ /-]\d{2,8}(?:[ -]\d{2,4}){0,4}(?![-.:]?[\p{L}\p{N}])/gu,
    countries: ['GB', 'DE', 'FR'],
  },
];

function isValidIn(written: string, countries: (Country | null)[]): boolean {
  return countries.some((country) =>
    country
      ? parsePhoneNumberFromString(written, country)?.isValid()
      : parsePhoneNumberFromString(written.replace(/^00/, '+'))?.isValid(),
  );
}
