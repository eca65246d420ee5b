// Each meeting of a calendar that has ended is known, once: it was asked about, joined to another round, or missed.
import type { Seen } from './checker.ts';

const hourMs = 3_600_000;

export function checkCalendar({ calendar, company, facts, ledger, nowMs }: Seen): string[] {
  if (!calendar) return [];
  const { id } = company.channels.financeClose;
  const ended = (meetings: Iterable<{ endMs: number }>, byMs: number) =>
    [...meetings].filter(({ endMs }) => endMs < byMs).length;
  const known = facts.one<{ n: number }>(
    `SELECT count(*) AS n FROM (
       SELECT occurrence FROM round WHERE conversation_id = @id UNION ALL
       SELECT j.occurrence FROM joined_end j JOIN round r ON r.id = j.round_id WHERE r.conversation_id = @id)
     WHERE occurrence LIKE 'calendar:%'`,
    { id },
  );
  const n = known?.n ?? 0;
  const most = ended(calendar.planned, nowMs);
  if (n > most) return [`a calendar had ${most} meetings, and ${n} are known`];
  const wasPaused = facts.one("SELECT 1 FROM audit WHERE did IN ('paused', 'skipped')");
  // A ritual that was paused, or a channel that could not be asked, notices no end.
  if (wasPaused || ledger.troubledChannels.has(id)) return [];
  const fewest = ended(calendar.untouched, nowMs - hourMs);
  return n < fewest ? [`${fewest} meetings of a calendar have ended, and ${n} are known`] : [];
}
