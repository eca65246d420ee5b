// The line to the server: hears what is seen, says where we look, sends what we do, and comes back when it breaks.
import type { Fields } from '../json.ts';
import type { Deed, Look, Outcome, PageState } from '../page-server/protocol.ts';
import { share } from './share.ts';

export interface Heard {
  readonly state: PageState | null;
  readonly isLost: boolean;
}

const firstPauseMs = 250;
const longestPauseMs = 4000;

export class Line {
  #heard: Heard = { state: null, isLost: false };
  #look: Look | null = null;
  #socket: WebSocket | null = null;
  #pauseMs = firstPauseMs;
  readonly #listeners = new Set<() => void>();

  open(): void {
    const socket = new WebSocket(`ws://${window.location.host}/api/watch`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#pauseMs = firstPauseMs;
      if (this.#look) socket.send(JSON.stringify(this.#look));
    };
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = () => {
      this.#change({ ...this.#heard, isLost: true });
      setTimeout(() => this.open(), this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  heard = (): Heard => this.#heard;

  looksAt(look: Look): void {
    this.#look = look;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(look));
  }

  async does(personId: string, deed: Deed): Promise<Outcome> {
    try {
      const response = await fetch('/api/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId, deed }),
      });
      const said: Partial<Outcome> = await response.json();
      return { failure: said.failure ?? null, options: said.options ?? [], errors: said.errors ?? {} };
    } catch {
      return { failure: 'The sandbox does not answer, so this was not done.', options: [], errors: {} };
    }
  }

  /** Hands a file to the workspace, as picking it does; undefined where that failed. */
  async gives(personId: string, file: File): Promise<Fields | undefined> {
    const asked = new URLSearchParams({ person: personId, name: file.name });
    const taken = fetch(`/api/file?${asked}`, { method: 'POST', body: file });
    return taken.then((response) => (response.ok ? response.json() : undefined)).catch(() => undefined);
  }

  #hear(text: string): void {
    const state: PageState = JSON.parse(text);
    // The server may not have heard yet where we look by now.
    if (this.#look && JSON.stringify(this.#look) !== JSON.stringify(state.look)) {
      const isElsewhere = this.#look.personId !== state.look.personId;
      if (isElsewhere) return;
    }
    this.#change({ state: this.#heard.state ? share(this.#heard.state, state) : state, isLost: false });
  }

  #change(heard: Heard): void {
    this.#heard = heard;
    for (const listener of this.#listeners) listener();
  }
}
