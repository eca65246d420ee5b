// What a person is told when something fails after their request has had its effect.
import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { Background } from '../../src/platform/background.ts';
import { quietLogger } from '../../src/platform/bolt-log.ts';
import type { Message } from '../../src/platform/drawing.ts';
import { Lull } from '../../src/platform/lull.ts';
import { notice, type Reply, sentence } from '../../src/platform/reply.ts';
import { show, showLater } from '../../src/platform/show.ts';
import { clientOptions } from '../../src/platform/slack-client.ts';
import { type Line, levels, readableLog } from './quiet-log.ts';

/** Of a Slack that takes no form. */
async function told(reply: Reply): Promise<{ words: string; logged: Line[] }> {
  const { log, lines } = readableLog();
  const fetch = () => Promise.resolve(Response.json({ ok: false, error: 'invalid_arguments' }));
  const logger = quietLogger(log);
  let words = '';
  await show({ reply }, log, {
    client: new webApi.WebClient('xoxb-none', { ...clientOptions(undefined), logger, fetch }),
    triggerId: '1',
    respond: async (message) => {
      words = (message as Message).text;
      return new Response();
    },
  });
  return { words, logged: lines() };
}

test('what was saved stays saved, though what should follow it failed', async () => {
  const after = () => Promise.reject(new TypeError('ana is undefined'));
  const { words, logged } = await told({ say: sentence('Saved as voice 1.'), after });
  expect(words).toContain('What was saved stays saved.');
  expect(words).not.toContain('nothing was changed');
  const [, reference] = /reference ([A-Z0-9]{6})\./.exec(words) ?? [];
  expect(reference).toBeDefined();
  expect(logged).toMatchObject([{ level: levels.error, reference, err: { message: 'ana is undefined' } }]);
});

test('a form that Slack does not open has saved nothing, and nobody is told otherwise', async () => {
  const { words } = await told({ open: notice('Edit', 'Your words') });
  expect(words).toContain('nothing was changed');
});

test('what was saved stays saved, though what is looked for later cannot be found', async () => {
  const { log, lines } = readableLog();
  const background = new Background(log);
  const words: string[] = [];
  const later = () => {
    throw new TypeError('ana is undefined');
  };
  showLater({ reply: { later } }, new Lull(background), log, async (message) => {
    words.push((message as Message).text);
    return new Response();
  });
  await background.done();
  expect(words).toEqual([expect.stringContaining('What was saved stays saved.')]);
  expect(lines()).toMatchObject([{ level: levels.error, err: { message: 'ana is undefined' } }]);
});
