// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { type Finding, finding, reason } from '../check.ts';
import type { Bench } from '../judge/bench.ts';
import type { Paper } from '../judge/papers-on-lot.ts';
import { isUnder } from './food.ts';
import { holderOfPaper, producerOfLot } from './producer.ts';

type Certificate = SubjectOf<'ConformityCertificate'>;

/** Group 6 for papers: a declaration or inspection names the lot; a certificate reaches it as far as its scheme does. */
export function checkPaperLink({ statement }: Paper, bench: Bench): Finding {
  if (statement.kind === 'ConformityCertificate') return certificateLink(statement.subject, bench);
  const { lot } = statement.subject;
  if (!namesLot(lot, bench)) return otherLot(bench);
  const { faults, open } = producerOfLot([lot?.producer], bench.set);
  return finding('object-link', faults.length > 0 ? 'failed' : open.length > 0 ? 'undetermined' : 'passed', {
    reasons: [...faults, ...open],
  });
}

/**
 * Type 1a attests a type, 1b a batch, 2 to 5 a production under surveillance, 6 a service or process.
 * ISO/IEC 17067:2013, 5.3. A management-system certificate speaks of a firm, never of a product.
 */
function certificateLink(certificate: Certificate, bench: Bench): Finding {
  const { type } = certificate.scheme;
  if (type === 'management-system' || type === '6') {
    const detail = 'a certificate of a management system, service or process says nothing about a product';
    return failed('SCHEME_COVERS_NO_PRODUCT', detail);
  }
  if (type === '1a') return failed('SCHEME_COVERS_TYPE_ONLY', 'a type 1a certificate says nothing about a lot');
  const objects = certificate.objects.filter(({ food }) => food !== undefined && isClaimed(food, bench));
  if (type === '1b') {
    const { lotNumber } = bench.set.claim.lot;
    if (!objects.some((object) => object.lotNumber === lotNumber)) return otherLot(bench);
    const open = holderOfPaper(certificate.holder, bench.set);
    return finding('object-link', open.length > 0 ? 'undetermined' : 'passed', { reasons: open });
  }
  if (objects.length === 0) return failed('OTHER_PRODUCT', 'the certificate does not name the product claimed');
  return productionLink(certificate, bench);
}

/** A certified production covers what its holder made while the certificate ran. */
function productionLink(certificate: Certificate, { set }: Bench): Finding {
  const { holder } = certificate;
  const isHolder = set.claim.actors.some(
    ({ role, did, identifier }) =>
      role === 'producer' &&
      ((did !== undefined && did === holder.did) || (identifier !== undefined && identifier === holder.identifier)),
  );
  if (!isHolder)
    return failed('HOLDER_IS_NOT_PRODUCER', `the certificate is held by ${holder.name}, not by the producer`);
  const made: CalendarDay | undefined = set.claim.lot.producedOn;
  if (made === undefined) {
    const why = reason(
      'PRODUCTION_DATE_MISSING',
      'without the production date it is unknown whether the lot is covered',
    );
    return finding('object-link', 'undetermined', { reasons: [why] });
  }
  if (isDayWithin(made, certificate)) return finding('object-link', 'passed');
  return failed('PRODUCED_OUTSIDE_CERTIFICATE', `produced on ${made}, when the certificate did not run`);
}

function namesLot(lot: { readonly food: string; readonly lotNumber: string } | undefined, bench: Bench): boolean {
  return lot !== undefined && lot.lotNumber === bench.set.claim.lot.lotNumber && isClaimed(lot.food, bench);
}

/** The paper's product is the claimed one, or a wider one that takes it in. */
function isClaimed(food: string, bench: Bench): boolean {
  return bench.food !== undefined && isUnder(bench.requirements.taxonomy, bench.food, food);
}

function otherLot({ set }: Bench): Finding {
  const { lotNumber } = set.claim.lot;
  return failed('OTHER_LOT', `the paper is not about lot ${lotNumber} of the product claimed`);
}

function failed(code: string, detail: string): Finding {
  return finding('object-link', 'failed', { reasons: [reason(code, detail)] });
}
