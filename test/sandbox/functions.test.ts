// Steps that an app lends to workflows: run, completed once, and only with what the manifest declares.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestWith, type Stage, stage } from './small-bot.ts';

let on: Stage;

const manifest = {
  ...manifestWith({ events: ['function_executed'] }),
  functions: {
    add: {
      title: 'Add',
      input_parameters: {
        properties: { words: { type: 'string' }, most: { type: 'integer' } },
        required: ['words'],
      },
      output_parameters: {
        properties: { sum: { type: 'number' }, even: { type: 'boolean' } },
        required: ['sum'],
      },
    },
  },
};

beforeEach(async () => {
  on = await stage('http', { manifest });
});
afterEach(() => on.end());

const begin = () => on.workspace.runStep('add', { words: 'one two' });
const complete = async (id: string, outputs: Record<string, unknown>) => {
  const answer = on.client.functions.completeSuccess({ function_execution_id: id, outputs });
  return answer.then(
    () => 'ok',
    (error) => String(error.data?.error),
  );
};

describe('a step', () => {
  it('is run as the event tells it, and Bolt’s own listener completes it', async () => {
    await on.bot((app) =>
      app.function('add', async ({ inputs, complete: end }) => {
        await end({ outputs: { sum: String(inputs.words).length, even: false } });
      }),
    );
    const execution = await begin();
    await on.workspace.settled();
    expect(on.workspace.deliveries[0]?.payload.event).toMatchObject({
      type: 'function_executed',
      function: {
        callback_id: 'add',
        title: 'Add',
        input_parameters: [{ name: 'words', is_required: true }, {}],
      },
      inputs: { words: 'one two' },
      function_execution_id: execution.id,
    });
    expect(execution).toMatchObject({ state: 'succeeded', outputs: { sum: 7, even: false } });
  });

  it('has a token of its own that dies after fifteen minutes, the bot’s goes on', async () => {
    const execution = await begin();
    const end = (token: string) =>
      on.client.functions.completeError({ function_execution_id: execution.id, error: 'Too late', token });
    on.clock.moveTo(new Date('2026-01-05T09:15:00Z'));
    await expect(end(execution.token)).rejects.toThrow('token_revoked');
    await end(on.workspace.botToken);
    expect(execution.state).toBe('failed');
  });

  it('takes only the inputs that Workflow Builder would let through', async () => {
    await expect(on.workspace.runStep('subtract', {})).rejects.toThrow('no function subtract');
    await expect(on.workspace.runStep('add', {})).rejects.toThrow('missing words');
    await expect(on.workspace.runStep('add', { words: 7 })).rejects.toThrow('words is no string');
    await expect(on.workspace.runStep('add', { words: '', most: 1.5 })).rejects.toThrow('most is no integer');
    await expect(on.workspace.runStep('add', { words: '', least: 1 })).rejects.toThrow('unknown least');
  });

  it('is completed once, with what the manifest declares', async () => {
    const { id } = await begin();
    expect(await complete('Fx-nobody', { sum: 1 })).toBe('function_execution_not_found');
    for (const outputs of [{}, { sum: '1' }, { sum: 1, even: 'no' }, { sum: 1, odd: true }]) {
      expect(await complete(id, outputs)).toBe('parameter_validation_failed');
    }
    expect(await complete(id, { sum: 1 })).toBe('ok');
    expect(await complete(id, { sum: 1 })).toBe('execution_not_in_running_state');
  });

  it('fails with words, once', async () => {
    const execution = await begin();
    const fail = (error: string) =>
      on.client.functions.completeError({ function_execution_id: execution.id, error });
    await expect(fail('')).rejects.toThrow('invalid_arguments');
    await fail('Nobody can be asked there.');
    expect(execution).toMatchObject({ state: 'failed', error: 'Nobody can be asked there.' });
    await expect(fail('Again')).rejects.toThrow('execution_not_in_running_state');
  });
});
