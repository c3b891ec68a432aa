// SPDX-License-Identifier: Apache-2.0
import type { Party, Statement } from '@touchstone/statements';
import type { Held } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';

/** What ties are looked for in. */
export type TiesBench = Pick<Bench, 'set' | 'isAnchor' | 'authenticityOf' | 'remember'>;

/**
 * Every DID and registration number of the parties named by `keys`: a list names a firm by its number alone where its
 * papers are signed by a DID. One word ties the two: of the firm itself, of an authority, registrar or accreditation
 * body of the place, or of the presenter, in the claim or in a paper that he brought. A stranger's word ties nobody.
 */
export function tiedKeys(keys: readonly string[], bench: TiesBench): readonly string[] {
  const ties = bench.remember(bench.set, 'party ties', () => tiesOf(bench));
  const found = new Set(keys);
  // What a set is given while it is walked, it walks as well.
  for (const key of found) for (const other of ties.get(canonicalKey(key)) ?? []) found.add(other);
  return [...found];
}

/** A number in one spelling: case, width, spaces and hyphens tell no two firms apart. A DID stays as it is. */
export function canonicalKey(key: string): string {
  return key.startsWith('did:') ? key : key.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
}

/** Whom a statement names with a DID, a number or a name, beside its issuer. */
export function partiesNamedIn(statement: Statement): readonly Party[] {
  const { kind, subject } = statement;
  switch (kind) {
    case 'TestReport':
      return given([subject.client, subject.sample.statedLot?.producer]);
    case 'SamplingRecord':
      return given([subject.sampler, subject.lot.producer]);
    case 'InspectionReport':
      return given([subject.lot.producer]);
    case 'ConformityCertificate':
      return [subject.holder];
    case 'SelfDeclaration':
      return given([subject.declarant, subject.lot?.producer]);
    case 'ListEntry':
    case 'ListRemoval':
    case 'Penalty':
    case 'Repair':
      return [subject.party];
    case 'Recall':
      return [subject.producer];
    case 'ComplaintOutcome':
      return [subject.about];
    case 'TypeApproval':
      return given([subject.applicant]);
    default:
      return [];
  }
}

function given(parties: readonly (Party | undefined)[]): readonly Party[] {
  return parties.filter((one) => one !== undefined);
}

function tiesOf(bench: TiesBench): ReadonlyMap<string, ReadonlySet<string>> {
  const ties = new Map<string, Set<string>>();
  const { actors, presenter } = bench.set.claim;
  const stated = bench.set.all.flatMap((held) => tiedIn(held, bench));
  for (const { did, identifier } of [...actors, ...given([presenter]), ...stated]) {
    if (did === undefined || identifier === undefined) continue;
    append(ties, did, identifier);
    append(ties, canonicalKey(identifier), did);
  }
  return ties;
}

/** The parties whose two names this document ties; signatures are looked at only where there is something to tie. */
function tiedIn(held: Held, bench: TiesBench): readonly Party[] {
  if (held.statement === undefined) return [];
  const { issuer } = held.link;
  const both = partiesNamedIn(held.statement).filter(
    ({ did, identifier }) =>
      did !== undefined &&
      identifier !== undefined &&
      (did === issuer ||
        held.file !== undefined ||
        bench.isAnchor(issuer, 'authority', 'registrar', 'accreditation-body')),
  );
  return both.length > 0 && bench.authenticityOf(held) === 'authentic' ? both : [];
}

function append(ties: Map<string, Set<string>>, from: string, to: string): void {
  const known = ties.get(from);
  if (known === undefined) ties.set(from, new Set([to]));
  else known.add(to);
}
