-- What an operator asks for at every scrape: the few messages of which nobody can tell whether they were sent.
CREATE INDEX message_unknown ON message (id) WHERE state = 'unknown';
