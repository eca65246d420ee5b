// Reads the parts of an app manifest that decide what Slack lets the app do and what it tells the app.
import { parse } from 'yaml';
import { z } from 'zod';

const command = z.looseObject({
  command: z.string().startsWith('/'),
  should_escape: z.boolean().default(false),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
});

const shortcut = z.looseObject({
  name: z.string(),
  type: z.enum(['global', 'message']),
  callback_id: z.string(),
  description: z.string().default(''),
});

const parameters = z
  .looseObject({
    properties: z.record(z.string(), z.looseObject({ type: z.string() })).default({}),
    required: z.array(z.string()).default([]),
  })
  .prefault({});

const step = z.looseObject({
  title: z.string(),
  description: z.string().default(''),
  input_parameters: parameters,
  output_parameters: parameters,
});

const manifestSchema = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      app_home: z
        .looseObject({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(false),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .optional(),
      slash_commands: z.array(command).default([]),
      shortcuts: z.array(shortcut).default([]),
    })
    .prefault({}),
  oauth_config: z
    .looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
  functions: z.record(z.string(), step).default({}),
});

/** A step that the app lends to Workflow Builder. */
export interface Step {
  readonly title: string;
  readonly description: string;
  readonly inputs: StepParameters;
  readonly outputs: StepParameters;
}

export interface StepParameters {
  /** The type of each, by its name. */
  readonly types: Readonly<Record<string, string>>;
  readonly required: readonly string[];
}

function parametersOf({ properties, required }: z.infer<typeof parameters>): StepParameters {
  const types = Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type]));
  return { types, required };
}

export interface Manifest {
  readonly appName: string;
  readonly botName: string;
  readonly commands: readonly {
    readonly command: string;
    readonly shouldEscape: boolean;
    readonly description: string;
    readonly usageHint: string;
  }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: 'global' | 'message';
    readonly callbackId: string;
    readonly description: string;
  }[];
  readonly botScopes: readonly string[];
  readonly botEvents: readonly string[];
  /** By their callback_id. */
  readonly steps: Readonly<Record<string, Step>>;
  readonly hasHomeTab: boolean;
  readonly messagesTabIsReadOnly: boolean;
}

/** What was read before: to read a manifest takes longer than many a test. */
const read = new Map<string, Manifest>();

/** The manifest as text or as a parsed object. */
export function readManifest(source: unknown): Manifest {
  if (typeof source !== 'string') return manifestOf(source);
  const manifest = read.get(source) ?? manifestOf(parse(source));
  read.set(source, manifest);
  return manifest;
}

function manifestOf(source: unknown): Manifest {
  const given = manifestSchema.parse(source);
  const { features } = given;
  const home = features.app_home;
  return {
    appName: given.display_information.name,
    botName: features.bot_user?.display_name ?? given.display_information.name,
    commands: features.slash_commands.map((it) => ({
      command: it.command,
      shouldEscape: it.should_escape,
      description: it.description,
      usageHint: it.usage_hint,
    })),
    shortcuts: features.shortcuts.map((it) => ({
      name: it.name,
      type: it.type,
      callbackId: it.callback_id,
      description: it.description,
    })),
    botScopes: given.oauth_config.scopes.bot,
    botEvents: given.settings.event_subscriptions.bot_events,
    steps: Object.fromEntries(
      Object.entries(given.functions).map(([callbackId, it]) => {
        const { title, description } = it;
        const inputs = parametersOf(it.input_parameters);
        return [callbackId, { title, description, inputs, outputs: parametersOf(it.output_parameters) }];
      }),
    ),
    hasHomeTab: home?.home_tab_enabled ?? false,
    messagesTabIsReadOnly: home?.messages_tab_read_only_enabled ?? false,
  };
}
