// SPDX-License-Identifier: Apache-2.0
import { createHash, sign } from 'node:crypto';
import { type Holder, identifier, nameOf } from './authority.ts';
import { der, generalizedTime, integer, octets, oid, seq, set } from './der-writer.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** What a test may do otherwise than a time-stamp authority does. */
export interface StampOptions {
  readonly at?: string;
  readonly hash?: string;
  readonly imprintHash?: string;
  readonly unnamed?: boolean;
  readonly contentType?: string;
  readonly eContentType?: string;
  readonly signedAttributeType?: string;
  readonly digest?: Uint8Array;
  readonly algorithm?: string;
  readonly named?: Uint8Array;
  readonly namedParts?: readonly Uint8Array[];
  readonly withoutCertificate?: boolean;
  readonly withoutCertificates?: boolean;
  readonly signers?: number;
  readonly key?: Holder;
}

/** A token over the message. RFC 3161, 2.4.2. */
export function stamp(message: Uint8Array, authority: Holder, issuer: Holder, options: StampOptions = {}): Uint8Array {
  const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
  const info = seq(
    integer(1),
    oid('1.2.3.4'),
    seq(identifier(options.imprintHash ?? SHA256), octets(sha256(message))),
    integer(7),
    generalizedTime(options.at ?? '20250601120000.5Z'),
  );
  const named = options.namedParts ?? [octets(options.named ?? sha256(authority.certificate))];
  const attributes = [
    seq(oid('1.2.840.113549.1.9.3'), set(oid(options.signedAttributeType ?? '1.2.840.113549.1.9.16.1.4'))),
    seq(oid('1.2.840.113549.1.9.4'), set(octets(options.digest ?? sha256(info)))),
    ...(options.unnamed === true ? [] : [seq(oid('1.2.840.113549.1.9.16.2.47'), set(seq(seq(seq(...named)))))]),
  ];
  const signature = new Uint8Array(sign('sha256', set(...attributes), (options.key ?? authority).privateKey));
  const algorithm = options.algorithm ?? (authority.kind === 'rsa' ? '1.2.840.113549.1.1.1' : '1.2.840.10045.4.3.2');
  // The serial is the second member of the certificate's body.
  const serial = serialOf(authority.certificate);
  const signerInfo = seq(
    integer(1),
    seq(nameOf(issuer.name), serial),
    identifier(options.hash ?? SHA256),
    der(0xa0, ...attributes),
    identifier(algorithm),
    octets(signature),
  );
  const signers = Array.from({ length: options.signers ?? 1 }, () => signerInfo);
  const certificates = options.withoutCertificate === true ? [issuer.certificate] : [authority.certificate];
  return seq(
    oid(options.contentType ?? '1.2.840.113549.1.7.2'),
    der(
      0xa0,
      seq(
        integer(3),
        set(identifier(SHA256)),
        seq(oid(options.eContentType ?? '1.2.840.113549.1.9.16.1.4'), der(0xa0, octets(info))),
        ...(options.withoutCertificates === true ? [] : [der(0xa0, ...certificates)]),
        set(...signers),
      ),
    ),
  );
}

function serialOf(certificate: Uint8Array): Uint8Array {
  // SEQUENCE { SEQUENCE { [0] { INTEGER 2 } INTEGER serial …: both lengths take three bytes, or two below 256.
  const start = certificate.findIndex(
    (byte, at) => byte === 0xa0 && certificate[at + 1] === 3 && certificate[at + 2] === 2 && certificate[at + 4] === 2,
  );
  return certificate.slice(start + 5, start + 8);
}
