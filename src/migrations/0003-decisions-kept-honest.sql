-- decision ---------------------------------------------------------------------------------------------------

-- A decision's fate may now be that it was withdrawn; the check goes with the old column.
ALTER TABLE decision ADD COLUMN became TEXT CHECK (became IN ('kept', 'changed', 'reversed', 'withdrawn'));
UPDATE decision SET became = fate;
ALTER TABLE decision DROP COLUMN fate;
ALTER TABLE decision RENAME COLUMN became TO fate;
-- What customers in fact thought, as its owner learnt at the review.
ALTER TABLE decision ADD COLUMN outcome TEXT CHECK (outcome IN ('love', 'accept', 'dislike', 'unknown'));
ALTER TABLE decision ADD COLUMN outcome_at TEXT;
CREATE INDEX decision_outcome ON decision (outcome_at) WHERE outcome_at IS NOT NULL;
ALTER TABLE decision ADD COLUMN withdrawn_because TEXT;
ALTER TABLE decision ADD COLUMN withdrawn_by TEXT;

-- The segment that an answer has in mind.
ALTER TABLE answer ADD COLUMN segment TEXT CHECK (segment IN ('high', 'mid', 'low'));

-- Voices cited for a decision, or (answer_of) for one person's answer to it. A forgotten voice takes its rows along.
CREATE TABLE evidence (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  voice_id INTEGER NOT NULL,
  -- The person whose answer cites it; '' for the decision itself.
  answer_of TEXT NOT NULL DEFAULT '',
  cited_by TEXT NOT NULL,
  cited_at TEXT NOT NULL,
  PRIMARY KEY (decision_id, voice_id, answer_of)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_voice ON evidence (voice_id);

-- Decisions that were closed before there were reviews are looked back on, too.
INSERT INTO alarm (kind, key, due_at)
  SELECT 'review due', CAST(d.id AS TEXT), d.review_on || 'T09:00:00.000Z' FROM decision d
  WHERE d.ruling IS NOT NULL AND (d.fate IS NULL OR d.fate = 'kept');

-- More kinds of matters, and more ways for them to go on: put off once, offered to somebody else.
CREATE TABLE matter_now (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL
    CHECK (kind IN ('reconsideration', 'judgement', 'blind spot', 'review', 'contradiction')),
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  owner_id TEXT NOT NULL,
  because TEXT NOT NULL CHECK (because IN ('rule', 'owner', 'date', 'voice')),
  -- The voice that contradicts the team.
  voice_id INTEGER,
  opened_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  -- Put off once, with a reason.
  put_off_at TEXT,
  put_off_because TEXT,
  -- Offered to somebody, whom the offer reaches at this instant and who must accept within three days of it.
  offered_to TEXT,
  offered_at TEXT,
  offer_state TEXT CHECK (offer_state IN ('open', 'declined', 'lapsed')),
  ending TEXT CHECK (ending IN ('kept', 'changed', 'reversed', 'stands', 'reconsider', 'learnt', 'let stand',
    'told', 'moot')),
  -- What its owner learnt, of a review.
  outcome TEXT CHECK (outcome IN ('love', 'accept', 'dislike', 'unknown')),
  reason TEXT,
  ended_by TEXT,
  ended_at TEXT
) STRICT;
INSERT INTO matter_now (id, kind, decision_id, owner_id, because, opened_at, due_at, ending, reason, ended_by, ended_at)
  SELECT id, kind, decision_id, owner_id, because, opened_at, due_at, ending, reason, ended_by, ended_at FROM matter;
DROP TABLE matter;
ALTER TABLE matter_now RENAME TO matter;
CREATE UNIQUE INDEX matter_open ON matter (decision_id, kind) WHERE ending IS NULL;
CREATE INDEX matter_owner ON matter (owner_id) WHERE ending IS NULL;
CREATE INDEX matter_due ON matter (due_at) WHERE ending IS NULL;
CREATE INDEX matter_ended ON matter (ended_at) WHERE ending IS NOT NULL;
CREATE INDEX matter_decision ON matter (decision_id);
CREATE INDEX matter_voice ON matter (voice_id) WHERE voice_id IS NOT NULL;
CREATE INDEX matter_offered ON matter (offered_to) WHERE offer_state = 'open' AND ending IS NULL;

-- The words of decisions, searched in the log.
CREATE VIRTUAL TABLE decision_index USING fts5 (
  statement,
  content = 'decision', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO decision_index (decision_index, rank) VALUES ('secure-delete', 1);
INSERT INTO decision_index (decision_index) VALUES ('rebuild');
CREATE TRIGGER decision_recorded AFTER INSERT ON decision BEGIN
  INSERT INTO decision_index (rowid, statement) VALUES (new.id, new.statement);
END;
CREATE TRIGGER decision_reworded AFTER UPDATE OF statement ON decision BEGIN
  INSERT INTO decision_index (decision_index, rowid, statement) VALUES ('delete', old.id, old.statement);
  INSERT INTO decision_index (rowid, statement) VALUES (new.id, new.statement);
END;

-- Anonymous answers. While a round is open, the ballots of a decision lie in one box: one text, in the order of their
-- random ids, written anew as a whole with every ballot. Rows would not do: inside a page SQLite puts a new row before
-- the one that came last, so that bytes tell the order in which ballots came in. The box begins with 4096 zeros, more
-- than a row keeps in a page that it shares; all the rest lies in pages of its own, which are zeroed when it is written
-- anew, so that no older box stays behind in the file.
CREATE TABLE ballot_box (
  decision_id INTEGER PRIMARY KEY REFERENCES decision (id),
  ballots BLOB NOT NULL
) STRICT;
-- What comes out of a box at the reveal, under new ids. Nothing was ever kept in the old table.
DROP VIEW verdict_cast;
DROP TABLE ballot;
CREATE TABLE ballot (
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('love', 'accept', 'dislike', 'unsure')),
  why TEXT,
  segment TEXT CHECK (segment IN ('high', 'mid', 'low')),
  -- The voices that it cites, as a JSON list; those of an answer stand in evidence, beside its person.
  voice_ids TEXT NOT NULL,
  PRIMARY KEY (decision_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_citing ON ballot (decision_id, voice_ids) WHERE voice_ids <> '[]';
CREATE VIEW verdict_cast AS
  SELECT decision_id, verdict, why, late FROM answer
  UNION ALL SELECT decision_id, verdict, why, 0 FROM ballot;
