// The modals that people have open and the App Home that was published to each of them.
import { createHash } from 'node:crypto';
import { problemsIn } from './block-kit/problems.ts';
import { homeView, modalView, type ViewFields } from './block-kit/surfaces.ts';
import { type FormState, stateOf } from './form.ts';
import { copyOf, type Fields } from './json.ts';
import { named } from './naming.ts';
import type { World } from './world.ts';

export interface View {
  readonly id: string;
  readonly personId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  fields: ViewFields;
  state: FormState;
  /** What the app or Slack wrote below an input, by its label. */
  errors: Record<string, string>;
}

export type Checked =
  | { readonly fields: ViewFields }
  | { readonly error: string; readonly messages: string[] };

const maxViewBytes = 250_000;
const maxStack = 3;

export function checkView(given: unknown, kind: 'modal' | 'home'): Checked {
  if (JSON.stringify(given ?? null).length > maxViewBytes) return { error: 'view_too_large', messages: [] };
  const parsed = (kind === 'modal' ? modalView : homeView).safeParse(given);
  if (parsed.success) return { fields: parsed.data };
  return { error: 'invalid_arguments', messages: problemsIn(parsed.error, '/view') };
}

/** All that is published, as plain data that can be kept in a file. */
export interface ViewsMemory {
  readonly homes: Map<string, View>;
  readonly drawn: number;
}

export class Views {
  /** Modals by person, the topmost last. */
  readonly stacks = new Map<string, View[]>();
  homes = new Map<string, View>();
  readonly #world: World;
  #drawn = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Open modals are not part of it: nobody has one open when Slack is opened anew. */
  memory(): ViewsMemory {
    return { homes: this.homes, drawn: this.#drawn };
  }

  remember({ homes, drawn }: ViewsMemory): void {
    this.homes = homes;
    this.#drawn = drawn;
  }

  stackOf(personId: string): View[] {
    return this.stacks.get(personId) ?? [];
  }

  find(viewId: string | undefined, externalId: string | undefined): View | undefined {
    const all = [...[...this.stacks.values()].flat(), ...this.homes.values()];
    return all.find((it) =>
      viewId ? it.id === viewId : !!externalId && it.fields.external_id === externalId,
    );
  }

  open(personId: string, fields: ViewFields): View {
    const view = this.#make(personId, fields, undefined);
    this.stacks.set(personId, [view]);
    return view;
  }

  push(personId: string, fields: ViewFields): View | { error: string } {
    const stack = this.stackOf(personId);
    const top = stack.at(-1);
    if (!top) return { error: 'not_found' };
    if (stack.length >= maxStack) return { error: 'push_limit_reached' };
    const view = this.#make(personId, fields, top);
    this.stacks.set(personId, [...stack, view]);
    return view;
  }

  publish(personId: string, fields: ViewFields): View {
    const before = this.homes.get(personId);
    if (before) return this.redraw(before, fields);
    const view = this.#make(personId, fields, undefined);
    this.homes.set(personId, view);
    return view;
  }

  redraw(view: View, fields: ViewFields): View {
    view.fields = this.#named(fields);
    view.state = stateOf(view.fields.blocks, view.state);
    view.errors = {};
    view.hash = this.#hash(view.id);
    return view;
  }

  /** Takes the topmost view away, or all of them. */
  close(personId: string, all: boolean): void {
    this.stacks.set(personId, all ? [] : this.stackOf(personId).slice(0, -1));
  }

  idIsTaken(externalId: string | undefined, by: View | undefined): boolean {
    if (!externalId) return false;
    const holder = this.find(undefined, externalId);
    return holder !== undefined && holder !== by;
  }

  #make(personId: string, fields: ViewFields, below: View | undefined): View {
    const id = this.#world.nextId('V');
    const drawn = this.#named(fields);
    return {
      id,
      personId,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      hash: this.#hash(id),
      fields: drawn,
      state: stateOf(drawn.blocks),
      errors: {},
    };
  }

  #named(fields: ViewFields): ViewFields {
    const copy = copyOf(fields);
    const nextName = () => this.#world.nextId('b');
    if (copy.type === 'modal') return { ...copy, blocks: named(copy.blocks, nextName) };
    return { ...copy, blocks: named(copy.blocks, nextName) };
  }

  #hash(id: string): string {
    this.#drawn += 1;
    const digest = createHash('sha256').update(`${id}.${this.#drawn}`).digest('hex').slice(0, 8);
    return `${this.#drawn}.${digest}`;
  }
}

/** A view as Slack tells it, with everything that it adds to what the app gave. */
export function viewOf(view: View, identity: { teamId: string; appId: string; botId: string }): Fields {
  const { fields } = view;
  const isModal = fields.type === 'modal';
  return {
    id: view.id,
    team_id: identity.teamId,
    type: fields.type,
    blocks: copyOf(fields.blocks),
    private_metadata: fields.private_metadata ?? '',
    callback_id: fields.callback_id ?? '',
    external_id: fields.external_id ?? '',
    state: { values: copyOf(view.state) },
    hash: view.hash,
    title: isModal ? fields.title : { type: 'plain_text', text: 'View Title', emoji: true },
    close: isModal ? (fields.close ?? null) : null,
    submit: isModal ? (fields.submit ?? null) : null,
    clear_on_close: isModal ? (fields.clear_on_close ?? false) : false,
    notify_on_close: isModal ? (fields.notify_on_close ?? false) : false,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: identity.appId,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  };
}
