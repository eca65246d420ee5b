// Workflows that come to the app's steps: which executions there are, and how each ended.
import type { Fields } from './json.ts';
import type { StepParameters } from './manifest.ts';
import type { Slack } from './slack.ts';

export interface Execution {
  readonly id: string;
  /** The step's own token, which acts as the bot for a while. */
  readonly token: string;
  readonly begunAt: Date;
  readonly callbackId: string;
  state: 'running' | 'succeeded' | 'failed';
  outputs?: Fields;
  error?: string;
}

/** A step's own token dies after this time, or with its step (slackapi/bolt-python#1075). */
const tokenLifeMs = 15 * 60_000;

export class Executions {
  readonly #executions = new Map<string, Execution>();

  begin(id: string, callbackId: string, begunAt: Date): Execution {
    const execution: Execution = { id, token: `xwfp-${id}`, begunAt, callbackId, state: 'running' };
    this.#executions.set(id, execution);
    return execution;
  }

  find(id: string): Execution | undefined {
    return this.#executions.get(id);
  }

  /** What a step's own token is worth now; undefined when it is none. */
  worthOf(token: string, now: Date): 'alive' | 'dead' | undefined {
    const execution = [...this.#executions.values()].find((it) => it.token === token);
    if (!execution) return undefined;
    const isYoung = now.getTime() - execution.begunAt.getTime() < tokenLifeMs;
    return execution.state === 'running' && isYoung ? 'alive' : 'dead';
  }
}

/** Runs a step as Workflow Builder does: only one that the manifest has, and only with inputs that it takes. */
export async function runStep(slack: Slack, callbackId: string, inputs: Fields): Promise<Execution> {
  const step = Object.hasOwn(slack.manifest.steps, callbackId) ? slack.manifest.steps[callbackId] : undefined;
  if (!step) throw new Error(`the manifest has no function ${callbackId}`);
  const problems = misfits(inputs, step.inputs);
  if (problems.length > 0) throw new Error(`Workflow Builder takes no such inputs: ${problems.join(', ')}`);
  const execution = slack.executions.begin(slack.world.nextId('Fx'), callbackId, slack.clock.now());
  await slack.courier.tell({
    type: 'function_executed',
    function: {
      id: 'Fn0STANDIN',
      callback_id: callbackId,
      title: step.title,
      description: step.description,
      type: 'app',
      input_parameters: listed(step.inputs),
      output_parameters: listed(step.outputs),
      app_id: slack.identity.appId,
    },
    inputs,
    function_execution_id: execution.id,
    workflow_execution_id: slack.world.nextId('Wx'),
    bot_access_token: execution.token,
  });
  return execution;
}

function listed({ types, required }: StepParameters): Fields[] {
  return Object.entries(types).map(([name, type]) => ({ name, type, is_required: required.includes(name) }));
}

/** What does not fit the parameters: unknown names, wrong types, and what is required but missing. */
export function misfits(values: Fields, { types, required }: StepParameters): string[] {
  const wrong = Object.entries(values)
    .filter(([name, value]) => !Object.hasOwn(types, name) || !fits(value, types[name]))
    .map(([name]) => (Object.hasOwn(types, name) ? `${name} is no ${types[name]}` : `unknown ${name}`));
  const missing = required.filter((name) => values[name] === undefined).map((name) => `missing ${name}`);
  return [...wrong, ...missing];
}

function fits(value: unknown, type: string | undefined): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    default:
      return typeof value === 'string';
  }
}
