// SPDX-License-Identifier: Apache-2.0
// Certificates of calibration by which a reference was good and was found off.
import { ask } from '../../api/client.ts';
import { list, maybe, members, type Read, text } from '../../api/narrow.ts';
import { type StatementName, statementUrl } from '../statement/statement.ts';
import type { Found, Stated } from './judge-finding.ts';

/** One certificate by its names, of what it is, and from when on it holds. */
export interface Certificate {
  readonly issuer: string;
  readonly id: string;
  readonly digest: string;
  readonly number: string;
  readonly thing: string;
  readonly from: string;
}

/** What may be relied upon today, as far as one may see it, the newest first: of one thing, or the first two hundred. */
export function requestCertificates(thing: string, signal: AbortSignal): Promise<readonly Certificate[]> {
  const query = new URLSearchParams({ kind: 'CalibrationCertificate', limit: '200' });
  if (thing !== '') query.set('thing', thing);
  return ask(`/api/certificates-of-measurement?${query}`, { signal }, (body) =>
    [...list(readCertificate)(members(body, '').items, '/items')].sort((a, b) => (a.from < b.from ? 1 : -1)),
  );
}

/** What a certificate says that the thing did before it was adjusted, and what the thing was given there. */
export interface CertificateFigures {
  readonly results: readonly {
    readonly at: Stated;
    readonly expandedUncertainty: Stated;
    readonly coverageFactor: string;
  }[];
  readonly asFound: readonly Found[];
}

/** The figures of two certificates: that which found it off, and the last good one. */
export async function requestFigures(
  pair: readonly [found: StatementName, good: StatementName],
  signal: AbortSignal,
): Promise<readonly [found: CertificateFigures, good: CertificateFigures]> {
  const [found, good] = await Promise.all(
    pair.map((each) =>
      ask(statementUrl(each), { signal }, (body) =>
        readFigures(members(body, '').credentialSubject, '/credentialSubject'),
      ),
    ),
  );
  return [found as CertificateFigures, good as CertificateFigures];
}

const readCertificate: Read<Certificate> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ issuer: read('issuer'), id: read('statementId'), digest: read('digest') },
    ...{ number: read('number'), thing: read('thing'), from: read('from') },
  };
};

const readStated: Read<Stated> = (value, path) => {
  const given = members(value, path);
  return { value: text(given.value, `${path}/value`), unit: text(given.unit, `${path}/unit`) };
};

const readPoint: Read<CertificateFigures['results'][number]> = (value, path) => {
  const given = members(value, path);
  return {
    at: readStated(given.at, `${path}/at`),
    expandedUncertainty: readStated(given.expandedUncertainty, `${path}/expandedUncertainty`),
    coverageFactor: text(given.coverageFactor, `${path}/coverageFactor`),
  };
};

const readFound: Read<Found> = (value, path) => {
  const given = members(value, path);
  return {
    ...readPoint(value, path),
    quantity: text(given.quantity, `${path}/quantity`),
    shift: readStated(given.shift, `${path}/shift`),
  };
};

const readFigures: Read<CertificateFigures> = (value, path) => {
  const given = members(value, path);
  return {
    results: list(readPoint)(given.results, `${path}/results`),
    asFound: maybe(list(readFound))(given.asFound, `${path}/asFound`) ?? [],
  };
};
