// Reads a file that somebody gave, as often as it is worth it, and tells them why it cannot be read.
import { Refusal } from './refusal.ts';

const mostAttempts = 5;
const unreadable =
  'I tried five times and could not read it from Slack. Try again later; if it stays, tell whoever runs Empty Chair.';

/**
 * `tell` gets the sentence of a Refusal, or after the fifth attempt that it is given up; `attempts` were made before.
 * Throws what is no Refusal, so that it is logged and tried again.
 */
export async function readOrTell(
  attempts: number,
  read: () => Promise<void>,
  tell: (problem: string) => void,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (error instanceof Refusal) return tell(error.message);
    if (attempts + 1 >= mostAttempts) tell(unreadable);
    throw error;
  }
}
