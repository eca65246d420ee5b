-- ritual -----------------------------------------------------------------------------------------------------

-- When a ritual's meeting is held, in the ritual's own zone. Any number of each ritual.
CREATE TABLE schedule (
  id INTEGER PRIMARY KEY,
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  -- 1 Monday … 7 Sunday, as 2,4
  weekdays TEXT NOT NULL,
  -- Local time, as 10:30
  end_time TEXT NOT NULL,
  -- Weekly: every so many weeks, counted from the week that holds this day.
  every_weeks INTEGER CHECK (every_weeks BETWEEN 1 AND 52),
  from_day TEXT NOT NULL,
  -- Monthly: the nth of these weekdays in a month; -1 is the last.
  nth INTEGER CHECK (nth IN (1, 2, 3, 4, -1)),
  CHECK ((every_weeks IS NULL) <> (nth IS NULL))
) STRICT;
CREATE INDEX schedule_ritual ON schedule (ritual_id);
INSERT INTO schedule (ritual_id, weekdays, end_time, every_weeks, from_day)
  SELECT id, weekdays, end_time, 1, substr(created_at, 1, 10) FROM ritual WHERE weekdays <> '';
ALTER TABLE ritual DROP COLUMN weekdays;
ALTER TABLE ritual DROP COLUMN end_time;
-- Whether the end of a huddle in the channel counts as the meeting's end.
ALTER TABLE ritual ADD COLUMN huddles INTEGER NOT NULL DEFAULT 0;

-- Days, in the ritual's zone, on which nothing is asked.
CREATE TABLE quiet_day (
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (ritual_id, first_day, last_day),
  CHECK (first_day <= last_day)
) STRICT, WITHOUT ROWID;

-- A calendar's secret address, and how its last reading went. Meetings open rounds; holidays are quiet days.
CREATE TABLE calendar (
  id INTEGER PRIMARY KEY,
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('meetings', 'holidays')),
  address TEXT NOT NULL,
  title_filter TEXT NOT NULL,
  filter_is_pattern INTEGER NOT NULL,
  etag TEXT,
  last_modified TEXT,
  -- Meetings that ended before then are nothing to us: it was added, or its ritual resumed.
  follows_from TEXT NOT NULL,
  -- When it was last answered for, and when it was last read from beginning to end.
  read_at TEXT,
  whole_read_at TEXT,
  failing_since TEXT,
  problem TEXT
) STRICT;
CREATE INDEX calendar_ritual ON calendar (ritual_id);

-- The last good copy of what a calendar holds for us: when, and nothing of what it says. A moved event keeps its key.
CREATE TABLE calendar_event (
  calendar_id INTEGER NOT NULL REFERENCES calendar (id),
  key TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  -- Calendar days, for a holiday.
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (calendar_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX calendar_event_end ON calendar_event (calendar_id, ends_at);

-- The ids or topics by which a webhook names a ritual's meeting.
CREATE TABLE webhook_meeting (
  id INTEGER PRIMARY KEY,
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  -- As it was typed, for people.
  meeting TEXT NOT NULL,
  -- The same as it is compared.
  key TEXT NOT NULL,
  UNIQUE (key, ritual_id)
) STRICT;
CREATE INDEX webhook_meeting_ritual ON webhook_meeting (ritual_id);

-- A round's trigger may now be any; the check goes with the old column.
ALTER TABLE round ADD COLUMN noticed_by TEXT NOT NULL DEFAULT 'hand'
  CHECK (noticed_by IN ('schedule', 'calendar', 'huddle', 'webhook', 'workflow step', 'hand'));
UPDATE round SET noticed_by = trigger;
ALTER TABLE round DROP COLUMN trigger;
ALTER TABLE round RENAME COLUMN noticed_by TO trigger;

-- Another trigger saw the end of a meeting that had a round already.
CREATE TABLE joined_end (
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  occurrence TEXT NOT NULL,
  round_id INTEGER NOT NULL REFERENCES round (id),
  PRIMARY KEY (ritual_id, occurrence)
) STRICT, WITHOUT ROWID;

-- decision ---------------------------------------------------------------------------------------------------

-- The message that a decision was asked about, where it was.
ALTER TABLE decision ADD COLUMN source_link TEXT;

-- A step of somebody's workflow that waits for its decision's reveal.
CREATE TABLE workflow_step (
  execution_id TEXT PRIMARY KEY,
  decision_id INTEGER REFERENCES decision (id),
  -- Why it cannot end well, for whoever runs the workflow.
  problem TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'due', 'told', 'lost')),
  due_since TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  CHECK ((decision_id IS NULL) <> (problem IS NULL))
) STRICT;
CREATE INDEX workflow_step_decision ON workflow_step (decision_id);

-- people -----------------------------------------------------------------------------------------------------

-- Who wants no reminders: of one ritual's rounds, or (scope 'all') none.
CREATE TABLE reminders_off (
  person_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  PRIMARY KEY (person_id, scope)
) STRICT, WITHOUT ROWID;

-- A reminder to answer goes once a round.
CREATE TABLE answer_reminder (
  round_id INTEGER NOT NULL REFERENCES round (id),
  person_id TEXT NOT NULL,
  -- The day of the note that tells it, once it was told.
  day TEXT,
  PRIMARY KEY (round_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_reminder_person ON answer_reminder (person_id, day);

-- Advice to a facilitator whose ritual gets fewer answers each week: once for each spell of falling weeks.
CREATE TABLE advice (
  ritual_id INTEGER NOT NULL REFERENCES ritual (id),
  -- The Monday of the spell's first week.
  since_week TEXT NOT NULL,
  -- The day of the note that tells it, once it was told.
  day TEXT,
  PRIMARY KEY (ritual_id, since_week)
) STRICT, WITHOUT ROWID;
