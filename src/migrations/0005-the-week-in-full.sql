-- figures ----------------------------------------------------------------------------------------------------

-- One week told to one reader: 'sponsor', or the id of the channel whose members read it. It is due from its hour on
-- until it was told or missed. Figures and references, never words, so that what is forgotten stays forgotten.
CREATE TABLE digest_now (
  week_of TEXT NOT NULL,
  reader TEXT NOT NULL,
  -- The person or the channel it goes to.
  told_to TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT NOT NULL,
  figures TEXT,
  state TEXT NOT NULL CHECK (state IN ('due', 'told', 'missed')),
  at TEXT NOT NULL,
  PRIMARY KEY (week_of, reader)
) STRICT;
INSERT INTO digest_now (week_of, reader, told_to, from_at, until_at, figures, state, at)
  SELECT week_of, 'sponsor', sponsor_id,
    coalesce(lag(until_at) OVER (ORDER BY until_at), strftime('%Y-%m-%dT%H:%M:%fZ', until_at, '-7 days')),
    until_at, figures, state, at FROM digest;
DROP TABLE digest;
ALTER TABLE digest_now RENAME TO digest;
CREATE INDEX digest_until ON digest (until_at);
CREATE INDEX digest_due ON digest (until_at) WHERE state = 'due';

-- The weeks whose teams were counted, and how each team kept its ritual in them: as it was when the week was told, so
-- that no digest counts the history again. Answers are those in time of decisions that were not withdrawn; anonymous
-- ones that are too few to be shown are left out.
CREATE TABLE counted_week (
  week_of TEXT PRIMARY KEY,
  until_at TEXT NOT NULL
) STRICT;
CREATE TABLE team_week (
  week_of TEXT NOT NULL REFERENCES counted_week (week_of),
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  held INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  waited_for INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  opinions INTEGER NOT NULL,
  dislikes INTEGER NOT NULL,
  PRIMARY KEY (week_of, ritual_id)
) STRICT, WITHOUT ROWID;

-- What the team had thought of a decision that was looked back on; null until a digest has counted its answers, which
-- do not change any more.
ALTER TABLE decision ADD COLUMN thought TEXT CHECK (thought IN ('love', 'accept', 'dislike', 'none'));
DROP INDEX decision_outcome;
CREATE INDEX decision_outcome ON decision (outcome_at, outcome, thought, fate, audience, conversation_id)
  WHERE outcome_at IS NOT NULL;

CREATE INDEX matter_opened ON matter (kind, opened_at);
CREATE INDEX round_decided ON round (ritual_id, opened_at) WHERE state IN ('open', 'closed');

-- An export of a week's figures that the sponsor waits for.
CREATE TABLE figures_export (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL,
  week_of TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

-- segments ---------------------------------------------------------------------------------------------------------

-- The workspace's own kinds of customers. `name` is what people type after segment:, and what voices, answers and
-- decisions hold; it never changes. One that is no longer listed keeps its row: what belongs to it names it.
-- The shares say whom we serve, in thousandths of all customers and of all revenue.
CREATE TABLE segment (
  name TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  customers_permille INTEGER CHECK (customers_permille BETWEEN 0 AND 1000),
  revenue_permille INTEGER CHECK (revenue_permille BETWEEN 0 AND 1000),
  place INTEGER NOT NULL,
  listed INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
INSERT INTO segment (name, label, place) VALUES ('high', 'High value', 1), ('mid', 'Mid value', 2), ('low', 'Low value', 3);

-- Any segment may now be named; the checks go with the old column, and with the old tables.
CREATE TABLE segment_of_voice (id INTEGER PRIMARY KEY, segment TEXT NOT NULL) STRICT;
INSERT INTO segment_of_voice SELECT id, segment FROM voice WHERE segment IS NOT NULL;
ALTER TABLE voice DROP COLUMN segment;
ALTER TABLE voice ADD COLUMN segment TEXT;
UPDATE voice SET segment = kept.segment FROM segment_of_voice kept WHERE kept.id = voice.id;
DROP TABLE segment_of_voice;

DROP VIEW answered;
DROP VIEW verdict_cast;
CREATE TABLE answer_before (
  decision_id INTEGER, person_id TEXT, verdict TEXT, why TEXT, answered_at TEXT, late INTEGER, segment TEXT
) STRICT;
INSERT INTO answer_before SELECT decision_id, person_id, verdict, why, answered_at, late, segment FROM answer;
DROP TABLE answer;
CREATE TABLE answer (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  person_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('love', 'accept', 'dislike', 'unsure')),
  why TEXT,
  answered_at TEXT NOT NULL,
  late INTEGER NOT NULL DEFAULT 0,
  segment TEXT,
  PRIMARY KEY (decision_id, person_id)
) STRICT, WITHOUT ROWID;
INSERT INTO answer (decision_id, person_id, verdict, why, answered_at, late, segment)
  SELECT * FROM answer_before;
DROP TABLE answer_before;
CREATE TABLE ballot_before (
  decision_id INTEGER, id TEXT, verdict TEXT, why TEXT, segment TEXT, voice_ids TEXT
) STRICT;
INSERT INTO ballot_before SELECT decision_id, id, verdict, why, segment, voice_ids FROM ballot ORDER BY decision_id, id;
DROP TABLE ballot;
CREATE TABLE ballot (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('love', 'accept', 'dislike', 'unsure')),
  why TEXT,
  segment TEXT,
  -- The voices that it cites, as a JSON list; those of an answer stand in evidence, beside its person.
  voice_ids TEXT NOT NULL,
  PRIMARY KEY (decision_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO ballot (decision_id, id, verdict, why, segment, voice_ids)
  SELECT * FROM ballot_before;
DROP TABLE ballot_before;
CREATE INDEX ballot_citing ON ballot (decision_id, voice_ids) WHERE voice_ids <> '[]';
CREATE VIEW answered AS
  SELECT decision_id, person_id FROM answer WHERE late = 0
  UNION ALL SELECT decision_id, person_id FROM turnout;
CREATE VIEW verdict_cast AS
  SELECT decision_id, verdict, why, late FROM answer
  UNION ALL SELECT decision_id, verdict, why, 0 FROM ballot;

-- scorecard --------------------------------------------------------------------------------------------------------

-- The business figures that the sponsor steers by. A retired line keeps its values, and past digests name it.
CREATE TABLE scorecard_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  perspective TEXT NOT NULL CHECK (perspective IN ('financial', 'customer', 'process', 'people')),
  unit TEXT NOT NULL CHECK (unit IN ('%', 'points', 'money', 'days', 'number')),
  currency TEXT CHECK ((currency IS NULL) = (unit <> 'money')),
  better TEXT NOT NULL CHECK (better IN ('higher', 'lower')),
  target REAL,
  -- The scores of voices that it is computed from; NULL where values are typed or imported.
  scale TEXT CHECK (scale IN ('nps', 'csat', 'ces', 'csi')),
  place INTEGER NOT NULL,
  chosen INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
  retired_at TEXT
) STRICT;
CREATE UNIQUE INDEX scorecard_line_chosen ON scorecard_line (chosen) WHERE chosen = 1;

-- One value a line and week; the week is named by the day on which it ends.
CREATE TABLE scorecard_value (
  line_id INTEGER NOT NULL REFERENCES scorecard_line (id),
  week_of TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (line_id, week_of)
) STRICT, WITHOUT ROWID;

-- A file of values on its way in. What was read of it waits as JSON for a yes, and is erased with the answer.
CREATE TABLE scorecard_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'ready', 'done', 'cancelled', 'failed')),
  -- Why it failed, in a sentence.
  problem TEXT,
  reading TEXT,
  -- How many values it set.
  taken INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  asked_at TEXT NOT NULL
) STRICT;

-- A week's scores are counted from the index alone.
CREATE INDEX voice_scored ON voice (score_scale, said_at, score, joined_to, import_id, captured_by, audience, conversation_id)
WHERE score_scale IS NOT NULL;

-- telling ------------------------------------------------------------------------------------------------------

-- Digests name follow-ups by their numbers, and those of forgotten voices go with them: the number of one that is gone
-- must never be given to another one.
CREATE TABLE follow_up_now (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
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
INSERT INTO follow_up_now (id, voice_id, owner_id, due_on, asked_by, asked_at, is_news, news_day, passed_note, told,
    closed_by, closed_at)
  SELECT id, voice_id, owner_id, due_on, asked_by, asked_at, is_news, news_day, passed_note, told, closed_by, closed_at
  FROM follow_up;
DROP TABLE follow_up;
ALTER TABLE follow_up_now RENAME TO follow_up;
CREATE UNIQUE INDEX follow_up_open ON follow_up (voice_id) WHERE closed_at IS NULL;
CREATE INDEX follow_up_owner ON follow_up (owner_id) WHERE closed_at IS NULL;
CREATE INDEX follow_up_voice ON follow_up (voice_id);
CREATE INDEX follow_up_closed ON follow_up (closed_at) WHERE closed_at IS NOT NULL;

-- 1 once Slack has refused this digest's charts: then a table tells the same.
ALTER TABLE digest ADD COLUMN as_table INTEGER NOT NULL DEFAULT 0 CHECK (as_table IN (0, 1));

-- What owners are asked about besides its dates: the list that a digest brings them, and the sponsor's nudges.
CREATE TABLE owner_ask (
  kind TEXT NOT NULL CHECK (kind IN ('matter', 'follow-up')),
  owed_id INTEGER NOT NULL,
  asked_at TEXT NOT NULL,
  nudged_by TEXT,
  nudged_at TEXT,
  -- The day of the note that tells it, once it was told.
  day TEXT,
  PRIMARY KEY (kind, owed_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX owner_ask_day ON owner_ask (day);

-- home -------------------------------------------------------------------------------------------------------------

-- The App Home asks which open rounds wait for somebody.
CREATE INDEX round_open ON round (id) WHERE state = 'open';
