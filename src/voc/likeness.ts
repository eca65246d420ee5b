// Whether two customers said the same in nearly the same words.

/** Words that every text holds: they tell nothing about what it says. */
const stopWords = new Set(
  'about after again also and are because been before but can could did does for from had has have her his how into its just more most our out over she should some than that the their them then there these they this those through too very was were what when where which while who why will with would you your'.split(
    ' ',
  ),
);

const negations =
  /^(?:not|no|never|none|nobody|nothing|without|cannot|n[io]cht|kein\w*|pas|jamais)$|[a-z]n['’]t$/u;

/** The words of a text in plain letters and lower case, each as often as it stands there: “Don’t!” is don't. */
export function wordsIn(text: string): string[] {
  // Accents only: the marks of other scripts make other letters.
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
  return plain.replaceAll('’', "'").match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];
}

/** The words that say what a text is about, the longest first. */
export function tellingWords(text: string, most: number): string[] {
  const telling = new Set(wordsIn(text).filter((word) => word.length > 2 && !stopWords.has(word)));
  return [...telling].sort((one, other) => other.length - one.length).slice(0, most);
}

/** Fewer words must be the very same, since one of them makes all the difference. */
const fewestWords = 5;

/** Of all the words in either text, this share must stand in both. */
const shared = { parts: 4, of: 5 };

/** The same words, whatever their marks; or nearly the same, unless a number or a “not” makes the difference. */
export function isAlike(text: string, other: string): boolean {
  return alikeTo(text)(other);
}

/** Whether others are like one text. */
export function alikeTo(text: string): (other: string) => boolean {
  const here = wordsIn(text);
  const line = here.join(' ');
  const one = new Set(here);
  return (other) => {
    const there = wordsIn(other);
    return here.length > 0 && (there.join(' ') === line || isNearlySame(one, new Set(there)));
  };
}

function isNearlySame(one: Set<string>, two: Set<string>): boolean {
  if (Math.min(one.size, two.size) < fewestWords) return false;
  const both = [...one].filter((word) => two.has(word));
  const either = new Set([...one, ...two]);
  if (both.length * shared.of < either.size * shared.parts) return false;
  const different = [...either].filter((word) => !(one.has(word) && two.has(word)));
  return !different.some((word) => negations.test(word) || /\p{N}/u.test(word));
}
