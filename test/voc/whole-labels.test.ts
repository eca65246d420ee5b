// People type a segment as they read it, without quotation marks: the longest label that stands there is meant.
import { expect, test } from 'vitest';
import type { Segment } from '../../src/people/segment.ts';
import { readDraft } from '../../src/voc/grammar.ts';
import { readSearch } from '../../src/voc/search.ts';

const kind = (name: string, label: string): Segment => ({
  name,
  label,
  customersShare: null,
  revenueShare: null,
});
const segments = [
  kind('high', 'High value'),
  kind('key', 'Key'),
  kind('key-eu', 'Key accounts in Europe'),
  kind('key-accounts', 'Key accounts'),
];

test.each([
  ['Slow -- Acme segment:high value', 'high', 'Acme'],
  ['Slow -- segment:high value Acme', 'high', 'Acme'],
  ['Slow -- Acme segment: High Value nps:6', 'high', 'Acme'],
  ['Slow -- Acme segment:high', 'high', 'Acme'],
  ['Slow -- Acme segment:"high value"', 'high', 'Acme'],
  ['Slow -- segment:“High value” Acme', 'high', 'Acme'],
  ['Slow -- segment:high Value Partners', 'high', 'Partners'],
  ['Slow -- segment:key Accounts Payable', 'key-accounts', 'Payable'],
  ['Slow -- segment:key accounts in europe Acme', 'key-eu', 'Acme'],
  ['Slow -- segment:key accounts in Acme', 'key-accounts', 'in Acme'],
  ['Slow -- segment:key Acme', 'key', 'Acme'],
  ['Slow segment:high value', 'high', null],
  ['Slow segment:key accounts in europe nps:3', 'key-eu', null],
])('%s is %s of %s', (line, segment, customer) => {
  expect(readDraft(line, () => segments)).toMatchObject({ words: 'Slow', segment, customer });
});

test('words of customers stay as they are', () => {
  const words = 'I typed segment:high value into the box and it broke';
  expect(readDraft(`${words} -- Acme`, () => segments).words).toBe(words);
  expect(readDraft(words, () => segments)).toMatchObject({ words, segment: null });
});

test.each([
  ['export segment:key accounts slow', 'key-accounts', ['export', 'slow']],
  ['segment: high value', 'high', []],
  ['segment:high valued', 'high', ['valued']],
])('a search for %s is narrowed to %s', (text, segment, words) => {
  const search = readSearch(text, String, '2026-03-02', segments);
  expect([search.segment, search.terms.map((term) => term.words)]).toEqual([segment, words]);
});
