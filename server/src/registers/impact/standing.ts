// SPDX-License-Identifier: Apache-2.0
import type { DoubtfulReference, KeptInstrument } from '@touchstone/evidence/impact';
import { nameKey } from '@touchstone/identifiers';
import { type StatementReference, type SubjectOf, statementKey } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason } from '../../record-keeping/define-register.ts';
import type { Ground } from './ground.ts';
import type { Keeper } from './keepers.ts';
import type { inputs } from './record.ts';

/** A doubt as it was raised: what the search begins with. */
export interface Raised extends DoubtfulReference {
  readonly asFound: SubjectOf<'CalibrationCertificate'>['asFound'];
  readonly certificate: StatementReference;
  readonly reason: string;
  readonly replyBy: string;
  /** How often it went on by another finding. */
  readonly renewed?: number;
}

/** The papers that a raising names, as far as they are on record. */
export interface NamedPapers extends Ground {
  readonly events: readonly string[];
  /** Instruments of this name in the lists of which the actor's own may be one. */
  readonly listed: readonly KeptInstrument[];
  /** Cases that are open. */
  readonly open: readonly { readonly owner: string; readonly raised: unknown }[];
  /** For whom the reference is attested, by the authority of its place. */
  readonly keepers: readonly Keeper[];
}

/** A doubt as it is submitted. */
export type Raising = z.infer<typeof inputs.raise>;

/** The same finding about the same thing. */
export function isOfGround(raised: unknown, { asFound, standard }: Raising): boolean {
  const { certificate, standard: of } = raised as Raised;
  return nameKey(of) === nameKey(standard) && statementKey(certificate) === statementKey(asFound);
}

/** Whose the reference is, as far as that is shown, and what stands against this party raising a doubt about it. */
export function standing(raising: Raising, papers: NamedPapers, party: string) {
  const { standard, asFound, lastGood, relied } = raising;
  const { keepers } = papers;
  const isKeeper = keepers.some(({ id }) => id === party);
  const owner = isKeeper || isListed(papers.listed, { party, lastGood }) ? party : undefined;
  const faults: Reason[] = [];
  const [other] = keepers;
  const foreign = [lastGood, ...relied].find(({ issuer }) => issuer !== party);
  // Anybody can put anything in a list of his own: over certificates of others somebody else must have found it off.
  const isAlone = owner === undefined || (!isKeeper && asFound.issuer === party);
  if (other !== undefined && !isKeeper) {
    const detail = `${standard} is attested for ${other.name}; its keeper raises the doubt, with the certificate that found it off.`;
    faults.push({ code: 'KEPT_BY_ANOTHER', detail });
  } else if (party !== asFound.issuer && owner === undefined) {
    const detail =
      'Only the laboratory that found it off, or whose reference it is, raises a doubt: whoever has it in the own list of instruments by the last good certificate.';
    faults.push({ code: 'NOT_YOURS', detail });
  } else if (isAlone && foreign !== undefined) {
    const detail = `${foreign.id} was signed by ${foreign.issuer}; whose reference it is raises the doubt, with your certificate.`;
    faults.push({ code: 'CERTIFICATE_OF_ANOTHER', detail });
  }
  return { owner, faults };
}

/** Whoever has it in use by that certificate has it; whoever made something with it used it, and may be anybody. */
function isListed(
  listed: readonly KeptInstrument[],
  { party, lastGood }: { readonly party: string; readonly lastGood: StatementReference },
): boolean {
  return listed
    .filter(({ keeper }) => keeper === party)
    .flatMap(({ windows }) => windows)
    .some(({ certificate }) => certificate !== undefined && sameBytes(certificate, lastGood));
}

/** Same identity and same content. */
export function sameBytes(one: StatementReference, other: StatementReference): boolean {
  return statementKey(one) === statementKey(other) && one.digest === other.digest;
}
