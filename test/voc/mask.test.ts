// E-mail addresses, phone and card numbers are taken out; everything else stays.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../src/voc/mask.ts';

describe('what is masked', () => {
  it.each([
    ['Write to jane.doe+x@acme.co.uk, please.', 'Write to [e-mail], please.'],
    ['<jürgen@müller.example>', '<[e-mail]>'],
    ['a@b.co and c@d.org', '[e-mail] and [e-mail]'],
    ['Call +49 30 901820 or +1 (415) 555-2671.', 'Call [phone] or [phone].'],
    ['id:+4930901820,', 'id:[phone],'],
    ['+49 30 901820, 10 Uhr', '[phone], 10 Uhr'],
    ['+1 415 555 2671 ext. 12 please', '[phone] please'],
    ['dial 0049 30 901820 now', 'dial [phone] now'],
    ['(415) 555-2671 is mine', '[phone] is mine'],
    ['ring 415-555-2671', 'ring [phone]'],
    ['in London 020 7946 0958', 'in London [phone]'],
    ['mobil 0171/1234567, abends', 'mobil [phone], abends'],
    ['à Paris 01 42 68 53 00.', 'à Paris [phone].'],
    ['my card 4111 1111 1111 1111 was charged', 'my card [card] was charged'],
    ['5500-0055-5555-5559, twice', '[card], twice'],
    ['Amex 378282246310005.', 'Amex [card].'],
  ])('%s', (words, masked) => expect(mask(words).words).toBe(masked));

  it('is counted', () => {
    expect(mask('jane@acme.com, +49 30 901820, 415-555-2671').found).toBe(3);
    expect(mask('nothing to hide').found).toBe(0);
  });
});

describe('what stays', () => {
  it.each([
    'Order 4155552671 of 2026-11-21 at 10:30',
    'from 01.02.2026 10:30 to 28/02/2026',
    'invoice 0123456789 and 00012345678',
    'it costs 1,200,000.50 or 1.200.000,50 EUR',
    'host 192.168.100.200 on version 10.20.30',
    'grew +120 345 678 EUR',
    'IBAN DE89 3704 0044 0532 0130 00',
    'order 4111 1111 1111 1112',
    'part 020-7946-0958-X12',
    'ask @ana or me@home',
    '0 1 2 3 4 5 6 7 8 9 10',
  ])('%s', (words) => expect(mask(words)).toEqual({ words, found: 0 }));

  it('is every word without an @ and without digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        fc.pre(!/[@\p{N}]/u.test(text));
        expect(mask(text)).toEqual({ words: text, found: 0 });
      }),
    );
  });
});

it('is quick, however odd the words', () => {
  for (const odd of ['a', '0', '1 ', '+1 ', '@', 'a@', 'a@b.', '(0', '01 1', '00 ', '415-']) {
    const startedAt = performance.now();
    mask(odd.repeat(8_000 / odd.length));
    expect(performance.now() - startedAt, odd).toBeLessThan(500);
  }
});
