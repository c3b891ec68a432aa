// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bits, der, integer, octets, oid, seq, set, TRUE, text, utcTime } from './der-writer.ts';

/** A key with its certificate, of a demonstration that nobody need trust. */
export interface Holder {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly spki: Uint8Array;
  readonly certificate: Uint8Array;
  readonly kind: 'ec' | 'rsa';
}

export interface CertificateOptions {
  readonly name: string;
  readonly issuer?: Holder;
  readonly kind?: 'ec' | 'rsa';
  readonly from?: string;
  readonly to?: string;
  /** DER of extensions: `extension(oid, value, critical)`. */
  readonly extensions?: readonly Uint8Array[];
  readonly algorithm?: string;
  readonly innerAlgorithm?: string;
}

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const RSA_SHA256 = '1.2.840.113549.1.1.11';

export function extension(name: string, value: Uint8Array, isCritical = false): Uint8Array {
  return seq(oid(name), ...(isCritical ? [TRUE] : []), octets(value));
}

export const CA = extension('2.5.29.19', seq(TRUE), true);
export const pathLength = (length: number): Uint8Array => extension('2.5.29.19', seq(TRUE, integer(length)), true);
export const keyUsage = (flags: number): Uint8Array => extension('2.5.29.15', der(0x03, Uint8Array.of(0, flags)), true);
export const timeStamping = (isCritical = true): Uint8Array =>
  extension('2.5.29.37', seq(oid('1.3.6.1.5.5.7.3.8')), isCritical);

export function nameOf(name: string): Uint8Array {
  return seq(set(seq(oid('2.5.4.6'), text('XX'))), set(seq(oid('2.5.4.3'), text(name))));
}

export function identifier(algorithm: string): Uint8Array {
  return seq(oid(algorithm));
}

let serial = 0;

/** Issues a certificate; without an issuer it signs itself. */
export function certify(options: CertificateOptions): Holder {
  const { name, kind = 'ec', from = '240101000000Z', to = '340101000000Z', extensions = [] } = options;
  const { privateKey, publicKey } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  const issuer = options.issuer ?? { name, privateKey, kind };
  const algorithm = options.algorithm ?? (issuer.kind === 'ec' ? ECDSA_SHA256 : RSA_SHA256);
  serial = (serial % 120) + 1;
  const tbs = seq(
    der(0xa0, integer(2)),
    integer(serial),
    identifier(options.innerAlgorithm ?? algorithm),
    nameOf(issuer.name),
    seq(utcTime(from), utcTime(to)),
    nameOf(name),
    spki,
    ...(extensions.length === 0 ? [] : [der(0xa3, seq(...extensions))]),
  );
  const signature = new Uint8Array(sign('sha256', tbs, issuer.privateKey));
  const certificate = seq(tbs, identifier(algorithm), bits(signature));
  return { name, privateKey, spki, certificate, kind };
}
