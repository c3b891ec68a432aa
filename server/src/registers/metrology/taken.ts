// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { Reason } from '../../record-keeping/define-register.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { attestations } from './fold.ts';
import type { Attested } from './record.ts';

/** Days of another attestation of a measurement standard, in which it stands or is suspended. */
export interface Taken {
  readonly name: string;
  readonly number: string;
  readonly party: string;
  readonly issuer: string;
  readonly from: string;
  readonly until: string | null;
}

/** What other cases attest under the number of this one, or of the same standard; of other kinds nothing. */
export async function readTaken(
  reads: Pick<Reads, 'rows'>,
  { stream, attested: { kind, subject } }: { readonly stream: string; readonly attested: Attested },
): Promise<readonly Taken[]> {
  if (kind !== 'MeasurementStandard') return [];
  return reads
    .rows(attestations, {})
    .select(['name', 'number', 'party', 'issuer', 'from', 'until'])
    .where('row.stream', '!=', stream)
    .where('kind', '=', kind)
    .where('status', 'in', ['in-force', 'suspended'])
    .where((where) =>
      where.or([
        where('numberKey', '=', nameKey(subject.certificateNumber)),
        where('thingKey', '=', nameKey(subject.standard)),
      ]),
    )
    .orderBy('from')
    .limit(1_000)
    .execute();
}

/** One attestation of a number, and of a standard of one keeper, stands on a day: of two, the end of one ends nothing. */
export function faultsOfUniqueness(
  { kind, subject }: Attested,
  { taken, authority }: { readonly taken: readonly Taken[]; readonly authority: string },
): readonly Reason[] {
  if (kind !== 'MeasurementStandard') return [];
  const { certificateNumber, standard, keeper, from, to } = subject;
  const beside = taken.filter(
    (one) =>
      one.issuer === authority && (one.until === null || one.until >= from) && (to === undefined || one.from <= to),
  );
  const sameNumber = beside.find(({ number }) => nameKey(number) === nameKey(certificateNumber));
  const sameThing = beside.find(({ name, party }) => party === keeper.id && nameKey(name) === nameKey(standard));
  const days = ({ from: first, until }: Taken) => `from ${first} to ${until ?? 'no stated day'}`;
  const cure = 'let this one begin after that, or propose it in that case, in the place of what stands';
  if (sameNumber !== undefined) {
    const detail = `${sameNumber.number} attests ${sameNumber.name} ${days(sameNumber)}; ${cure}.`;
    return [{ code: 'NUMBER_TAKEN', detail }];
  }
  if (sameThing === undefined) return [];
  const detail = `${sameThing.name} is attested by ${sameThing.number} ${days(sameThing)}; ${cure}.`;
  return [{ code: 'STANDARD_ATTESTED', detail }];
}
