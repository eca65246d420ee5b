// Reads what a calendar's address answered, and tells how far it has come: the work of a thread of its own.
import { type ReadingFrame, readEvents } from './events.ts';
import type { WorkerSays } from './parse-calendar.ts';
import { UnreadableCalendar } from './text.ts';

export interface CalendarWork {
  body: Uint8Array;
  frame: ReadingFrame;
}

export function readBody({ body, frame }: CalendarWork, say: (word: WorkerSays) => void): void {
  say({ reached: 'text' });
  try {
    const text = new TextDecoder().decode(body);
    say({ content: readEvents(text, frame, (part) => say({ reached: part })) });
  } catch (error) {
    if (!(error instanceof UnreadableCalendar)) throw error;
    say({ problem: error.message });
  }
}
