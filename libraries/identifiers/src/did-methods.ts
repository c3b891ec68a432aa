// SPDX-License-Identifier: Apache-2.0
import { type Did, didMethod } from './did.ts';
import { IdentifierError } from './identifier-error.ts';

const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
// What a URL parser takes for an IPv4 address, whatever stands before it (WHATWG URL, "ends in a number").
const NUMBER_LABEL = /^(?:[0-9]+|0x[0-9a-f]*)$/;
const PORT = /^[1-9][0-9]{0,4}$/;
// A URL parser reads %2e as a dot and may read %2f and %5c as slashes: none may climb out of its folder.
const CLIMBING_SEGMENT = /^\.{1,2}$|%(?:2e|2f|5c|00)/i;

/**
 * did:web:host[%3Aport][:segment…] → https://host[:port]/(.well-known | segment/…)/did.json.
 * W3C CCG did:web method, "Read (Resolve)". Lower-case host names only; IP addresses and climbing paths are refused.
 * The caller still guards against names that resolve to private addresses.
 */
export function didWebDocumentUrl(did: Did): string {
  const [authority, ...segments] = methodSpecificId(did, 'web').split(':');
  const [host = '', port, ...more] = (authority as string).split(/%3a/i);
  const labels = host.split('.');
  const isHost = host.length <= 253 && labels.every((label) => HOST_LABEL.test(label));
  if (!isHost || NUMBER_LABEL.test(labels.at(-1) as string)) {
    throw new IdentifierError('BAD_FORMAT', 'A did:web names a host in lower case, never an IP address', did);
  }
  if (more.length > 0 || (port !== undefined && !(PORT.test(port) && Number(port) <= 65_535))) {
    throw new IdentifierError('BAD_FORMAT', 'The port of a did:web follows the host as %3A and 1 to 65535', did);
  }
  if (segments.some((segment) => segment === '' || CLIMBING_SEGMENT.test(segment))) {
    throw new IdentifierError('BAD_FORMAT', 'The path of a did:web has no empty, "." or ".." segments', did);
  }
  const origin = `https://${host}${port === undefined ? '' : `:${port}`}`;
  return `${origin}/${segments.length === 0 ? '.well-known' : segments.join('/')}/did.json`;
}

// RFC 6761, 6.3: these names are every machine's own.
const LOCAL_HOST = /^did:web:(?:[^:%]*\.)?localhost(?=[:%]|$)/;

/**
 * The DID itself, when others than the machine it was made on can hold somebody to it: a did:web must name a host that is
 * no IP address and not this machine. W3C DID 1.0 allows more (`parseDid`); as the name of a party more is refused.
 */
export function requirePublicDid(did: Did): Did {
  if (didMethod(did) === 'web') {
    didWebDocumentUrl(did);
    if (LOCAL_HOST.test(did)) {
      throw new IdentifierError('BAD_FORMAT', 'A did:web names a host that others reach, never localhost', did);
    }
  }
  return did;
}

/**
 * did:key:MULTIBASE → MULTIBASE, a base58btc multikey such as 'z6Mk…'.
 * W3C CCG did:key method, "Format". That it is base58btc, `parseDid` saw; what key it is, is for the reader of multikeys.
 */
export function didKeyMultibase(did: Did): string {
  return methodSpecificId(did, 'key');
}

/** The DID URL of the one key of a did:key: 'did:key:z6Mk…#z6Mk…'. */
export function didKeyVerificationMethod(did: Did): string {
  return `${did}#${didKeyMultibase(did)}`;
}

function methodSpecificId(did: Did, method: 'web' | 'key'): string {
  if (didMethod(did) !== method) {
    throw new IdentifierError('BAD_FORMAT', `This must be a did:${method}`, did);
  }
  return did.slice(`did:${method}:`.length);
}
