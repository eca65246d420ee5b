-- importing --------------------------------------------------------------------------------------------------------

-- How many voices of the slice whose turn it is are in place, so that a slow machine can take a part of it at a time.
ALTER TABLE import ADD COLUMN slice_moved INTEGER NOT NULL DEFAULT 0;

-- An index by customer has each voice on another page: among a million voices that was most of what an import wrote.
-- The full-text index only ever adds at its end, so it holds the customer as well, as one word (0006; letter c, in
-- small letters). It is asked only for what is forgotten by name. src/voc/facets.ts writes the same word.
DROP INDEX voice_customer;
DROP TRIGGER voice_added;
DROP TRIGGER voice_changed;
DROP TRIGGER voice_forgotten;
ALTER TABLE voice DROP COLUMN facets;
ALTER TABLE voice ADD COLUMN facets TEXT NOT NULL GENERATED ALWAYS AS (
  char(57585) || 'b' || hex(captured_by) || '0'
  || ' ' || char(57585) || 'y' || substr(said_at, 1, 4) || '0'
  || ' ' || char(57585) || 'd' || substr(said_at, 1, 4) || substr(said_at, 6, 2) || substr(said_at, 9, 2) || '0'
  || ' ' || char(57585) || 'm' || substr(said_at, 1, 4) || substr(said_at, 6, 2) || '0'
  || iif(customer IS NULL, '', ' ' || char(57585) || 'c' || hex(lower(customer)) || '0')
  || iif(segment IS NULL, '', ' ' || char(57585) || 'g' || hex(segment) || '0')
  || iif(source IS NULL, '', ' ' || char(57585) || 'o' || hex(source) || '0')
  || iif(stage IS NULL, '', ' ' || char(57585) || 's' || hex(stage) || '0')
  || iif(themes = '', '', ' ' || char(57585) || 't' || replace(themes, ' ', ' ' || char(57585) || 't'))
) VIRTUAL;
INSERT INTO voice_index (voice_index) VALUES ('rebuild');

CREATE TRIGGER voice_added AFTER INSERT ON voice BEGIN
  INSERT INTO voice_index (rowid, words, customer, themes, facets)
  VALUES (new.id, new.words, new.customer, new.themes, new.facets);
END;
CREATE TRIGGER voice_changed
AFTER UPDATE OF words, customer, segment, source, stage, themes, said_at, captured_by ON voice BEGIN
  INSERT INTO voice_index (voice_index, rowid, words, customer, themes, facets)
  VALUES ('delete', old.id, old.words, old.customer, old.themes, old.facets);
  INSERT INTO voice_index (rowid, words, customer, themes, facets)
  VALUES (new.id, new.words, new.customer, new.themes, new.facets);
END;
CREATE TRIGGER voice_forgotten AFTER DELETE ON voice BEGIN
  INSERT INTO voice_index (voice_index, rowid, words, customer, themes, facets)
  VALUES ('delete', old.id, old.words, old.customer, old.themes, old.facets);
END;

-- The words that the full-text index holds.
CREATE VIRTUAL TABLE voice_term USING fts5vocab (voice_index, row);
