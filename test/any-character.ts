// Any character there is, for fc.string({ unit }): as its 'binary', which first fills a table with a million of them.
import fc from 'fast-check';

const firstSurrogate = 0xd800;
const surrogates = 0x800;
const last = 0x10ffff;

export const anyCharacter = fc.nat({ max: last - surrogates }).map(
  (number) => String.fromCodePoint(number < firstSurrogate ? number : number + surrogates),
  (character) => {
    const [only, ...more] = typeof character === 'string' ? character : '';
    if (!only || more.length > 0 || !only.isWellFormed()) throw new Error('no single character');
    const point = only.codePointAt(0) ?? 0;
    return point < firstSurrogate ? point : point - surrogates;
  },
);
