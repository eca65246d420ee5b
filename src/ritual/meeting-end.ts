// The end of a ritual's meeting, however it was noticed.
import type { Trigger } from './round.ts';

export interface MeetingEnd {
  trigger: Exclude<Trigger, 'hand'>;
  /** Names this end among those of its ritual: noticed again, it has no second effect. */
  key: string;
  at: Date;
  /** Who attended; null where nobody knows. */
  attendeeIds: readonly string[] | null;
}
