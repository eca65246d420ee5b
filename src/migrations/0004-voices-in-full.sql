-- capturing, joining, themes -------------------------------------------------------------------------------------

-- Who wrote the message it was saved from, and the names of the files in it, one a line.
ALTER TABLE voice ADD COLUMN author_id TEXT;
ALTER TABLE voice ADD COLUMN attached TEXT NOT NULL DEFAULT '';
-- 1 while its words are its message's own: edits of the message change them until somebody edits them by hand.
ALTER TABLE voice ADD COLUMN follows_message INTEGER NOT NULL DEFAULT 0 CHECK (follows_message IN (0, 1));
-- The voice that says the same and is shown in its place.
ALTER TABLE voice ADD COLUMN joined_to INTEGER REFERENCES voice (id);
CREATE INDEX voice_joined ON voice (joined_to) WHERE joined_to IS NOT NULL;

CREATE TRIGGER voice_changed AFTER UPDATE OF words, customer, themes ON voice BEGIN
  INSERT INTO voice_index (voice_index, rowid, words, customer, themes)
  VALUES ('delete', old.id, old.words, old.customer, old.themes);
  INSERT INTO voice_index (rowid, words, customer, themes) VALUES (new.id, new.words, new.customer, new.themes);
END;

-- However a voice goes, those that were joined to it stay: the oldest of them stands for the others from then on.
CREATE TRIGGER voice_passes_on BEFORE DELETE ON voice WHEN EXISTS (SELECT 1 FROM voice WHERE joined_to = old.id) BEGIN
  UPDATE voice SET joined_to = (SELECT min(id) FROM voice WHERE joined_to = old.id)
  WHERE joined_to = old.id AND id <> (SELECT min(id) FROM voice WHERE joined_to = old.id);
  UPDATE voice SET joined_to = NULL WHERE joined_to = old.id;
END;

-- A theme's earlier names: whoever still types one of them means the theme.
CREATE TABLE theme_alias (
  name TEXT PRIMARY KEY,
  theme TEXT NOT NULL
) STRICT;


-- import, export and care ------------------------------------------------------------------------------------------

-- A file of voices on its way in. Its voices are hidden while it is running or being taken back, so that all of them
-- come and go at one moment. What it understood of the file is JSON without anybody's words.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  file_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'ready', 'running', 'done', 'undoing', 'undone', 'cancelled', 'failed')),
  -- Why it failed, in a sentence.
  problem TEXT,
  reading TEXT,
  -- How many of its voices are in place.
  moved INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  asked_at TEXT NOT NULL
) STRICT;
-- The voices of a file that are not in place yet, some hundred in each slice, as JSON; gone once they are.
CREATE TABLE import_slice (
  import_id INTEGER NOT NULL REFERENCES import (id),
  number INTEGER NOT NULL,
  rows TEXT NOT NULL,
  PRIMARY KEY (import_id, number)
) STRICT;
-- The rows of a file that were refused, and why; never what they say.
CREATE TABLE import_refusal (
  import_id INTEGER NOT NULL REFERENCES import (id),
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;

ALTER TABLE voice ADD COLUMN import_id INTEGER REFERENCES import (id);
-- What its row said and for whom: the same row again adds nothing. It goes with the voice.
ALTER TABLE voice ADD COLUMN import_hash BLOB;
CREATE INDEX voice_import ON voice (import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX voice_import_hash ON voice (import_hash) WHERE import_hash IS NOT NULL;
CREATE INDEX voice_said ON voice (said_at);

-- An export that the sponsor waits for. The search that narrows it goes once it is sent.
CREATE TABLE export (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL,
  search TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  asked_at TEXT NOT NULL
) STRICT;

-- A forgetting of many voices, a slice at a time: of a customer, or of what was said before an instant. It goes once it
-- is done, and the names with it; the audit log keeps the count.
CREATE TABLE forgetting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The customer's names as they were written, as a JSON list; null: by age.
  customers TEXT,
  said_before TEXT,
  asked_by TEXT,
  forgotten INTEGER NOT NULL DEFAULT 0,
  CHECK ((customers IS NULL) <> (said_before IS NULL))
) STRICT;

-- follow-ups -------------------------------------------------------------------------------------------------------

-- A promise to the customer behind a voice: one owner and a day in the owner's zone, open until it says what the
-- customer was told. It goes with its voice.
CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  voice_id INTEGER NOT NULL REFERENCES voice (id) ON DELETE CASCADE,
  owner_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  -- Given by somebody else: the day of the note that tells its owner, once it was told.
  is_news INTEGER NOT NULL,
  news_day TEXT,
  -- Came from somebody who left: the day of the note that tells it.
  passed_note TEXT,
  told TEXT,
  closed_by TEXT,
  closed_at TEXT,
  CHECK ((told IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX follow_up_open ON follow_up (voice_id) WHERE closed_at IS NULL;
CREATE INDEX follow_up_owner ON follow_up (owner_id) WHERE closed_at IS NULL;
CREATE INDEX follow_up_voice ON follow_up (voice_id);

-- mood -------------------------------------------------------------------------------------------------------

-- Whoever captured a voice marked its customer as unhappy, whatever the score.
ALTER TABLE voice ADD COLUMN unhappy INTEGER NOT NULL DEFAULT 0;
