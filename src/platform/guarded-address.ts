// Which addresses an outside feed may lead to: public ones only, checked at the moment of connecting.
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All the addresses of a host, as the system resolves them. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

export const resolveHost: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** A feed cannot be read. The message is the end of a sentence, and never holds any of its address. */
export class FeedFailure extends Error {
  constructor(because: string) {
    super(because);
    this.name = 'FeedFailure';
  }
}

const leadsInside = 'its address leads into a private network';

// RFC 4291: of all IPv6 addresses only these are handed out for global use.
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');
// RFC 6052: how a network without IPv4 reaches an IPv4 address, which is embedded at the end.
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Whether an IP address is one of the public internet (IANA's special-purpose registries say which are not). */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (!(address instanceof ipaddr.IPv6)) return address.range() === 'unicast';
  if (address.zoneId) return false;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().range() === 'unicast';
  if (address.match(nat64)) {
    return new ipaddr.IPv4(address.toByteArray().slice(12)).range() === 'unicast';
  }
  return address.range() === 'unicast' && address.match(globalIpv6);
}

/** Throws a FeedFailure for a host that is itself an address, in whatever form it was written, and not a public one. */
export function requirePublicHost({ hostname }: URL): void {
  // URL turns decimal, octal and hexadecimal forms into dotted ones, and brackets IPv6 (WHATWG URL, "host parser").
  const host = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw new FeedFailure(leadsInside);
}

/** A socket's own lookup: what is checked here is what is connected to, however often the name changes its mind. */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    const answer = async () => {
      const found = await resolve(host);
      const [first] = found;
      if (!first) throw new FeedFailure('its server cannot be found');
      if (!found.every(({ address }) => isPublicAddress(address))) throw new FeedFailure(leadsInside);
      return { found, first };
    };
    answer().then(
      ({ found, first }) =>
        options.all ? callback(null, found) : callback(null, first.address, first.family),
      (error: Error) => callback(error, ''),
    );
  };
}
