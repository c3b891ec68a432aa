// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Paper } from '../../judge/papers-on-lot.ts';
import { isUnder } from '../claim/food.ts';
import { paperTimes } from '../time/paper-times.ts';
import { holderOfPaper, producerOfLot } from '../party/producer.ts';

type Certificate = SubjectOf<'ConformityCertificate'>;

/** Group 6 for papers: a declaration or inspection names the lot; a certificate reaches it as far as its scheme does. */
export function checkPaperLink({ statement }: Paper, bench: Bench): Finding {
  if (statement.kind === 'ConformityCertificate') return certificateLink(statement.subject, bench);
  const { lot } = statement.subject;
  if (!namesLot(lot, bench)) return otherLot(bench);
  const owner = producerOfLot([lot?.producer], bench.set);
  const faults = [...owner.faults, ...paperTimes(statement, bench.set.claim.lot.producedOn)];
  const { open } = owner;
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
  const objects = certificate.objects.filter(
    ({ food, gtin }) => food !== undefined && isClaimed(food, bench) && isGtinClaimed(gtin, bench),
  );
  if (type === '1b') {
    const { lotNumber } = bench.set.claim.lot;
    if (!objects.some((object) => object.lotNumber === lotNumber)) return otherLot(bench);
    return batchLink(certificate, bench);
  }
  if (objects.length === 0) return failed('OTHER_PRODUCT', 'the certificate does not name the product claimed');
  // Under surveillance a certificate need not name lots; one that does is about these.
  if (objects.every(({ lotNumber }) => lotNumber !== undefined && lotNumber !== bench.set.claim.lot.lotNumber))
    return otherLot(bench);
  return productionLink(certificate, bench);
}

/** A batch is certified once it is there, for as long as the certificate says. */
function batchLink(certificate: Certificate, { set, on }: Bench): Finding {
  const { from, to } = certificate;
  const { producedOn } = set.claim.lot;
  const faults: Reason[] = [];
  if (producedOn !== undefined && from < producedOn) {
    const detail = `the certificate of the batch runs from ${from}, before it was produced on ${producedOn}`;
    faults.push(reason('CERTIFIED_BEFORE_PRODUCTION', detail, { from, producedOn }));
  }
  if (!isDayWithin(on, certificate)) {
    const values = { from, to: to ?? '…', on };
    const detail = `the certificate of the batch runs from ${from} to ${to ?? 'open'}; the day is ${on}`;
    faults.push(reason('CERTIFICATE_NOT_IN_FORCE', detail, values));
  }
  const open = holderOfPaper(certificate.holder, set);
  return finding('object-link', faults.length > 0 ? 'failed' : open.length > 0 ? 'undetermined' : 'passed', {
    reasons: [...faults, ...open],
  });
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

type NamedLot = { readonly food: string; readonly lotNumber: string; readonly gtin?: string | undefined };

function namesLot(lot: NamedLot | undefined, bench: Bench): boolean {
  if (lot === undefined || lot.lotNumber !== bench.set.claim.lot.lotNumber) return false;
  return isClaimed(lot.food, bench) && isGtinClaimed(lot.gtin, bench);
}

/** Another trade item number is another product; where one side says none, the food and the lot decide. */
function isGtinClaimed(named: string | undefined, { set }: Bench): boolean {
  const { gtin } = set.claim.product;
  return gtin === undefined || named === undefined || gtin === named;
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
