// The functions.* methods: the app says how its step of a workflow ended.
import { type Execution, misfits } from '../executions.ts';
import { type Fields, isFields } from '../json.ts';
import type { Slack } from '../slack.ts';
import { ApiError, type Method, textArg } from './call.ts';

function runningExecution(slack: Slack, args: Fields): Execution {
  const id = textArg(args, 'function_execution_id');
  if (!id) throw new ApiError('invalid_arguments');
  const execution = slack.executions.find(id);
  if (!execution) throw new ApiError('function_execution_not_found');
  if (execution.state !== 'running') throw new ApiError('execution_not_in_running_state');
  return execution;
}

const completeSuccess: Method = (slack, args) => {
  const execution = runningExecution(slack, args);
  const { outputs } = args;
  if (!isFields(outputs)) throw new ApiError('invalid_arguments');
  const declared = slack.manifest.steps[execution.callbackId]?.outputs ?? { types: {}, required: [] };
  const messages = misfits(outputs, declared);
  if (messages.length > 0)
    throw new ApiError('parameter_validation_failed', { response_metadata: { messages } });
  Object.assign(execution, { state: 'succeeded', outputs });
  return {};
};

const completeError: Method = (slack, args) => {
  const execution = runningExecution(slack, args);
  const error = textArg(args, 'error');
  if (!error) throw new ApiError('invalid_arguments');
  Object.assign(execution, { state: 'failed', error });
  return {};
};

export const functionMethods: Readonly<Record<string, Method>> = {
  'functions.completeSuccess': completeSuccess,
  'functions.completeError': completeError,
};
