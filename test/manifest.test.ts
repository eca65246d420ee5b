// The manifest holds exactly what the code uses: commands, shortcuts, events, and the scopes of the methods it calls.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { maySubscribe } from '../sandbox/event-scopes.ts';
import { type ConversationKind, scopesNeeded } from '../sandbox/method-scopes.ts';
import { askCustomers, type StepOutputs } from '../src/decision/workflow-step.ts';
import { manifest, Scene } from './stories/scene.ts';

interface Manifest {
  features: {
    slash_commands: { command: string; should_escape: boolean }[];
    shortcuts: { callback_id: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] }; function_runtime: string };
  functions: Record<string, { output_parameters: { properties: Record<string, unknown> } }>;
}

const written = parse(manifest) as Manifest;
let scene: Scene;

beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

test('it names the commands that the code answers, and each comes escaped', () => {
  const commands = written.features.slash_commands;
  expect(commands.map(({ command }) => command).sort()).toEqual(scene.chair?.listensTo.commands.sort());
  expect(commands.every(({ should_escape }) => should_escape)).toBe(true);
});

test('it names the shortcuts that the code answers', () => {
  expect(written.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(
    scene.chair?.listensTo.shortcuts,
  );
});

test('it subscribes to the events that the code listens to', () => {
  expect([...written.settings.event_subscriptions.bot_events].sort()).toEqual(
    scene.chair?.listensTo.events.sort(),
  );
});

test('it lends workflows the one step that the code answers, with the outputs that the code gives', () => {
  expect(Object.keys(written.functions)).toEqual([askCustomers]);
  expect(written.settings.function_runtime).toBe('remote');
  const outputs: (keyof StepOutputs)[] = ['round_link', 'tally', 'must_reconsider', 'decision_number'];
  expect(Object.keys(written.functions[askCustomers]?.output_parameters.properties ?? {})).toEqual(outputs);
});

/** The Web API methods that the code calls, read off its text. */
function methodsCalled(): string[] {
  const folder = join(import.meta.dirname, '../src');
  const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const found = text.matchAll(
    /(?:slack|client)\s*\.\s*((?:auth|chat|conversations|files|functions|users|views|team)\.\w+)/g,
  );
  return [...new Set([...found].map(([, method = '']) => method))].sort();
}

/** The kinds of conversations that each of these methods is called on. */
const calledOn: Record<string, ConversationKind[]> = {
  'conversations.info': ['public', 'private'],
  'conversations.members': ['public', 'private'],
  'users.conversations': ['public', 'private'],
  'conversations.history': ['public', 'private', 'im'],
  'conversations.replies': ['public', 'private', 'im'],
  'conversations.open': ['im'],
};

test('it asks for the scopes of the methods in use, and for no other', () => {
  const methods = methodsCalled();
  expect(methods).toEqual(expect.arrayContaining(['chat.postMessage', ...Object.keys(calledOn)]));
  const needed = methods.flatMap((method) => scopesNeeded(method, calledOn[method] ?? []));
  expect([...written.oauth_config.scopes.bot].sort()).toEqual([...new Set(['commands', ...needed])].sort());
});

test('its scopes let it subscribe to each event', () => {
  const { scopes } = written.oauth_config;
  const refused = written.settings.event_subscriptions.bot_events.filter((event) => {
    return !maySubscribe(event, scopes.bot);
  });
  expect(refused).toEqual([]);
});
