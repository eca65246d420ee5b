-- finding -------------------------------------------------------------------------------------------------------

-- What narrows a search, as words that the full-text index holds beside what was said: whoever captured it, the
-- segment, source, stage, the day, month and year it was said, and each theme. Each begins with U+E0F1, which nobody types, and a letter for
-- its kind; names are in hexadecimal, and all but themes end in 0, so that no part of them is taken for an ending.
-- src/voc/facets.ts writes the same words. They are not kept in the table, only in the index.
ALTER TABLE voice ADD COLUMN facets TEXT NOT NULL GENERATED ALWAYS AS (
  char(57585) || 'b' || hex(captured_by) || '0'
  || ' ' || char(57585) || 'y' || substr(said_at, 1, 4) || '0'
  || ' ' || char(57585) || 'd' || substr(said_at, 1, 4) || substr(said_at, 6, 2) || substr(said_at, 9, 2) || '0'
  || ' ' || char(57585) || 'm' || substr(said_at, 1, 4) || substr(said_at, 6, 2) || '0'
  || iif(segment IS NULL, '', ' ' || char(57585) || 'g' || hex(segment) || '0')
  || iif(source IS NULL, '', ' ' || char(57585) || 'o' || hex(source) || '0')
  || iif(stage IS NULL, '', ' ' || char(57585) || 's' || hex(stage) || '0')
  || iif(themes = '', '', ' ' || char(57585) || 't' || replace(themes, ' ', ' ' || char(57585) || 't'))
) VIRTUAL;

DROP TRIGGER voice_added;
DROP TRIGGER voice_changed;
DROP TRIGGER voice_forgotten;
DROP TABLE voice_index;
CREATE VIRTUAL TABLE voice_index USING fts5 (
  words, customer, themes, facets,
  content = 'voice', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Without this, forgotten words would linger in the index's segments until they happen to be merged.
INSERT INTO voice_index (voice_index, rank) VALUES ('secure-delete', 1);
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
