// SPDX-License-Identifier: Apache-2.0
import { nameKey, parsePlace } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import type { Reads } from '../../record-keeping/reads.ts';

/** Whose a measurement standard is, by an attestation on record of the authority of its place. */
export interface Keeper {
  readonly id: string;
  readonly name: string;
  readonly attestation: { readonly issuer: string; readonly id: string };
}

/** Everybody for whom a standard of this name was attested; what only somebody says of himself makes nobody its keeper. */
export async function readKeepers(
  reads: Pick<Reads, 'findStatements'>,
  { standard, roots }: { readonly standard: string; readonly roots: readonly CompetentRoot[] },
): Promise<readonly Keeper[]> {
  const [found = []] = await reads.findStatements([
    { by: 'edge', relation: 'about-instrument', key: nameKey(standard), kinds: ['MeasurementStandard'] },
  ]);
  return found.flatMap(({ issuer, id, body }) => {
    const { keeper, place } = body.credentialSubject as unknown as SubjectOf<'MeasurementStandard'>;
    if (faultsOfAuthority(roots, issuer, parsePlace(place)).length > 0) return [];
    return [{ id: keeper.id, name: keeper.name, attestation: { issuer, id } }];
  });
}
