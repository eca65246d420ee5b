// Troubles on demand: the next calls of a method fail, wait or lose their reply, as Slack's do now and then.
export type Fault =
  | { readonly status: 429; readonly retryAfterSeconds: number }
  | { readonly status: number }
  | { readonly error: string }
  /** The effect happens, but the answer never arrives. */
  | { readonly losesReply: true }
  /** Nothing happens, and no answer arrives. */
  | { readonly losesRequest: true }
  | { readonly delayMs: number };

export class Faults {
  /** Block types that this workspace does not take (yet), as new ones are not taken everywhere at once. */
  readonly refusedBlocks = new Set<string>();
  readonly #waiting: { readonly method: string; readonly fault: Fault }[] = [];

  failNext(method: string, fault: Fault, times = 1): void {
    for (let shot = 0; shot < times; shot += 1) this.#waiting.push({ method, fault });
  }

  take(method: string): Fault | undefined {
    const index = this.#waiting.findIndex((it) => it.method === method || it.method === '*');
    return index === -1 ? undefined : this.#waiting.splice(index, 1)[0]?.fault;
  }

  clear(): void {
    this.#waiting.length = 0;
    this.refusedBlocks.clear();
  }
}
