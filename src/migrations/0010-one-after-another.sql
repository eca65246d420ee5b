-- Ten thousand meetings end at one minute: whichever comes next is found without sorting the others anew.
DROP INDEX alarm_due;
CREATE INDEX alarm_due ON alarm (coalesce(retry_at, due_at), kind DESC);
