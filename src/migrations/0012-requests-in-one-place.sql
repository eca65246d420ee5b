-- Every request is noted here, and each page that it writes goes to the disk before it has its answer: one page and not
-- three. What is older than a day is found by looking at all of it, once a day.
CREATE TABLE request_noted (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO request_noted SELECT key, at FROM request;
DROP TABLE request;
ALTER TABLE request_noted RENAME TO request;
