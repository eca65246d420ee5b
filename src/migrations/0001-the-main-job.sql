-- platform ---------------------------------------------------------------------------------------------------

-- What Slack told us, committed before it gets its answer. The needed fields are erased once applied; the id stays
-- seven days, so that a redelivery is recognized.
CREATE TABLE inbox (
  event_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  kept TEXT,
  received_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL
) STRICT;
CREATE INDEX inbox_waiting ON inbox (due_at) WHERE state = 'waiting';
CREATE INDEX inbox_received ON inbox (received_at);

-- Requests that have had their effect, so that a replay or a double click has no second one.
CREATE TABLE request (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE INDEX request_at ON request (at);

-- The outbox and the place of each message in one: a row is a message that we owe, and later where it stands.
-- It holds no words: a message is drawn from the facts at the moment it is sent.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  drawing TEXT NOT NULL,
  subject TEXT NOT NULL,
  address TEXT NOT NULL,
  thread_of INTEGER REFERENCES message (id),
  channel_id TEXT,
  ts TEXT,
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sending', 'sent', 'unknown', 'failed', 'dropped')),
  wanted INTEGER NOT NULL DEFAULT 1,
  drawn INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL,
  tried_at TEXT,
  sent_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  UNIQUE (drawing, subject, address)
) STRICT;
CREATE INDEX message_due ON message (due_at) WHERE state IN ('due', 'sending');
CREATE INDEX message_thread ON message (thread_of) WHERE thread_of IS NOT NULL;

-- The direct message channel of each person we have written to, known before the first message goes there.
CREATE TABLE direct_channel (person_id TEXT PRIMARY KEY, channel_id TEXT NOT NULL) STRICT;

-- What falls due and when. One row for each kind and key: setting it again moves it.
-- An alarm that failed is tried again at retry_at, and still knows when it fell due.
CREATE TABLE alarm (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  due_at TEXT NOT NULL,
  retry_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_due ON alarm (coalesce(retry_at, due_at));

-- Who changed what and when; never the words, and never a person beside a verdict.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  person_id TEXT,
  did TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject);

-- people -----------------------------------------------------------------------------------------------------

-- A mirror of Slack's directory, kept current by events and read again at every start and every day (who is in public channels: every week).
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('member', 'guest', 'bot', 'outsider')),
  rank TEXT NOT NULL DEFAULT 'none' CHECK (rank IN ('none', 'admin', 'owner', 'primary owner')),
  left_at TEXT
) STRICT;

-- The days, in a person's own zone, on which they get their one note: attention is a budget.
CREATE TABLE noted (
  person_id TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (person_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  is_private INTEGER NOT NULL,
  is_shared INTEGER NOT NULL,
  is_archived INTEGER NOT NULL,
  has_bot INTEGER NOT NULL
) STRICT;

CREATE TABLE membership (
  conversation_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (conversation_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_person ON membership (person_id);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE best_customers (
  version INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  set_by TEXT,
  set_at TEXT NOT NULL
) STRICT;

-- A function that is no longer listed keeps its row: old rituals and digests name it.
CREATE TABLE function (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  lead_id TEXT,
  listed INTEGER NOT NULL DEFAULT 1
) STRICT;

-- ritual -----------------------------------------------------------------------------------------------------

CREATE TABLE ritual (
  id INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL UNIQUE,
  audience TEXT NOT NULL,
  name TEXT NOT NULL,
  function_id INTEGER REFERENCES function (id),
  question TEXT NOT NULL,
  reconsider_numerator INTEGER NOT NULL,
  reconsider_denominator INTEGER NOT NULL,
  anonymous INTEGER NOT NULL DEFAULT 0,
  facilitator_id TEXT NOT NULL,
  -- The facilitator who left, when it came to the present one by itself.
  passed_from TEXT,
  paused_because TEXT,
  weekdays TEXT NOT NULL,
  end_time TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX ritual_facilitator ON ritual (facilitator_id);

-- The people a ritual names for its roster; none: the channel's members, when they are few.
CREATE TABLE ritual_person (
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  person_id TEXT NOT NULL,
  PRIMARY KEY (ritual_id, person_id)
) STRICT, WITHOUT ROWID;

-- audience: 'workspace', or the id of the one private conversation whose members may see it.
-- What a round was asked under is copied into it, so that a later change of its ritual cannot rewrite it.
CREATE TABLE round (
  id INTEGER PRIMARY KEY,
  ritual_id INTEGER REFERENCES ritual (id),
  conversation_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  name TEXT NOT NULL,
  question TEXT NOT NULL,
  best_customers_version INTEGER REFERENCES best_customers (version),
  reconsider_numerator INTEGER NOT NULL,
  reconsider_denominator INTEGER NOT NULL,
  anonymous INTEGER NOT NULL DEFAULT 0,
  roster_known INTEGER NOT NULL,
  facilitator_id TEXT NOT NULL,
  trigger TEXT NOT NULL CHECK (trigger IN ('schedule', 'hand')),
  occurrence TEXT,
  late INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'empty', 'lapsed', 'missed')),
  opened_at TEXT NOT NULL,
  window_ends_at TEXT NOT NULL,
  closes_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  UNIQUE (ritual_id, occurrence)
) STRICT;
CREATE INDEX round_conversation ON round (conversation_id, opened_at);
CREATE INDEX round_ritual ON round (ritual_id, opened_at);
CREATE INDEX round_closed ON round (closed_at);

CREATE TABLE roster (
  round_id INTEGER NOT NULL REFERENCES round (id),
  person_id TEXT NOT NULL,
  PRIMARY KEY (round_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_person ON roster (person_id);

-- decision ---------------------------------------------------------------------------------------------------

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  conversation_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  statement TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  segments TEXT NOT NULL DEFAULT '',
  review_on TEXT NOT NULL,
  changes_id INTEGER REFERENCES decision (id),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  ruling TEXT CHECK (ruling IN ('stands', 'reconsider', 'judge', 'blind spot')),
  fate TEXT CHECK (fate IN ('kept', 'changed', 'reversed')),
  -- The day of the note that tells its new owner, when it came to them because the old one left.
  passed_note TEXT
) STRICT;
CREATE INDEX decision_round ON decision (round_id);
CREATE INDEX decision_owner ON decision (owner_id);
CREATE INDEX decision_changes ON decision (changes_id) WHERE changes_id IS NOT NULL;

-- Answers that carry names.
CREATE TABLE answer (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  person_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('love', 'accept', 'dislike', 'unsure')),
  why TEXT,
  answered_at TEXT NOT NULL,
  late INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (decision_id, person_id)
) STRICT, WITHOUT ROWID;

-- Anonymous answers are two tables that nothing joins: who answered, and the ballots. Ballots carry random ids and
-- no times, and are kept in the order of their ids, so that no order of rows tells who cast which.
CREATE TABLE turnout (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  person_id TEXT NOT NULL,
  PRIMARY KEY (decision_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ballot (
  id TEXT PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('love', 'accept', 'dislike', 'unsure')),
  why TEXT,
  token_hash TEXT UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_decision ON ballot (decision_id, id);

-- The two questions every reader asks, whichever kind the round is of: who has answered, and what was answered.
CREATE VIEW answered AS
  SELECT decision_id, person_id FROM answer WHERE late = 0
  UNION ALL SELECT decision_id, person_id FROM turnout;
CREATE VIEW verdict_cast AS
  SELECT decision_id, verdict, why, late FROM answer
  UNION ALL SELECT decision_id, verdict, why, 0 FROM ballot;

-- A duty that a decision lays on one owner by a date; open until it has an ending. Never two of a kind at once.
CREATE TABLE matter (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('reconsideration', 'judgement', 'blind spot')),
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  owner_id TEXT NOT NULL,
  because TEXT NOT NULL CHECK (because IN ('rule', 'owner')),
  opened_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  ending TEXT CHECK (ending IN ('kept', 'changed', 'reversed', 'stands', 'reconsider', 'learnt', 'let stand')),
  reason TEXT,
  ended_by TEXT,
  ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX matter_open ON matter (decision_id, kind) WHERE ending IS NULL;
CREATE INDEX matter_owner ON matter (owner_id) WHERE ending IS NULL;
CREATE INDEX matter_due ON matter (due_at) WHERE ending IS NULL;
CREATE INDEX matter_ended ON matter (ended_at) WHERE ending IS NOT NULL;

-- voc --------------------------------------------------------------------------------------------------------

-- AUTOINCREMENT: the number of a forgotten voice is never given to another one, so that old buttons cannot hit it.
CREATE TABLE voice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  words TEXT NOT NULL,
  customer TEXT,
  segment TEXT CHECK (segment IN ('high', 'mid', 'low')),
  source TEXT,
  stage TEXT,
  score_scale TEXT CHECK (score_scale IN ('nps', 'csat', 'ces', 'csi')),
  score INTEGER,
  themes TEXT NOT NULL DEFAULT '',
  permalink TEXT,
  message_ts TEXT,
  said_at TEXT NOT NULL,
  captured_by TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  CHECK ((score_scale IS NULL) = (score IS NULL))
) STRICT;
CREATE INDEX voice_captured ON voice (captured_at);
CREATE INDEX voice_customer ON voice (customer COLLATE NOCASE);
CREATE UNIQUE INDEX voice_message ON voice (conversation_id, message_ts) WHERE message_ts IS NOT NULL;

CREATE VIRTUAL TABLE voice_index USING fts5 (
  words, customer, themes,
  content = 'voice', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Without this, forgotten words would linger in the index's segments until they happen to be merged.
INSERT INTO voice_index (voice_index, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER voice_added AFTER INSERT ON voice BEGIN
  INSERT INTO voice_index (rowid, words, customer, themes) VALUES (new.id, new.words, new.customer, new.themes);
END;
CREATE TRIGGER voice_forgotten AFTER DELETE ON voice BEGIN
  INSERT INTO voice_index (voice_index, rowid, words, customer, themes)
  VALUES ('delete', old.id, old.words, old.customer, old.themes);
END;

-- digest -----------------------------------------------------------------------------------------------------

-- One week told to one sponsor: figures and references, never words, so that what is forgotten stays forgotten.
CREATE TABLE digest (
  week_of TEXT PRIMARY KEY,
  sponsor_id TEXT NOT NULL,
  until_at TEXT NOT NULL,
  figures TEXT,
  state TEXT NOT NULL CHECK (state IN ('told', 'missed')),
  at TEXT NOT NULL
) STRICT;
