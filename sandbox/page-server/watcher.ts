// One page that is open: hears where it looks, and tells it what is seen there whenever that changes.
import type { WebSocket } from 'ws';
import { parsedJson } from '../json.ts';
import type { Floor } from './floor.ts';
import { type Look, look } from './protocol.ts';
import { see } from './see.ts';

/** Many small changes make one telling; short enough that a click still feels like one. */
const gatherMs = 25;

export class Watcher {
  readonly #floor: Floor;
  readonly #socket: WebSocket;
  #look: Look | undefined;
  #told = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(floor: Floor, socket: WebSocket) {
    this.#floor = floor;
    this.#socket = socket;
    const stopWatching = floor.watch(() => this.#tellSoon());
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      stopWatching();
      clearTimeout(this.#timer);
    });
    this.#tell();
  }

  #hear(text: string): void {
    const asked = look.safeParse(parsedJson(text));
    if (!asked.success) return;
    this.#look = asked.data;
    this.#tell();
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => this.#tell(), gatherMs);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const said = JSON.stringify(this.#seen());
    if (said === this.#told || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#told = said;
    this.#socket.send(said);
  }

  /** A page that has just come looks at the first channel of the first person, until it says otherwise. */
  #seen() {
    const { workspace } = this.#floor;
    const first = this.#floor.firstLook();
    const isKnown = this.#look && workspace.everybody().some((it) => it.id === this.#look?.personId);
    return see(this.#floor, this.#look && isKnown ? this.#look : first);
  }
}
