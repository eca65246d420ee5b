// What a room answers to a person: something said to them alone, a form, or both; shown only after the commit.
import type { HomeView, ModalView } from '@slack/types';
import type { Message } from './drawing.ts';
import { currentReference, type Logger } from './log.ts';
import { Refusal } from './refusal.ts';
import { isBusy, storageTrouble } from './storage-trouble.ts';
import { context, form, section } from './view-parts.ts';

/** Every part is optional: an empty reply is a silent yes. */
export interface Reply {
  /** Told to the person alone, where they acted. */
  say?: Message;
  /** What is said takes the place of the private message they clicked on, which is true no more. */
  instead?: boolean;
  /** Opened over whatever they see. */
  open?: ModalView;
  /** Takes the place of the form from which they acted; what is opened besides lies over it. */
  replace?: ModalView;
  /** Takes the place of the view beneath the form, which lists what the form has changed. */
  refresh?: ModalView;
  /**
   * Done after Slack has its answer: slow or network work that commits nothing. `update` shows a view in the place of
   * the form from which they acted; `say` tells them more where they typed a command or clicked on a message.
   */
  after?: (
    update: (view: ModalView) => Promise<void>,
    say: (message: Message) => Promise<void>,
  ) => Promise<void>;
  /** After a command: looked for when nobody waits for an answer, and told besides; undefined: there is nothing. */
  later?: () => Message | undefined;
}

/** A sentence or two, as a message. */
export function sentence(text: string): Message {
  return { text, blocks: [section(text)] };
}

/** A sentence in the place of a form: for what has no field to stand beside. */
export function notice(title: string, text: string, detail?: string): ModalView {
  return form('notice', title, [section(text), ...(detail ? [context(detail)] : [])], { close: 'Close' });
}

/** What a person is told of a trouble, and beside which field. */
export interface Trouble {
  sentence: string;
  field: string | undefined;
  /** Over the sentence, where it is not that nothing was saved. */
  title?: string;
}

const forPeople = {
  full: 'I could not save that, and nothing was changed: my disk is full.',
  damaged: 'I could not do that, and nothing was changed: my database is damaged.',
  unwritable: 'I could not save that, and nothing was changed: my database cannot be written.',
  'in doubt':
    'That is done, but my disk did not confirm it, and a power cut could still lose it. There is no need to do it again.',
};

/** What to do about a database that fails. */
export const forOperator = {
  full: 'the disk is full and nothing can be saved: make room on it; the bot goes on by itself',
  damaged: 'the database is damaged: stop the bot, look with `npm run chair -- doctor`, and restore a backup',
  unwritable: 'the database cannot be written: check its folder, its permissions and the disk',
  'in doubt':
    'the disk did not confirm what was written, and a power cut could lose it: check the disk, then restart the bot, which writes all of it anew',
};

/** A Refusal is shown as it is; a busy database asks for patience; anything else is a bug with a reference. */
export function explain(error: unknown, log: Logger, about: Record<string, unknown>): Trouble {
  if (error instanceof Refusal) return { sentence: error.message, field: error.field };
  if (isBusy(error)) {
    log.warn(about, 'the database was busy, nothing was saved');
    return {
      sentence: 'I could not save that just now, and nothing was changed. Please try again in a moment.',
      field: undefined,
    };
  }
  const reference = currentReference();
  const storage = storageTrouble(error);
  if (storage) {
    log.error({ ...about, err: error, reference }, forOperator[storage]);
    return {
      sentence: `${forPeople[storage]} Please tell whoever runs Empty Chair; the reference is ${reference}.`,
      field: undefined,
      ...(storage === 'in doubt' ? { title: 'Saved for now' } : {}),
    };
  }
  log.error({ ...about, err: error, reference }, 'a request failed');
  return {
    sentence: `Something went wrong on our side, and nothing was changed. Please try again; if it stays, tell whoever runs Empty Chair the reference ${reference}.`,
    field: undefined,
  };
}

export type { HomeView, ModalView };
