// The currencies that money is told in, by their ISO 4217 codes.

/** Asked for at the first use: to list them takes some milliseconds. */
let codes: ReadonlySet<string> | undefined;

export function isCurrency(code: string): boolean {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return codes.has(code);
}
