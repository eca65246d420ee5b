// The environment becomes one frozen Config, or one message with every remedy and no value.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigProblems, readConfig } from '../src/config.ts';
import { isTimeZone } from '../src/people/zones.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-stand-in-1', SLACK_APP_TOKEN: 'xapp-1-stand-in' };

function complaint(variables: Record<string, string | undefined>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.message;
    throw error;
  }
  return '';
}

describe('the settings', () => {
  test('fall back on defaults where nothing is set', () => {
    expect(readConfig(socket)).toEqual({
      botToken: 'xoxb-stand-in-1',
      delivery: { appToken: 'xapp-1-stand-in' },
      port: 3000,
      databasePath: './data/empty-chair.db',
      timeZone: 'UTC',
      sponsorId: undefined,
      webhookSecrets: { anyTool: undefined, zoom: undefined },
      allowLocalFeeds: false,
      slackApiUrl: undefined,
      logLevel: 'info',
    });
  });

  test('are taken as they are set', () => {
    const config = readConfig({
      ...socket,
      PORT: '0',
      DATABASE_PATH: '/var/lib/chair.db',
      TIME_ZONE: 'Europe/Berlin',
      SPONSOR_USER_ID: 'U012AB3CD',
      MEETING_WEBHOOK_SECRET: 'a-secret-of-our-own',
      ZOOM_WEBHOOK_SECRET: 'zoom-secret',
      ALLOW_LOCAL_FEEDS: 'true',
      SLACK_API_URL: 'http://127.0.0.1:8080/api/',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      port: 0,
      databasePath: '/var/lib/chair.db',
      timeZone: 'Europe/Berlin',
      sponsorId: 'U012AB3CD',
      webhookSecrets: { anyTool: 'a-secret-of-our-own', zoom: 'zoom-secret' },
      allowLocalFeeds: true,
      slackApiUrl: 'http://127.0.0.1:8080/api/',
      logLevel: 'debug',
    });
  });

  test('count as absent when they are blank', () => {
    const names = ['PORT', 'DATABASE_PATH', 'TIME_ZONE', 'SPONSOR_USER_ID', 'SLACK_API_URL', 'LOG_LEVEL'];
    const secrets = ['SLACK_SIGNING_SECRET', 'MEETING_WEBHOOK_SECRET', 'ZOOM_WEBHOOK_SECRET'];
    const blanks = Object.fromEntries([...names, ...secrets].map((name) => [name, '']));
    expect(readConfig({ ...socket, ...blanks })).toEqual(readConfig(socket));
  });

  test('are frozen', () => {
    expect(Object.isFrozen(readConfig(socket))).toBe(true);
  });

  test('choose HTTP when only a signing secret is there, and the socket when both are', () => {
    const secret = 'a-signing-secret';
    const http = { SLACK_BOT_TOKEN: socket.SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: secret };
    expect(readConfig(http).delivery).toEqual({ signingSecret: secret });
    expect(readConfig({ ...http, SLACK_APP_TOKEN: '' }).delivery).toEqual({ signingSecret: secret });
    expect(readConfig({ ...http, ...socket }).delivery).toEqual({ appToken: socket.SLACK_APP_TOKEN });
  });

  test('need one of the two ways in which Slack reaches the bot', () => {
    const message = complaint({ SLACK_BOT_TOKEN: 'xoxb-stand-in-1' });
    expect(message).toMatch(/SLACK_APP_TOKEN is missing: .*Socket Mode.*SLACK_SIGNING_SECRET/);
  });
});

describe('wrong settings', () => {
  test.each([
    ['SLACK_BOT_TOKEN', undefined, 'is missing: copy the Bot User OAuth Token'],
    ['SLACK_BOT_TOKEN', 'xoxp-somebodys', 'must start with xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-the-wrong-one', 'must start with xapp-'],
    ['SLACK_SIGNING_SECRET', 'short', 'is too short'],
    ['PORT', 'eighty', 'must be a port number'],
    ['PORT', '80.5', 'must be a whole number'],
    ['PORT', '-1', 'must be 0 to 65535'],
    ['PORT', '65536', 'must be 0 to 65535'],
    ['TIME_ZONE', 'Mars/Olympus', 'must be an IANA zone name'],
    ['SPONSOR_USER_ID', '@chloe', 'must be a Slack member ID'],
    ['MEETING_WEBHOOK_SECRET', 'too short', 'is too short: make one of 16 characters or more'],
    ['ZOOM_WEBHOOK_SECRET', 'short', 'is too short: copy the Secret Token whole'],
    ['ALLOW_LOCAL_FEEDS', 'yes', 'must be true or false'],
    ['SLACK_API_URL', 'slack.example', 'must be a web address'],
    ['LOG_LEVEL', 'chatty', 'must be fatal, error, warn, info, debug or silent'],
  ])('%s = %s is refused with its remedy', (name, value, remedy) => {
    const message = complaint({ ...socket, [name]: value });
    expect(message).toContain('These settings need attention');
    expect(message.split('\n').slice(1)).toEqual([expect.stringContaining(`${name} ${remedy}`)]);
  });

  test('are all named in one message', () => {
    const message = complaint({
      SLACK_BOT_TOKEN: 'xoxp-1',
      SLACK_APP_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '1',
      PORT: 'x',
      TIME_ZONE: 'Nowhere/Land',
      SPONSOR_USER_ID: 'chloe',
      SLACK_API_URL: 'x',
      LOG_LEVEL: 'loud',
    });
    const named = message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(' ')[0]);
    expect(named).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
      'PORT',
      'TIME_ZONE',
      'SPONSOR_USER_ID',
      'SLACK_API_URL',
      'LOG_LEVEL',
    ]);
  });

  test('are named together with what is missing altogether', () => {
    expect(complaint({}).split('\n').slice(1)).toEqual([
      expect.stringContaining('SLACK_BOT_TOKEN is missing'),
      expect.stringContaining('SLACK_APP_TOKEN is missing'),
    ]);
    const wrongPort = complaint({ SLACK_BOT_TOKEN: 'xoxb-1', PORT: 'eighty', SLACK_APP_TOKEN: '' });
    expect(wrongPort).toMatch(/PORT must be.*SLACK_APP_TOKEN is missing/s);
  });

  test('are never repeated in the message, whatever they hold', () => {
    const names = [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'PORT',
      'TIME_ZONE',
      'SPONSOR_USER_ID',
      'SLACK_API_URL',
      'LOG_LEVEL',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.stringMatching(/^[a-f0-9]{16,64}$/), (name, secret) => {
        const wrong = `hunter-${secret}`;
        const message = complaint({ ...socket, [name]: wrong });
        expect(message).toContain(name);
        expect(message).not.toContain(secret);
      }),
    );
    expect(complaint({ ...socket, SLACK_SIGNING_SECRET: 's3cr3t!' })).not.toContain('s3cr3t!');
    expect(complaint({ ...socket, SLACK_BOT_TOKEN: 'xoxp-1234567890-abc' })).not.toContain('1234567890');
  });
});

test('a zone is one that this Node knows', () => {
  expect(['UTC', 'Europe/Berlin', 'Asia/Kathmandu'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['', 'Berlin', 'Europe/Atlantis', 'UTC+99'].map(isTimeZone)).toEqual([false, false, false, false]);
});
