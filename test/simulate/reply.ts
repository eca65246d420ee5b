// What comes back over the simulated wire: as much of a Response as anybody reads, which takes a tenth of its time.
import type { Answer } from './server.ts';

export class Reply {
  readonly url: string;
  readonly status: number;
  readonly statusText = '';
  readonly headers: { get(name: string): string | null; entries(): IterableIterator<[string, string]> };
  readonly #body: string;

  constructor(url: string, { status, headers, body }: Answer) {
    const known = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    this.url = url;
    this.status = status;
    this.headers = {
      get: (name) => known.get(name.toLowerCase()) ?? null,
      entries: () => known.entries(),
    };
    this.#body = body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    return this.#body;
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#body);
  }
}
