// SPDX-License-Identifier: Apache-2.0
// Certificates on record by which an instrument may be in use.
import { ask } from '../../api/client.ts';
import { list, members, type Read, text } from '../../api/narrow.ts';

/** A certificate of calibration or of verification, and from when until when it holds. */
export interface Certificate {
  readonly issuer: string;
  readonly id: string;
  readonly digest: string;
  readonly number: string;
  readonly from: string;
  /** Undefined where it names no last day. */
  readonly to: string | undefined;
}

/** The name by which an event says which certificate. */
export const referenceTo = ({ issuer, id, digest }: Certificate) => ({ issuer, id, digest });

/** By these an instrument may be used; type and product say nothing about this one. */
const ROUTES = ['calibration', 'verification'];
/** Of its days, and not taken back: a calibration of last year is on record late. */
const HOLDING = ['in-force', 'expired', 'not-yet'];

/** What is on record about an instrument by its name, the newest first. */
export function requestCertificates(stream: string, signal: AbortSignal): Promise<readonly Certificate[]> {
  return ask(`/api/instruments/${encodeURIComponent(stream)}/states`, { signal }, (body) =>
    list(readRoute)(members(body, '').routes, '/routes')
      .flat()
      .sort((one, other) => (one.from < other.from ? 1 : -1)),
  );
}

const readRoute: Read<readonly Certificate[]> = (value, path) => {
  const given = members(value, path);
  if (!ROUTES.includes(text(given.route, `${path}/route`))) return [];
  return list(readHolding)(given.papers, `${path}/papers`).flat();
};

const readHolding: Read<readonly Certificate[]> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof Certificate) => text(given[name], `${path}/${name}`);
  if (!HOLDING.includes(text(given.status, `${path}/status`))) return [];
  return [
    {
      ...{ issuer: read('issuer'), id: read('id'), digest: read('digest'), number: read('number'), from: read('from') },
      to: given.to === null ? undefined : read('to'),
    },
  ];
};
