// What an outside feed may cost us, where it may lead us, and what we say when it cannot be read.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { isPublicAddress, publicLookup, type Resolve } from '../../src/platform/guarded-address.ts';
import { type FeedWishes, feedAddress, guardedFetch } from '../../src/platform/guarded-fetch.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

/** A server on this machine; returns its address and what it was asked. */
async function serve(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/secret-a1b2.ics`, port, asked };
}

const read = (url: string, wishes: Partial<FeedWishes> = {}) =>
  guardedFetch(url, { allowLocal: true, ...wishes });

/** Why it could not be read. */
async function causeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Error && error.name === 'FeedFailure') return error.message;
    throw error;
  }
  return '';
}

describe('a feed', () => {
  test('is read with what it says of itself, without cookies or credentials', async () => {
    const { url, asked } = await serve((_request, response) => {
      response.writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT' });
      response.end('BEGIN:VCALENDAR');
    });
    const feed = await read(url);
    expect(feed).toMatchObject({
      status: 'new',
      etag: '"v1"',
      lastModified: 'Mon, 02 Mar 2026 08:00:00 GMT',
    });
    expect(feed.status === 'new' && Buffer.from(feed.body).toString()).toBe('BEGIN:VCALENDAR');
    expect(asked[0]?.headers).not.toHaveProperty('cookie');
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
    expect(asked[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('that says it is unchanged is not sent again', async () => {
    const { url, asked } = await serve((_request, response) => response.writeHead(304).end());
    const feed = await read(url, { etag: '"v1"', lastModified: 'Mon, 02 Mar 2026 08:00:00 GMT' });
    expect(feed).toEqual({ status: 'unchanged' });
    expect(asked[0]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 02 Mar 2026 08:00:00 GMT',
    });
  });

  test('may come packed', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('BEGIN:VCALENDAR'));
    });
    const feed = await read(url);
    expect(feed.status === 'new' && Buffer.from(feed.body).toString()).toBe('BEGIN:VCALENDAR');
  });

  test('may have moved', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/there') response.end('moved');
      else response.writeHead(301, { location: '/there' }).end();
    });
    expect(await read(url)).toMatchObject({ status: 'new' });
  });

  test.each([
    [401, 'its server refuses to show it'],
    [403, 'its server refuses to show it'],
    [404, 'its server says that it is not there'],
    [410, 'its server says that it is not there'],
    [500, 'its server answered with the error 500'],
    [204, ''],
  ])('whose server answers %i: %s', async (status, cause) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end());
    expect(await causeOf(read(url))).toBe(cause);
  });

  test('whose server is not there has a cause without any of its address', async () => {
    const { url, port } = await serve(() => {});
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const cause = await causeOf(read(url));
    expect(cause).toBe('its server lets nobody connect');
    expect(cause).not.toContain(String(port));
    const unknown = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND feed.example'), { code: 'ENOTFOUND' });
    };
    const lost = read('https://feed.example/secret', { allowLocal: false, resolve: unknown });
    expect(await causeOf(lost)).toBe('its server cannot be found');
    const nothing = read('https://feed.example/secret', { allowLocal: false, resolve: async () => [] });
    expect(await causeOf(nothing)).toBe('its server cannot be found');
  });
});

describe('a hostile feed', () => {
  test('cannot redirect for ever', async () => {
    const { url, asked } = await serve((_request, response) => {
      response.writeHead(302, { location: `/${asked.length}` }).end();
    });
    expect(await causeOf(read(url))).toBe('it redirects too often');
    expect(asked).toHaveLength(6);
  });

  test.each(['http://', 'ftp://files.example/a.ics', 'file:///etc/passwd', 'https://a:b@feed.example/'])(
    'cannot redirect to %s',
    async (location) => {
      const { url } = await serve((_request, response) => response.writeHead(302, { location }).end());
      expect(await causeOf(read(url))).not.toBe('');
    },
  );

  test('that drips is cut off, however lively it is', async () => {
    const { url } = await serve((_request, response) => {
      const drip = setInterval(() => response.write('BEGIN:VEVENT\r\n'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await causeOf(read(url, { mostMs: 200 }))).toBe('it did not answer within ten seconds');
  });

  test('that never answers is cut off', async () => {
    const { url } = await serve(() => {});
    expect(await causeOf(read(url, { mostMs: 100 }))).toBe('it did not answer within ten seconds');
  });

  test('whose name is never resolved is cut off', async () => {
    const never: Resolve = () => new Promise(() => {});
    const reading = read('https://feed.example/', { allowLocal: false, resolve: never, mostMs: 100 });
    expect(await causeOf(reading)).toBe('it did not answer within ten seconds');
  });

  test('of 50 MB is read up to the limit only, announced or not', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    const { url } = await serve((request, response) => {
      if (request.url?.endsWith('announced')) response.setHeader('content-length', 50 * 1024 * 1024);
      const pour = () => {
        while (sent < 50 * 1024 * 1024 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', pour);
        }
        response.end();
      };
      pour();
    });
    expect(await causeOf(read(url))).toBe('it is larger than 5 MB');
    expect(sent).toBeLessThan(20 * 1024 * 1024);
    expect(await causeOf(read(`${url}announced`))).toBe('it is larger than 5 MB');
  });

  test('that unpacks to more than it may is stopped while unpacking', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    expect(await causeOf(read(url))).toBe('it is larger than 5 MB');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 1024 * 1024);
  });

  test('that cannot be unpacked says so', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed at all');
    });
    expect(await causeOf(read(url))).toBe('it cannot be unpacked');
  });

  test('that breaks off says so', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('BEGIN');
      setImmediate(() => response.destroy());
    });
    expect(await causeOf(read(url))).toBe('the connection to its server failed');
  });
});

describe('an address', () => {
  const strictly = (text: string) => feedAddress(text, false).href;

  test('is https, also when it is written as webcal', () => {
    expect(strictly(' webcal://feed.example/a ')).toBe('https://feed.example/a');
    expect(strictly('WEBCALS://feed.example/a')).toBe('https://feed.example/a');
    expect(() => strictly('http://feed.example/a')).toThrow('does not begin with https://');
    expect(feedAddress('http://feed.example/a', true).href).toBe('http://feed.example/a');
  });

  test.each(['feed.example', '', 'javascript:alert(1)', 'file:///etc/passwd', 'ftp://feed.example/'])(
    'is not %j',
    (text) => {
      expect(() => strictly(text)).toThrow('it is not a web address');
    },
  );

  test('holds no name or password', () => {
    expect(() => strictly('https://ana:secret@feed.example/')).toThrow('holds a name or password');
  });

  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '127.1',
    '0',
    '10.0.0.1',
    '169.254.169.254',
    '192.168.1.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
  ])('does not lead inside as https://%s/', (host) => {
    expect(() => strictly(`https://${host}/feed.ics`)).toThrow('leads into a private network');
  });
});

describe('of all IP addresses', () => {
  test.each([
    '93.184.215.14',
    '8.8.8.8',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    // A network without IPv4 reaches 8.8.8.8 so.
    '64:ff9b::808:808',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['loopback, further up', '127.255.0.9'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.0.1'],
    ['link-local, where clouds keep their keys', '169.254.169.254'],
    ['carrier’s', '100.64.0.1'],
    ['for protocols', '192.0.0.8'],
    ['for examples', '192.0.2.1'],
    ['for benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700::1111%eth0'],
    ['site-local', 'fec0::1'],
    ['unique local', 'fd12:3456::1'],
    ['multicast', 'ff02::1'],
    ['for examples', '2001:db8::1'],
    ['6to4 of a private one', '2002:0a00:0001::1'],
    ['6to4', '2002:0808:0808::1'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped private', '::ffff:c0a8:1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64 of link-local', '64:ff9b::a9fe:a9fe'],
    ['NAT64 of one’s own', '64:ff9b:1::808:808'],
    ['discarded', '100::1'],
    ['nothing at all', 'localhost'],
  ])('%s: %s is not', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a name', () => {
  test('that leads inside is not connected to', async () => {
    const { port, asked } = await serve((_request, response) => response.end('keys'));
    const inside: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const reading = read(`https://feed.example:${port}/`, { allowLocal: false, resolve: inside });
    expect(await causeOf(reading)).toBe('its address leads into a private network');
    expect(asked).toEqual([]);
  });

  test('of this machine is not connected to', async () => {
    const { port } = await serve((_request, response) => response.end('keys'));
    const reading = read(`https://localhost:${port}/`, { allowLocal: false });
    expect(await causeOf(reading)).toBe('its address leads into a private network');
  });

  test('that leads outside and inside is not connected to', async () => {
    const both: Resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const reading = read('https://feed.example/', { allowLocal: false, resolve: both });
    expect(await causeOf(reading)).toBe('its address leads into a private network');
  });

  test('that changes its mind is connected to where it was checked', async () => {
    const { port } = await serve((_request, response) => response.end());
    const answers = ['8.8.8.8', '127.0.0.1'];
    const turning: Resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
    const lookup = publicLookup(turning);
    const first = new Promise((resolve) => lookup('feed.example', {}, (_error, address) => resolve(address)));
    expect(await first).toBe('8.8.8.8');
    const socket = connect({ host: 'feed.example', port, lookup });
    const outcome = await new Promise((resolve) => {
      socket.once('error', (error) => resolve(error.message));
      socket.once('connect', () => resolve('connected'));
    });
    expect(outcome).toBe('its address leads into a private network');
  });
});
