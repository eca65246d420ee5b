// What a person is told when something fails after their request has had its effect.
import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import type { Message } from '../../src/platform/drawing.ts';
import { sentence } from '../../src/platform/reply.ts';
import { show } from '../../src/platform/show.ts';
import { levels, readableLog } from './quiet-log.ts';

test('what was done is done, though what should follow it failed', async () => {
  const { log, lines } = readableLog();
  const told: string[] = [];
  const reply = {
    say: sentence('Saved as voice 1.'),
    after: () => Promise.reject(new TypeError('ana is undefined')),
  };
  await show({ reply }, log, {
    client: new webApi.WebClient(),
    triggerId: '1',
    respond: async (message) => {
      told.push((message as Message).text);
      return new Response();
    },
  });
  expect(told).toEqual([expect.stringContaining('What you did is saved')]);
  expect(told[0]).not.toContain('nothing was changed');
  const [, reference] = /reference ([A-Z0-9]{6})\./.exec(told[0] ?? '') ?? [];
  expect(reference).toBeDefined();
  expect(lines()).toMatchObject([{ level: levels.error, reference, err: { message: 'ana is undefined' } }]);
});
