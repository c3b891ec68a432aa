// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, compareDays, groupBy, isDayWithin, nameKey } from '@touchstone/identifiers';
import { type StatementReference, statementKey } from '@touchstone/statements';
import type { Paper } from '../traceability/papers.ts';
import { isMaking, type MakingPaper, madeOf, type ThingUse, usesOf } from './uses.ts';

/** A reference that was found off, and the days between the last time it was known good and the day it was found. */
export interface DoubtfulReference {
  /** The name by which calibrations refer to it. */
  readonly standard: string;
  /** Whose it is: who uses it by its name alone. */
  readonly owner: string;
  /** The certificates by which others rely on it: calibrations, and what attests it. */
  readonly papers: readonly StatementReference[];
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}

/** An instrument as its keeper's list has it: on which days it was in use, and by which certificate where one is named. */
export interface KeptInstrument {
  readonly id: string;
  readonly name: string;
  readonly keeper: string;
  readonly windows: readonly {
    readonly from: CalendarDay;
    readonly to?: CalendarDay | undefined;
    readonly certificate?: StatementReference | undefined;
  }[];
}

/** What the doubt begins with, and the lists of instruments that tell by which certificate a name was used. */
export interface DoubtAround {
  readonly doubt: DoubtfulReference;
  readonly kept: readonly KeptInstrument[];
}

/** What a use is of: the reference itself, or a thing by its certificate. */
export type UseSource = { readonly by: 'reference' } | { readonly by: 'paper'; readonly paper: MakingPaper };

/** Says of a use what it is of, as far as the papers show; undefined where nothing in doubt can be behind it. */
export type FindSource = (user: Paper, use: ThingUse) => UseSource | undefined;

/**
 * A use that names a certificate is of that certificate. One that names none is of the certificate by which the user's
 * own list of instruments has it in use on that day; where no list tells, of the last one before its day of that name
 * which the user names elsewhere: two laboratories may both have a balance B1, and only a certificate says whose.
 */
export function sourceFinder(papers: ReadonlyMap<string, Paper>, { doubt, kept }: DoubtAround): FindSource {
  const known = knownBy(papers);
  const listed = groupBy(kept, ({ keeper, name }) => `${keeper} ${nameKey(name)}`);
  const isOfReference = (named: StatementReference | undefined) =>
    named !== undefined && doubt.papers.some((paper) => sameStatement(paper, named));
  const sourceOf = (certificate: StatementReference): UseSource | undefined => {
    if (isOfReference(certificate)) return { by: 'reference' };
    const paper = papers.get(statementKey(certificate));
    const isIt = paper !== undefined && paper.digest === certificate.digest && isMaking(paper);
    return isIt ? { by: 'paper', paper } : undefined;
  };
  return (user, use) => {
    const { thing, calibration, attestation, on } = use;
    if (isOfReference(attestation)) return { by: 'reference' };
    if (calibration !== undefined) return sourceOf(calibration);
    const inUseBy = (listed.get(`${user.statement.issuer} ${nameKey(thing)}`) ?? [])
      .flatMap(({ windows }) => windows)
      .flatMap(({ certificate, ...days }) => (certificate !== undefined && isDayWithin(on, days) ? certificate : []));
    // Of two of one name the one in doubt is never hidden by the other.
    if (inUseBy.length > 0) return inUseBy.flatMap((certificate) => sourceOf(certificate) ?? [])[0];
    if (nameKey(thing) === nameKey(doubt.standard) && user.statement.issuer === doubt.owner) return { by: 'reference' };
    const candidates = [...known.ofUser(user.statement.issuer, thing), ...known.beside(attestation, thing)]
      .filter((paper) => madeOf(paper).on <= on)
      .sort((a, b) => compareDays(madeOf(b).on, madeOf(a).on));
    const [last] = candidates;
    if (last === undefined) return undefined;
    const { issuer, id } = last.statement;
    // The last one may be the certificate of the reference itself.
    return sourceOf({ issuer, id, digest: last.digest as StatementReference['digest'] });
  };
}

/** Same identity and same content. */
export function sameStatement(a: StatementReference, b: StatementReference): boolean {
  return statementKey(a) === statementKey(b) && a.digest === b.digest;
}

/** Which certificates each party is known to use a thing by, and which stand beside which attestation. */
function knownBy(papers: ReadonlyMap<string, Paper>) {
  const byUser = new Map<string, Set<MakingPaper>>();
  const byAttestation = new Map<string, Set<MakingPaper>>();
  const add = (to: Map<string, Set<MakingPaper>>, key: string, paper: MakingPaper) => {
    const known = to.get(key);
    if (known === undefined) to.set(key, new Set([paper]));
    else known.add(paper);
  };
  for (const user of papers.values()) {
    for (const { thing, calibration, attestation } of usesOf(user)) {
      const paper = calibration === undefined ? undefined : papers.get(statementKey(calibration));
      if (paper === undefined || !isMaking(paper) || nameKey(madeOf(paper).thing) !== nameKey(thing)) continue;
      add(byUser, `${user.statement.issuer} ${nameKey(thing)}`, paper);
      if (attestation !== undefined) add(byAttestation, `${statementKey(attestation)} ${nameKey(thing)}`, paper);
    }
  }
  return {
    ofUser: (user: string, thing: string) => byUser.get(`${user} ${nameKey(thing)}`) ?? [],
    beside: (attestation: StatementReference | undefined, thing: string) =>
      (attestation === undefined ? undefined : byAttestation.get(`${statementKey(attestation)} ${nameKey(thing)}`)) ??
      [],
  };
}
