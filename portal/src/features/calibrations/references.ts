// SPDX-License-Identifier: Apache-2.0
// What shows a standard that was used: its own certificate of calibration, or the attestation of an authority.
import { ask } from '../../api/client.ts';
import { list, members, type Read, text } from '../../api/narrow.ts';
import { type Certificate, requestCertificates } from '../impact/certificates.ts';

/** A paper by which a standard is shown. */
export interface Reference {
  readonly id: string;
  readonly number: string;
  readonly from: string;
  /** The member of the certificate that names it. */
  readonly names: object;
}

const PAGE_MAX = 200;

/** What is on record of a standard by its name: certificates of calibration first, the newest before. */
export async function requestReferences(standard: string, signal: AbortSignal): Promise<readonly Reference[]> {
  const query = new URLSearchParams({ kind: 'MeasurementStandard', limit: String(PAGE_MAX) });
  const [certificates, attested] = await Promise.all([
    requestCertificates(standard, signal),
    ask(`/api/metrology-attestations?${query}`, { signal }, (body) =>
      list(readAttested)(members(body, '').items, '/items'),
    ),
  ]);
  const named = attested.filter(({ thing }) => sameName(thing, standard));
  return [
    ...certificates.map((one) => referenceBy('calibration', one)),
    ...named.map((one) => referenceBy('attestation', one)),
  ];
}

const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

function referenceBy(member: 'calibration' | 'attestation', paper: Certificate): Reference {
  const { issuer, id, digest, number, from } = paper;
  return { id, number, from, names: { [member]: { id, issuer, digest } } };
}

const readAttested: Read<Certificate> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ issuer: read('issuer'), id: read('statementId'), digest: read('digest') },
    ...{ number: read('number'), thing: read('name'), from: read('from') },
  };
};
