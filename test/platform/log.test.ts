// The operator's log never holds a token or what people wrote.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentReference } from '../../src/platform/log.ts';
import { readableLog } from './quiet-log.ts';

const secretBody = fc.stringMatching(/^[A-Za-z0-9]{8,20}(-[A-Za-z0-9]{8,30}){0,3}$/);
const token = fc
  .tuple(
    fc.constantFrom(
      'xoxb-',
      'xoxp-',
      'xoxa-2-',
      'xoxr-',
      'xoxe-1-',
      'xoxe.xoxp-1-',
      'xoxe.xoxb-1-',
      'xapp-1-',
    ),
    secretBody,
  )
  // A number makes it unlike any word of the stack that stands in the log as well.
  .map(([prefix, body]) => ({ whole: `${prefix}77${body}`, body: `77${body}` }));

describe('a token', () => {
  test('never reaches a line, wherever it stands', () => {
    fc.assert(
      fc.property(token, ({ whole, body }) => {
        const { log, text } = readableLog();
        log.info(
          { token: whole, deep: { deeper: [{ header: `Bearer ${whole}` }] } },
          `sent ${whole}, twice: ${whole}`,
        );
        log.error({ err: new Error(`invalid_auth for ${whole}`) }, 'refused');
        log.warn(whole);
        expect(text()).not.toContain(body);
        expect(text()).toContain('[secret]');
      }),
    );
  });

  test('is masked without breaking the line it stood in', () => {
    const { log, lines } = readableLog();
    log.info({ token: 'xoxb-12-34-abc', next: 'stays' }, 'hello');
    expect(lines()).toMatchObject([{ token: '[secret]', next: 'stays', msg: 'hello' }]);
  });

  test('may be a request’s signature, too', () => {
    const { log, text } = readableLog();
    const signature = `v0=${'0123456789abcdef'.repeat(4)}`;
    log.info({ headers: { 'x-slack-signature': signature } }, 'a request');
    expect(text()).not.toContain('0123456789abcdef');
  });
});

describe('what people wrote', () => {
  const fields = [
    'text',
    'words',
    'statement',
    'why',
    'reason',
    'blocks',
    'body',
    'payload',
    'view',
    'values',
  ];

  test('is left out under each of the names it goes by, at the top and one step down', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.stringMatching(/^[a-z]{12,20}$/), (field, secret) => {
        const { log, text } = readableLog();
        log.info({ [field]: secret, message: { [field]: { nested: secret } } }, 'saved');
        expect(text()).not.toContain(secret);
      }),
    );
  });

  test('is left out of errors, whatever request they carry along', () => {
    const words = 'They would hate it';
    const error = Object.assign(new Error('slack refused'), {
      code: 'slack_webapi_platform_error',
      data: { error: 'invalid_blocks', response_metadata: { messages: [words] } },
      config: { data: words, headers: { authorization: words } },
      original: new Error(words),
      cause: { statement: words },
    });
    const { log, lines, text } = readableLog();
    log.error({ err: error }, 'a message could not be sent');
    log.error(error);
    log.error({ err: { message: words, text: words } }, 'thrown, but no error');
    expect(text()).not.toContain(words);
    expect(lines()[0]?.err).toEqual({
      type: 'Error',
      message: 'slack refused',
      code: 'slack_webapi_platform_error',
      stack: expect.stringContaining('slack refused'),
    });
    expect(lines()[2]?.err).toEqual({ message: '[object Object]' });
  });
});

test('a log says nothing below its level', () => {
  const { log, lines } = readableLog('warn');
  log.info('no');
  log.warn('yes');
  expect(lines().map(({ msg }) => msg)).toEqual(['yes']);
});

test('a reference is six letters that can be read out, and hardly ever the same', () => {
  const references = Array.from({ length: 500 }, currentReference);
  for (const reference of references) expect(reference).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
  expect(new Set(references).size).toBeGreaterThan(490);
});
