// A customer's name finds all that is kept of them, and nothing of anybody else, whatever the name is made of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { customerFacet } from '../../src/voc/facets.ts';
import { findCustomer, forgetCustomer, forgetSlice } from '../../src/voc/forget-many.ts';
import { ana, chloe, everyone, now, says, town } from './town.ts';

function keep(db: Database, customers: (string | null)[]): void {
  for (const customer of customers) {
    const { id } = says(db, ana, everyone, 'The export is slow').voice;
    db.run('UPDATE voice SET customer = @customer WHERE id = @id', { id, customer });
  }
}

/** The same name, however it is written. */
const folded = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const left = (db: Database) =>
  db.all<{ customer: string | null }>('SELECT customer FROM voice ORDER BY id').map((row) => row.customer);

function forget(db: Database, name: string): void {
  db.transaction(() => forgetCustomer(db, now, chloe, name));
  const id = db.one<{ id: number }>('SELECT max(id) AS id FROM forgetting')?.id ?? 0;
  while (db.transaction(() => forgetSlice(db, now, id)));
}

describe('a customer’s name', () => {
  it.each([
    ['Acme', ['Acme', 'ACME', 'acme'], ['Acme GmbH', 'Ac me', null]],
    ['???', ['???'], ['??', '????', '?', null]],
    ['🎉', ['🎉'], ['🎊', '🎉🎉', null]],
    ['Müller & Söhne', ['Müller & Söhne', 'müller & söhne'], ['Muller & Sohne', 'Müller']],
    ['株式会社', ['株式会社'], ['株式', '会社']],
    ['"Quo\'te" OR *', ['"Quo\'te" OR *', '"quo\'te" or *'], ['Quote', 'OR']],
    ['Running', ['Running', 'RUNNING'], ['Run', 'Runs', 'running shoes']],
    ['50%', ['50%'], ['50', '50 %']],
  ])('finds all of it and nothing else: %s', (name, theirs, others) => {
    const db = town();
    keep(db, [...theirs, ...others, ...theirs]);
    expect(findCustomer(db, chloe, name)).toMatchObject({ voices: 2 * theirs.length });
    forget(db, name);
    expect(left(db)).toEqual(others);
    expect(() => findCustomer(db, chloe, name)).toThrow('No voice names a customer like that');
    db.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
  });

  it('is shown as the first voice has it, and means every way to write it', () => {
    const db = town();
    keep(db, ['Bolt', 'ACME  Inc', 'Ａcme Inc', 'acme inc']);
    const { name, spellings, voices } = findCustomer(db, chloe, 'Acme inc');
    expect([...spellings].sort()).toEqual(['ACME  Inc', 'acme inc', 'Ａcme Inc'].sort());
    expect(spellings).toContain(name);
    expect(voices).toBe(3);
  });

  it('is not known any more once it was changed', () => {
    const db = town();
    keep(db, ['Acme']);
    db.run("UPDATE voice SET customer = 'Bolt'");
    expect(() => findCustomer(db, chloe, 'Acme')).toThrow('No voice names a customer like that');
    expect(findCustomer(db, chloe, 'bolt')).toMatchObject({ name: 'Bolt', voices: 1 });
  });

  it('is not what somebody writes among their words to look like one', () => {
    const db = town();
    keep(db, ['Acme', customerFacet('acme').replaceAll('"', ''), customerFacet('bolt').replaceAll('"', '')]);
    db.run('UPDATE voice SET words = @words WHERE id = 2', { words: customerFacet('acme') });
    expect(findCustomer(db, chloe, 'Acme').voices).toBe(1);
    expect(() => findCustomer(db, chloe, 'Bolt')).toThrow('No voice names a customer like that');
    forget(db, 'Acme');
    expect(left(db)).toHaveLength(2);
  });

  it('of any kind at all is found as the table has it', () => {
    const piece = fc.oneof(
      fc.constantFrom('Acme', 'acme', 'É', 'é', 'ß', 'I', 'ı', 'İ', ' ', '"', "'", '*', '\ue0f1', '日', '🎉'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    );
    const name = fc
      .array(piece, { minLength: 1, maxLength: 3 })
      .map((pieces) => pieces.join('').replaceAll('\0', '').trim())
      .filter((text) => folded(text) !== '');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), (names) => {
        const db = town();
        keep(db, names);
        for (const one of names) {
          const theirs = names.filter((other) => folded(other) === folded(one));
          expect(findCustomer(db, chloe, one).voices).toBe(theirs.length);
        }
        db.close();
      }),
      { numRuns: 25 },
    );
  });
});
