// Asks whoever sits at the terminal for a yes.
import { createInterface } from 'node:readline/promises';
import { AskedWrongly } from './house.ts';

/** Anything but a yes is a no; Ctrl-C and the end of the input are no answer. Throws where there is no terminal. */
export async function ask(question: string): Promise<'yes' | 'no' | 'no answer'> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new AskedWrongly('There is no terminal to ask on. Add --yes to go on with what is shown above.');
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const left = new AbortController();
  asking.on('SIGINT', () => left.abort()).on('close', () => left.abort());
  try {
    const answer = await asking.question(question, { signal: left.signal });
    return /^\s*y(es)?\s*$/i.test(answer) ? 'yes' : 'no';
  } catch (error) {
    if (left.signal.aborted) return 'no answer';
    throw error;
  } finally {
    asking.close();
  }
}
