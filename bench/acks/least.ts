// The least that could do it: Bolt alone, or Bolt with one table and one insert before each ack. Run as a process.
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import SQLite from 'better-sqlite3';

const { PORT, SLACK_API_URL = '', SIGNING_SECRET = '', DATABASE_PATH, SYNCHRONOUS } = process.env;

const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  token: 'xoxb-bench',
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: LogLevel.ERROR,
});

/** Nothing is kept where no database was named. */
function keeper(): (table: 'voice' | 'answer', personId: string, words: string) => void {
  if (!DATABASE_PATH) return () => {};
  const db = new SQLite(DATABASE_PATH);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${SYNCHRONOUS}`);
  db.exec(
    `CREATE TABLE voice (id INTEGER PRIMARY KEY, person_id TEXT, words TEXT, at TEXT);
     CREATE TABLE answer (id INTEGER PRIMARY KEY, person_id TEXT, words TEXT, at TEXT)`,
  );
  const insert = {
    voice: db.prepare('INSERT INTO voice (person_id, words, at) VALUES (?, ?, ?)'),
    answer: db.prepare('INSERT INTO answer (person_id, words, at) VALUES (?, ?, ?)'),
  };
  return (table, personId, words) => insert[table].run(personId, words, new Date().toISOString());
}

const keep = keeper();
app.command(/^\/(voc|decided)$/, async ({ command, ack }) => {
  keep('voice', command.user_id, command.text);
  await ack({ response_type: 'ephemeral', text: 'Saved.' });
});
app.action(/^answer/, async ({ body, action, ack, respond }) => {
  keep('answer', body.user.id, 'action_id' in action ? String(action.action_id) : '');
  await ack();
  await respond({ response_type: 'ephemeral', replace_original: false, text: 'Saved.' });
});
const server = await app.start(Number(PORT));
const address = server.address();
process.on('SIGTERM', () => process.exit());
process.stdout.write(`ready on ${typeof address === 'object' ? address?.port : ''}\n`);
