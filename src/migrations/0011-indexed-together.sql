-- What is kept is put into the full-text index by its store (src/voc/index-store.ts): a statement with a trigger is a
-- savepoint, and before each savepoint the index writes what it has gathered to the file, voice by voice.
DROP TRIGGER voice_added;
