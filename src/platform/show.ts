// What a person sees after Slack has its answer: forms, private receipts, and what went wrong.
import type { RespondFn, webApi } from '@slack/bolt';
import type { Message } from './drawing.ts';
import { currentReference, type Logger } from './log.ts';
import type { Lull } from './lull.ts';
import { explain, forOperator, type ModalView, notice, type Reply, sentence, type Trouble } from './reply.ts';
import { readTrouble } from './slack-errors.ts';
import { escapedWithin, readBack } from './slack-text.ts';
import { type Beneath, lay } from './stack.ts';
import { storageTrouble } from './storage-trouble.ts';
import { context } from './view-parts.ts';

/** What came of a request: it had its effect, or it changed nothing. */
export type Outcome = { reply: Reply; trouble?: undefined } | { trouble: Trouble; reply?: undefined };

/** Where an answer can be shown: over what the person sees, beside the message, or in the form they acted in. */
interface Stage {
  client: webApi.WebClient;
  triggerId: string;
  respond?: RespondFn | undefined;
  view?: Beneath | undefined;
  /** The form that was sent. */
  formId?: string | undefined;
  /** The view beneath the form that was sent. */
  beneath?: string | undefined;
}

export function toldBy(outcome: Outcome): Message | undefined {
  return outcome.trouble ? sentence(outcome.trouble.sentence) : outcome.reply.say;
}

/** What a command answers; below a refusal stands what was typed, so that a long line is mended and not typed again. */
export function answerTo(outcome: Outcome, command: string, typed: string): Message | undefined {
  const message = toldBy(outcome);
  if (!message || !outcome.trouble || typed.trim().length < worthRepeating) return message;
  const words = readBack(typed, () => undefined);
  return {
    ...message,
    blocks: [...message.blocks, context(`You typed: ${command} ${escapedWithin(words, 1800)}`)],
  };
}

/** Shorter lines are typed anew as quickly. */
const worthRepeating = 20;

/** Runs after the ack: nothing here can be lost that matters, so a failure is logged and told, not retried. */
export async function show(
  outcome: Outcome,
  log: Logger,
  { client, triggerId, respond, view, formId = view?.id, beneath }: Stage,
): Promise<void> {
  const { reply, trouble } = outcome;
  const update = async (shown: ModalView) => {
    if (formId) await client.views.update({ view_id: formId, view: shown }).catch(unlessClosed);
  };
  const say = async (message: Message) => {
    if (respond) await tell(respond, message, log);
  };
  try {
    if (trouble && view)
      await lay(client, triggerId, view, notice(trouble.title ?? 'Not saved', trouble.sentence));
    if (reply?.replace && view) await client.views.update({ view_id: view.id, view: reply.replace });
    if (reply?.open) await lay(client, triggerId, view, reply.open);
    // No message can be written beside a form. The App Home is drawn anew, and shows what has become of the click.
    if (reply?.say && view?.type === 'modal' && !reply.open && !reply.replace) {
      await lay(client, triggerId, view, notice('Done', reply.say.text));
    }
    if (reply?.refresh && beneath) await client.views.update({ view_id: beneath, view: reply.refresh });
    await reply?.after?.(update, say);
  } catch (error) {
    const words = whyUnshown(error, log, outcome);
    if (respond) await tell(respond, sentence(words), log);
  }
}

/** Tells what takes too long to find before an answer, if anything is found, when nobody waits for one. */
export function showLater({ reply }: Outcome, lull: Lull, log: Logger, respond: RespondFn): void {
  const { later } = reply ?? {};
  if (!later) return;
  lull.run('what is told later', async () => {
    try {
      const found = later();
      if (found) await tell(respond, found, log);
    } catch (error) {
      await tell(respond, sentence(whyUnshown(error, log, { reply: {} })), log);
    }
  });
}

/** A form that does not open has changed nothing; what else was asked for has had its effect by now. */
function whyUnshown(error: unknown, log: Logger, { reply }: Outcome): string {
  const trouble = readTrouble(error);
  if (trouble.kind === 'bug' || trouble.kind === 'unfit') {
    if (reply?.open) return explain(error, log, { door: 'after the answer' }).sentence;
    const reference = currentReference();
    const storage = storageTrouble(error);
    log.error({ err: error, reference }, storage ? forOperator[storage] : 'what follows an answer failed');
    return `Something went wrong on our side, and I could not show you all of it. What was saved stays saved. If it happens again, tell whoever runs Empty Chair the reference ${reference}.`;
  }
  log.warn({ trouble }, 'Slack did not take what was to be shown');
  return 'Slack did not let me show you the answer just now. Please try again in a moment.';
}

/** Whoever has closed the form meanwhile does not wait for what it would have shown. */
function unlessClosed(error: unknown): void {
  const trouble = readTrouble(error);
  if (trouble.kind !== 'refused' || trouble.problem !== 'not_found') throw error;
}

/** A private receipt, where the person acted. It can vanish, so nothing depends on it. */
export async function tell(
  respond: RespondFn,
  message: Message,
  log: Logger,
  instead = false,
): Promise<void> {
  try {
    await respond({ response_type: 'ephemeral', replace_original: instead, ...message });
  } catch (err) {
    log.warn({ err }, 'a private receipt was not delivered');
  }
}
