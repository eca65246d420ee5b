// The hands of the people of the past: they press, fill and submit by the names that do not change with the wording.
import type { Actor } from '../acting/actor.ts';
import type { Value } from '../acting/entries.ts';
import { inputsOf } from '../acting/find.ts';
import type { Block } from '../block-kit/blocks.ts';
import { actionIdOf, elementsOf } from '../block-kit/walk.ts';
import type { Name } from '../people.ts';
import type { Stage } from '../stage.ts';
import type { View } from '../views.ts';
import type { Message } from '../world.ts';

export class Hands {
  readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  as(name: Name): Actor {
    return this.stage.workspace.as(this.stage.company.people[name]);
  }

  /** Presses the first button of this action below the words; false where there is none (any more). */
  async presses(name: Name, place: Message | 'home' | 'form', action: string, below = ''): Promise<boolean> {
    const on = place === 'form' ? await this.form(name) : place;
    if (!on) return false;
    const blocks = on === 'home' ? this.#home(name) : 'fields' in on ? on.fields.blocks : on.blocks;
    const from = blocks.findIndex((it) => JSON.stringify(it).includes(below));
    const block = blocks.slice(Math.max(from, 0)).find((it) => offers(it, action));
    if (from === -1 || !block?.block_id) return false;
    await this.as(name).pressesAt({ blockId: block.block_id, actionId: action }, { on });
    return true;
  }

  /** Fills the inputs of the form on top by their block's id; those that it does not have are left out. */
  async fills(name: Name, values: Readonly<Record<string, Value>>): Promise<void> {
    const view = await this.form(name);
    const there = inputsOf(view?.fields.blocks ?? []).map((it) => it.block_id);
    for (const [id, value] of Object.entries(values)) {
      if (there.includes(id)) await this.as(name).fills({ [id]: value });
    }
  }

  /** Sends the form on top and closes what is left of it. The past has no mistakes in it: those would be ours. */
  async submits(name: Name): Promise<void> {
    if (!(await this.form(name))) throw new Error(`${name} has no form to submit`);
    const { errors, failure } = await this.as(name).submits();
    if (failure || Object.keys(errors).length > 0) {
      throw new Error(`${name} could not submit a form: ${failure ?? JSON.stringify(errors)}`);
    }
    if (await this.form(name)) await this.as(name).closes({ all: true });
  }

  /** The form on top, which may come a moment after the act that asked for it. */
  async form(name: Name): Promise<View | undefined> {
    const { workspace, company } = this.stage;
    if (!workspace.modal(company.people[name])) await this.stage.settle();
    return workspace.modal(company.people[name]);
  }

  #home(name: Name): readonly Block[] {
    return this.stage.workspace.home(this.stage.company.people[name])?.fields.blocks ?? [];
  }
}

function offers(block: Block, action: string): boolean {
  return elementsOf(block).some((it) => actionIdOf(it) === action);
}
