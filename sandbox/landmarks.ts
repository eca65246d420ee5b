// Finds when what people of the sandbox wait for comes: an alarm of the bot's, in one channel or anywhere.

interface Asked {
  one<Row>(sql: string, values: Record<string, string | null>): Row | undefined;
}

/** The alarm's kind, and the table of what it is about where that belongs to a channel. */
interface Alarm {
  readonly kind: string;
  readonly table: string | null;
}

/** When it comes, in one channel or (null) anywhere; null: never. */
export function nextAlarm(db: Asked, { kind, table }: Alarm, channelId: string | null): Date | null {
  const where = table
    ? `kind = @kind AND (@channelId IS NULL OR @channelId =
         (SELECT conversation_id FROM ${table} WHERE id = CAST(alarm.key AS INTEGER)))`
    : 'kind = @kind';
  const sql = `SELECT min(due_at) AS due_at FROM alarm WHERE ${where}`;
  const row = db.one<{ due_at: string | null }>(sql, table ? { kind, channelId } : { kind });
  return row?.due_at ? new Date(row.due_at) : null;
}
