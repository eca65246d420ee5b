// Takes e-mail addresses, payment cards and phone numbers out of words before they are stored.
import { phoneNumbers } from './phone-numbers.ts';

export interface Masked {
  words: string;
  /** How many addresses, cards and numbers were taken out. */
  found: number;
}

// The bounds keep a long line without an @ from being read again and again.
const eMail = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/** Masks what is surely an address or a number; dates, prices and order numbers stay. */
export function mask(words: string): Masked {
  let found = 0;
  const maskOne = () => {
    found += 1;
    return '[e-mail]';
  };
  const noMail = words.includes('@') ? words.replace(eMail, maskOne) : words;
  // Looking for numbers is slow, and most words hold none.
  if (!sixDigits.test(noMail)) return { words: noMail, found };
  const noCards = noMail.replace(card, (number) => {
    if (!isCard(number.replace(/\D/g, ''))) return number;
    found += 1;
    return '[card]';
  });
  let masked = '';
  let from = 0;
  // Without a country of its own to look in, the library finds none but those that name theirs, after a plus sign.
  const international = /[+＋]/.test(noCards) ? phoneNumbers().findPhoneNumbersInText(noCards) : [];
  for (const { startsAt, endsAt } of international) {
    masked += `${noCards.slice(from, startsAt)}[phone]`;
    // The library takes what follows a comma for an extension; people go on with another number, or a time of day.
    const comma = noCards.slice(startsAt, endsAt).search(/[,;]/);
    from = comma === -1 ? endsAt : startsAt + comma;
    found += 1;
  }
  masked += noCards.slice(from);
  for (const { shape, countries } of homeShapes) {
    masked = masked.replace(shape, (number) => {
      if (!isValidIn(number, countries)) return number;
      found += 1;
      return '[phone]';
    });
  }
  return { words: masked, found };
}

const sixDigits = /^(?:\P{Nd}*\p{Nd}){6}/u;

/** 13 to 19 digits in a row or in groups, as cards are printed; the first digit names the industry: 2 to 6 are cards. */
const card = /(?<![\p{L}\p{N}#+._-])[2-6](?:[ -]?\d){12,18}(?![\p{L}\p{N}_])(?![.,-]\d)/gu;

/** The check digit of payment cards: every second digit from the right doubled, the sum a multiple of ten (ISO/IEC 7812-1, Luhn). */
function isCard(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
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
  const { parsePhoneNumberFromString: read } = phoneNumbers();
  return countries.some((country) =>
    country ? read(written, country)?.isValid() : read(written.replace(/^00/, '+'))?.isValid(),
  );
}
