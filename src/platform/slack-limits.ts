// What Slack asked us to leave alone, and until when: an address, one of its methods, or what a drawing asks before.

/**
 * Slack limits "per method, per workspace", and chat.postMessage besides to about one a second and channel
 * (docs.slack.dev, "Rate limits"). Which of the two it meant, it does not say: a limit holds its address, and a second
 * address that is limited meanwhile, without another call's having been taken in between, holds the method.
 */
export class Holds {
  readonly #addresses = new Map<string, Date>();
  /** Who was limited on each method since Slack last answered it otherwise. */
  readonly #limited = new Map<string, Map<string, Date>>();
  /** Methods and drawings. One whose time is over stays until Slack has answered again. */
  readonly #wide = new Map<string, Date>();

  /** Slack limited a call. True when the whole method is held. */
  limit(method: string, address: string, until: Date, now: Date): boolean {
    this.#addresses.set(address, until);
    const before = [...(this.#limited.get(method) ?? [])].filter(([, itsUntil]) => itsUntil > now);
    const limited = new Map(before).set(address, until);
    this.#limited.set(method, limited);
    if (limited.size === 1) return false;
    this.#wide.set(method, new Date(Math.max(...[...limited.values()].map((each) => each.getTime()))));
    return true;
  }

  /** Slack limited what a drawing asks before: that is the same for whomever it is drawn. */
  limitAll(drawing: string, until: Date): void {
    this.#wide.set(drawing, until);
  }

  /** Slack did not limit this call. One that was under way when a pause began does not end it. */
  answer(method: string, now: Date): void {
    if (this.ofMethod(method, now)) return;
    this.#limited.delete(method);
    for (const [name, until] of this.#wide) if (until <= now) this.#wide.delete(name);
  }

  ofAddress(address: string, now: Date): Date | null {
    return current(this.#addresses.get(address), now);
  }

  /** Of a method of Slack's, or of what this drawing asks before. */
  ofMethod(name: string, now: Date): Date | null {
    return current(this.#wide.get(name), now);
  }

  /** What is held whatever its address, and until when. */
  wide(now: Date): [string, Date][] {
    return [...this.#wide].filter(([, until]) => until > now);
  }

  /** A pause is over, and Slack has not answered since: one message goes alone, lest all meet the same limit again. */
  onTrial(now: Date): boolean {
    return [...this.#wide.values()].some((until) => until <= now);
  }
}

function current(until: Date | undefined, now: Date): Date | null {
  return until && until > now ? until : null;
}

/** Thrown instead of calling what is held. */
export class Held extends Error {
  readonly until: Date;

  constructor(until: Date) {
    super('Slack asked for a pause');
    this.until = until;
  }
}

/** The calls that one message takes, one after another: none is made of what is held. */
export class Calls {
  readonly #holds: Holds;
  readonly #now: () => Date;
  #name: string | null = null;
  #wentOut = false;

  constructor(holds: Holds, now: () => Date) {
    this.#holds = holds;
    this.#now = now;
  }

  /** The method that was called last, or the drawing that asked; null: none yet. */
  get name(): string | null {
    return this.#name;
  }

  /** Goes on with a call of this method, or to what this drawing asks before. Throws `Held`. */
  next(name: string): void {
    this.answered();
    const until = this.#holds.ofMethod(name, this.#now());
    if (until) throw new Held(until);
    this.#name = name;
  }

  /** What was named last is the post or the edit, and goes out now. */
  goesOut(): void {
    this.#wentOut = true;
  }

  get wentOut(): boolean {
    return this.#wentOut;
  }

  /** The last of them came to something else than a limit. */
  answered(): void {
    if (this.#name) this.#holds.answer(this.#name, this.#now());
  }
}
