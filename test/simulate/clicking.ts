// What simulated people do with what they see: they answer, press buttons and send forms, without thinking much.
import type { Desk } from './desk.ts';
import { buttonsOn, entriesFor, messagesBefore } from './screen.ts';

/** Buttons whose effect would make what people remember wrong. */
const undoing = /forget|undo|join|take .*back|take apart|withdraw|correct|edit/i;

export function answers(desk: Desk): void {
  const { chance, workspace, ledger, time } = desk.parts;
  const { channel, person } = chance.pick(desk.members);
  const roots = workspace.messages(channel).slice(-4);
  const verdicts = roots.flatMap((message) =>
    buttonsOn(message.blocks)
      .filter(({ actionId }) => /^answer\.(love|accept|dislike|unsure)$/.test(actionId))
      .map((button) => ({ message, button })),
  );
  if (verdicts.length === 0) return;
  const { message, button } = chance.pick(verdicts);
  const delivery = desk.deliveryOf(() => desk.presses(person, button, message));
  if (!delivery) return;
  const verdict = button.actionId.replace('answer.', '');
  const clicked = { decisionId: Number(button.value), personId: person.id, verdict };
  ledger.clicked.push({ ...clicked, atMs: time.nowMs, delivery });
}

export function goesOnWithForm(desk: Desk): void {
  const { chance, workspace, company, time, ledger } = desk.parts;
  const busy = Object.values(company.people).filter((it) => !it.isDeactivated && workspace.modal(it));
  const person = busy.length > 0 ? chance.pick(busy) : undefined;
  const view = person && workspace.modal(person);
  // Slack lets nobody touch a form whose answer it waits for.
  if (!view || desk.sending.has(view)) {
    pressesSomething(desk);
    return;
  }
  const isForm = view.fields.type === 'modal' && view.fields.submit;
  const buttons = buttonsOn(view.fields.blocks).filter(({ text }) => !undoing.test(text));
  if (buttons.length > 0 && chance.happens(isForm ? 0.2 : 0.6)) {
    desk.presses(person, chance.pick(buttons), 'modal');
    return;
  }
  if (!isForm || chance.happens(0.1)) {
    desk.does(person, 'closes', (actor) => actor.closes());
    return;
  }
  const hand = {
    chance,
    people: Object.values(company.people),
    channels: Object.values(company.channels),
    words: () => desk.words(),
    day: () => new Date(time.nowMs + chance.between(0, 30) * 86_400_000).toISOString().slice(0, 10),
  };
  ledger.formsSentBy.add(person.id);
  desk.does(person, `fills and sends ${view.fields.callback_id}`, async (actor) => {
    desk.sending.add(view);
    try {
      for (const { spot, entry } of entriesFor(view, hand)) actor.fillsAt(spot, entry, { on: 'modal' });
      await actor.submits();
    } finally {
      desk.sending.delete(view);
    }
  });
}

export function pressesSomething(desk: Desk): void {
  const { chance, workspace } = desk.parts;
  const { channel, person } = chance.pick(desk.members);
  const seen = messagesBefore(workspace, person, channel).flatMap((message) =>
    buttonsOn(message.blocks)
      .filter(({ text, actionId }) => !undoing.test(text) && !/^answer\.[a-z]+$/.test(actionId))
      .map((button) => ({ message, button })),
  );
  if (seen.length === 0) return;
  const { message, button } = chance.pick(seen);
  desk.presses(person, button, message);
}

export function opensHome(desk: Desk): void {
  const { chance, workspace } = desk.parts;
  const { person } = chance.pick(desk.members);
  const home = workspace.home(person);
  const buttons = home ? buttonsOn(home.fields.blocks).filter(({ text }) => !undoing.test(text)) : [];
  if (buttons.length > 0 && chance.happens(0.7)) desk.presses(person, chance.pick(buttons), 'home');
  else desk.does(person, 'opens the home', (actor) => actor.opensHome());
}
