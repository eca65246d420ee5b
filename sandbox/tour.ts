// The main job in one minute: a meeting ends, three people answer, the owner thinks again, the CCO reads the week.
import type { Stage } from './stage.ts';
import type { Message } from './world.ts';

type Say = (text: string) => void;

/** Plays the main job on a stage that has just started, and says what each person sees. */
export async function tour(stage: Stage, say: Say): Promise<void> {
  const guide = new Guide(stage, say);
  say('A tour of the main job, in a workspace that is only pretended.');
  await guide.agree();
  await guide.decide();
  await guide.answer();
  await guide.thinkAgain();
  await guide.keepWords();
  await guide.readTheWeek();
  say('\nThat was the main job.');
}

class Guide {
  readonly #stage: Stage;
  readonly #say: Say;
  #step = 0;

  constructor(stage: Stage, say: Say) {
    this.#stage = stage;
    this.#say = say;
  }

  async agree(): Promise<void> {
    this.#tell('Ana sets up a ritual in #product-weekly: the meeting ends on Tuesdays at 10:30 in Berlin.');
    const ana = this.#as('ana');
    await ana.types('/ritual setup', { in: this.#channel });
    await ana.fills({
      'Name of the meeting': 'Product weekly',
      'Days it ends on': ['Tuesday'],
      'Time it ends': '10:30',
    });
    const { modal } = await ana.submits();
    if (modal) this.#say(this.#framed(this.#stage.workspace.readable(modal, { as: '@ana' })));
    await ana.closes();
  }

  async decide(): Promise<void> {
    this.#tell('Tuesday, 10:30. The meeting ends, and the chair asks. Ben records what was decided.');
    await this.#stage.travelTo('2026-03-03T09:30:00Z');
    await this.#as('ben').types('/decided Drop phone support on the free plan', { in: this.#channel });
    await this.#stage.settle();
    this.#show(this.#root());
  }

  async answer(): Promise<void> {
    this.#tell(
      'Three people answer with one click each. Nobody sees the others’ answers until the next day.',
    );
    await this.#as('ana').clicks('They’d be fine with it', { on: this.#root() });
    await this.#as('ben').clicks('They’d love it', { on: this.#root() });
    await this.#as('grace').clicks('Why / change', { on: this.#root() });
    await this.#as('grace').fills({
      'What would our best customers think?': '👎 They’d dislike it',
      'Why do you think so?': 'Small shops call us when payroll fails.',
    });
    await this.#as('grace').submits();
    await this.#stage.travelTo('2026-03-04T09:30:00Z');
    this.#show(this.#reveal());
  }

  async thinkAgain(): Promise<void> {
    this.#tell('A third of the opinions are against it, so Ben has to think again, and says how it ended.');
    await this.#as('ben').clicks('Reverse it', { on: this.#reveal() });
    await this.#as('ben').fills({ 'Why reverse it?': 'Payroll week needs a voice on the phone.' });
    await this.#as('ben').submits();
    await this.#stage.settle();
    this.#show(this.#reveal());
  }

  async keepWords(): Promise<void> {
    this.#tell('Grace keeps what a customer said.');
    const words =
      '/voc The export takes twenty minutes and then fails -- Acme #export nps:6 segment:mid source:support';
    this.#show((await this.#as('grace').types(words, { in: this.#channel })).text);
  }

  async readTheWeek(): Promise<void> {
    this.#tell('Monday, 9:00. Chloe, the Chief Customer Officer, reads the week.');
    await this.#stage.travelTo('2026-03-09T08:00:00Z');
    const digest = this.#stage.workspace.directMessages(this.#stage.company.people.chloe).at(-1);
    this.#show(digest ?? '', '@chloe');
  }

  get #channel() {
    return this.#stage.company.channels.productWeekly;
  }

  #as(name: keyof Stage['company']['people']) {
    return this.#stage.workspace.as(this.#stage.company.people[name]);
  }

  #root(): Message {
    const message = this.#stage.workspace.messages(this.#channel).at(-1);
    if (!message) throw new Error('the tour expected a message in #product-weekly');
    return message;
  }

  #reveal(): Message {
    return this.#stage.workspace.thread(this.#root()).at(-1) ?? this.#root();
  }

  #tell(what: string): void {
    this.#step += 1;
    this.#say(`\n${this.#step}. ${what}\n`);
  }

  /** Dates are shown in the zone of whoever reads. */
  #show(shown: Message | string, reader = '@ana'): void {
    const text = typeof shown === 'string' ? shown : this.#stage.workspace.readable(shown, { as: reader });
    this.#say(this.#framed(text));
  }

  #framed(text: string): string {
    return text.replace(/^/gm, '   │ ');
  }
}
