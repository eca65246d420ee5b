// The SQL of what the workspace has agreed on about the words of customers: masking, and how long they are kept.
import type { Database } from '../platform/database.ts';

export interface Care {
  /** Whether e-mail addresses, phone and card numbers are masked before words are stored. */
  masks: boolean;
  /** For how many days after it was said a voice is kept; null: for ever. */
  keptDays: number | null;
}

/** What holds until somebody chooses otherwise: everything is masked, nothing is forgotten by age. */
export function findCare(db: Database): Care {
  const rows = db.all<{ name: string; value: string }>(
    "SELECT name, value FROM setting WHERE name IN ('masking', 'voices_kept_days')",
  );
  const value = new Map(rows.map((row) => [row.name, row.value]));
  const days = Number(value.get('voices_kept_days') || 0);
  return { masks: value.get('masking') !== 'off', keptDays: days > 0 ? days : null };
}

export function saveCare(db: Database, { masks, keptDays }: Care): void {
  const values = { masking: masks ? 'on' : 'off', voices_kept_days: String(keptDays ?? '') };
  for (const [name, value] of Object.entries(values)) {
    db.run(
      'INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT DO UPDATE SET value = excluded.value',
      { name, value },
    );
  }
}
